"""Logs are for people on a terminal and JSON elsewhere, and never hold a secret."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import redact, set_up_logs

SECRETS = [
    "xoxb-123-456-abcDEF",
    "xoxp-1-2-3",
    "xoxe.xoxb-1-Mi0yLTEy",
    "xoxe-1-My0xLTEy",
    "xapp-1-A012-345-abc",
    "https://hooks.slack.com/commands/T1/2/abc",
]


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_taken_out_and_the_rest_stays(secret: str) -> None:
    assert redact(f"calling with {secret}, twice") == "calling with [secret], twice"


def test_the_ticket_of_a_socket_address_is_taken_out() -> None:
    assert (
        redact("wss://wss.slack.com/link/?ticket=abc-1&app_id=A1")
        == "wss://wss.slack.com/link/?ticket=[secret]&app_id=A1"
    )


@given(st.text(alphabet="abcXYZ019-", min_size=3), st.sampled_from(["xoxb-", "xapp-"]))
def test_whatever_the_token_none_of_it_is_left(tail: str, prefix: str) -> None:
    assert redact(f'{{"token": "{prefix}{tail}"}}') == '{"token": "[secret]"}'


def test_each_line_is_json_when_no_terminal_reads_it() -> None:
    stream = io.StringIO()
    set_up_logs("INFO", stream)

    structlog.get_logger("bot").info("nudge posted", channel="C1")

    line = json.loads(stream.getvalue())
    assert (line["event"], line["channel"], line["level"]) == ("nudge posted", "C1", "info")
    assert line["timestamp"].endswith("Z")


def test_a_person_at_a_terminal_gets_no_json() -> None:
    stream = Terminal()
    set_up_logs("INFO", stream)

    structlog.get_logger("bot").info("nudge posted", channel="C1")

    assert "nudge posted" in stream.getvalue()
    assert not stream.getvalue().startswith("{")


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_secrets_in_fields_tracebacks_and_the_libraries_lines_are_taken_out(stream: io.StringIO) -> None:
    set_up_logs("INFO", stream)

    structlog.get_logger("bot").info("opening", address=SECRETS[5], headers={"Authorization": f"Bearer {SECRETS[0]}"})
    logging.getLogger("aiohttp.client").warning("refused %s", SECRETS[4])
    try:
        raise RuntimeError(SECRETS[1])
    except RuntimeError:
        structlog.get_logger("bot").exception("failed")

    written = stream.getvalue()
    assert written.count("[secret]") >= 4
    assert not [secret for secret in SECRETS if secret in written]


@pytest.mark.parametrize("name", ["slack_sdk.web.async_client", "slack_bolt.AsyncApp"])
def test_the_sdk_is_quiet_below_a_warning_whatever_the_level(name: str) -> None:
    stream = io.StringIO()
    set_up_logs("DEBUG", stream)

    logging.getLogger(name).info("the body was ...")
    logging.getLogger(name).warning("a warning")

    assert len(stream.getvalue().splitlines()) == 1


def test_the_level_is_kept() -> None:
    stream = io.StringIO()
    set_up_logs("WARNING", stream)

    structlog.get_logger("bot").info("not this")
    structlog.get_logger("bot").warning("but this")

    assert "not this" not in stream.getvalue()
    assert "but this" in stream.getvalue()
