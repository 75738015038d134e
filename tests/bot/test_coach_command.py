"""`dealcoach coach` answers each line in its turn, says what is wrong with a bad one, and goes on."""

import io
import json
from datetime import UTC, datetime
from typing import Any, Literal

import pytest
from coached import shipped_content
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach_command import answer_lines
from bot.message_line import BadLineError, parse_message_line

NOW = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
PROPOSAL = "Proposal is out to Tarnbeck Mills, €40k for the first year. Emailed it this morning."


def answered(*lines: Any, form: Literal["jsonl", "text"] = "jsonl") -> tuple[int, str]:
    raw = [line if isinstance(line, bytes) else (json.dumps(line) + "\n").encode() for line in lines]
    out, content = io.StringIO(), shipped_content()
    code = answer_lines(raw, out, form, content.reader, content.coach, lambda: NOW)
    return code, out.getvalue()


def objects(*lines: Any) -> tuple[int, list[dict[str, Any]]]:
    code, written = answered(*lines)
    return code, [json.loads(line) for line in written.splitlines()]


def test_a_deal_update_gets_its_nudge_with_an_exact_quote_and_all_facts() -> None:
    code, (answer,) = objects({"id": "m1", "text": PROPOSAL, "date": "2026-03-02", "author_tz": "Europe/Berlin"})

    assert code == 0
    assert list(answer) == ["id", "is_deal_update", "nudge", "reason", "facts"]
    assert (answer["id"], answer["is_deal_update"], answer["reason"]) == ("m1", True, None)
    assert answer["nudge"]["play"] == "book_follow_up"
    assert answer["nudge"]["evidence"] in PROPOSAL
    assert list(answer["facts"]) == [
        "company",
        "amount",
        "currency",
        "stage",
        "next_step_date",
        "contacts",
        "competitor",
    ]
    assert (answer["facts"]["company"], answer["facts"]["amount"], answer["facts"]["currency"]) == (
        "Tarnbeck Mills",
        40000,
        "EUR",
    )


def test_chatter_gets_silence_with_its_reason() -> None:
    _, (answer,) = objects({"id": 7, "text": "anyone up for lunch? I'm starving"})

    assert (answer["id"], answer["is_deal_update"], answer["nudge"]) == (7, False, None)
    assert answer["reason"] == "not_a_deal"


def test_a_date_counts_from_the_day_on_the_line() -> None:
    line = {"id": "1", "text": "Tarnbeck Mills: demo with Ines agreed for tomorrow.", "date": "2026-05-11"}

    _, (answer,) = objects(line)

    assert answer["facts"]["next_step_date"] == "2026-05-12"


def test_without_a_date_the_day_is_todays_where_the_author_is() -> None:
    there = parse_message_line(b'{"id": "1", "text": "x", "author_tz": "Asia/Tokyo"}', NOW)
    here = parse_message_line(b'{"id": "1", "text": "x"}', NOW)

    assert (there.today.isoformat(), here.today.isoformat()) == ("2026-03-03", "2026-03-02")


def test_each_message_is_answered_by_itself_and_in_order() -> None:
    code, answers = objects(*({"id": number, "text": PROPOSAL} for number in range(3)))

    assert code == 0
    assert [answer["id"] for answer in answers] == [0, 1, 2]
    assert {answer["nudge"]["play"] for answer in answers} == {"book_follow_up"}


BAD_LINES = {
    "no JSON": (b"hello\n", "not JSON"),
    "no object": (b"[1]\n", "not an object"),
    "no id": (b'{"text": "x"}\n', '"id" is missing'),
    "an id that is a truth": (b'{"id": true, "text": "x"}\n', '"id" is missing'),
    "no text": (b'{"id": "1"}\n', '"text" is missing'),
    "a text that is null": (b'{"id": "1", "text": null}\n', '"text" is missing'),
    "a date in another form": (b'{"id": "1", "text": "x", "date": "2.3.2026"}\n', '"date"'),
    "a date that does not exist": (b'{"id": "1", "text": "x", "date": "2026-02-30"}\n', '"date"'),
    "a date that is a number": (b'{"id": "1", "text": "x", "date": 20260302}\n', '"date"'),
    "an unknown time zone": (b'{"id": "1", "text": "x", "author_tz": "Mars/Olympus"}\n', '"author_tz"'),
    "a time zone that is a path": (b'{"id": "1", "text": "x", "author_tz": "/etc/passwd"}\n', '"author_tz"'),
    "an empty time zone": (b'{"id": "1", "text": "x", "author_tz": ""}\n', '"author_tz"'),
    "bytes that are no text": (b"\xff\xfe\n", "not JSON"),
}


@pytest.mark.parametrize(("line", "reason"), BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_bad_line_is_told_by_its_number_and_the_others_are_answered(line: bytes, reason: str) -> None:
    code, answers = objects({"id": "a", "text": "lunch?"}, b"\n", line, {"id": "b", "text": "lunch!"})

    assert code == 1
    assert [answer.get("id") for answer in answers] == ["a", None, "b"]
    assert set(answers[1]) == {"line", "error"}
    assert answers[1]["line"] == 3
    assert reason in answers[1]["error"]


def test_for_people_the_nudge_its_reason_and_the_facts_are_sentences() -> None:
    code, written = answered({"id": "m1", "text": PROPOSAL}, {"id": "m2", "text": "lunch?"}, b"oops\n", form="text")

    assert code == 1
    assert "Tarnbeck Mills, €40,000" in written
    assert "Nudge: " in written
    assert "Because of “" in written
    assert "Silent: " in written
    assert "line 3: not JSON" in written
    assert "\x1b" not in written


@settings(max_examples=50)
@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: json.dumps({"id": "1", "text": text}).encode()))
def test_any_line_is_a_message_or_a_sentence_about_it(raw: bytes) -> None:
    try:
        told = parse_message_line(raw, NOW).text
    except BadLineError as error:
        told = f"wrong: {error}"

    assert isinstance(told, str)
