"""The demo reads well to a rep: nudges under their messages, silences with reasons, a deal, a digest, what next."""

import io
import re

import pytest

from bot.demo import show_demo


@pytest.fixture(scope="module")
def shown() -> str:
    out = io.StringIO()
    assert show_demo(out) == 0
    return out.getvalue()


def test_each_nudge_stands_under_its_message_with_its_author_time_and_evidence(shown: str) -> None:
    told = " ".join(shown.split())

    assert re.search(
        r"Wed 4 Mar 10:58 Dana Okafor #deals proposal is out to Pemberlake Foods, .{100,200}"
        r"> Dealcoach, in the thread: .{30,250}? because of “[^”]*proposal[^”]*”",
        told,
    )


def test_what_is_said_privately_says_to_whom(shown: str) -> None:
    assert "> Dealcoach, privately to Callum Reyes:" in shown


def test_a_settled_nudge_says_which_message_settled_it(shown: str) -> None:
    assert "Settled on Thu 5 Mar: Dana Okafor wrote “ok ok rang Joyce" in " ".join(shown.split())


def test_silence_is_counted_and_explained(shown: str) -> None:
    assert re.search(r"\d+ messages were left alone", shown)
    assert re.search(r"\d+  chatter, questions and good wishes", shown)
    assert "1 not in English for example Fri 6 Mar, Tobias Brandt: “Kurz auf Deutsch" in " ".join(shown.split())


def test_a_deal_and_a_digest_look_as_in_slack(shown: str) -> None:
    assert re.search(r"What /deal show .+ answers\n-+\n", shown)
    assert re.search(r"Owner: @\w+ \w+", shown)
    assert re.search(r"What .+ gets as a direct message on Monday 23 March", shown)
    assert "One play for this week" in shown


def test_it_ends_with_what_to_do_next(shown: str) -> None:
    tail = shown[shown.index("What next") :]

    assert all(step in tail for step in ("make play", "make run", "README.md"))


def test_a_pipe_gets_no_colour_no_markup_and_no_trailing_spaces(shown: str) -> None:
    assert "\x1b" not in shown
    assert not re.search(r"[ \t]+$", shown, re.MULTILINE)
    assert not re.search(r"&amp;|<@U|\{\w+\}", shown)


def test_lines_fit_a_terminal_of_eighty_columns(shown: str) -> None:
    assert max(map(len, shown.splitlines())) <= 80
