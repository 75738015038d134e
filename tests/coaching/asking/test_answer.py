"""What the guide answers: facts for deals that are named, plays for what to do, and nothing beyond what it holds."""

import pytest
from coached import shipped_content
from hypothesis import given
from hypothesis import strategies as st

from coaching.asking.answer import Answer, FactAnswer, NoAnswer, PlayAnswer, WhichDeal
from coaching.asking.question import compile_phrases, is_question, only_asks
from coaching.asking.ranking import PlayIndex
from coaching.cues import CueError
from coaching.recognition import KnownDeal

DEALS = (KnownDeal(1, "Acme"), KnownDeal(2, "Glenmarsh Foods"), KnownDeal(3, "Glenmarsh Tools"))


def ask(question: str, *deals: KnownDeal) -> Answer:
    return shipped_content().guide.answer(question, deals or DEALS)


@pytest.mark.parametrize(
    "question", ["Who decides at Acme?", "who's the decision maker at ACME", "acme’s decision maker?"]
)
def test_a_fact_of_a_named_deal_is_looked_up(question: str) -> None:
    assert ask(question) == FactAnswer("decision_maker", 1)


def test_a_name_alone_asks_for_all_that_is_known() -> None:
    assert ask("Acme?") == FactAnswer("overview", 1)


def test_a_name_that_two_deals_share_is_met_with_both() -> None:
    assert ask("Who decides at Glenmarsh?") == WhichDeal(("Glenmarsh Foods", "Glenmarsh Tools"))


def test_a_fact_of_a_deal_that_is_not_known_is_not_made_up() -> None:
    assert ask("Who decides at Zorbex?") == WhichDeal()


def test_of_two_deals_with_one_name_the_open_one_is_meant() -> None:
    lost = KnownDeal(7, "Acme", "lost")

    assert ask("Who decides at Acme?", lost, DEALS[0]) == FactAnswer("decision_maker", 1)


def test_what_to_do_about_a_deal_is_answered_by_a_play_for_that_deal() -> None:
    answer = ask("How do I get to the decision maker at Acme?")

    assert isinstance(answer, PlayAnswer)
    assert (answer.play.id, answer.deal_id) == ("find_decision_maker", 1)


def test_the_words_of_a_deals_name_do_not_choose_the_play() -> None:
    silent = KnownDeal(4, "Silent Voicemail Partners")

    assert ask("What is the password of Silent Voicemail Partners?", silent) == NoAnswer(4)


def test_a_question_beyond_sales_has_no_answer() -> None:
    assert ask("Where can we have lunch today?") == NoAnswer()


def test_a_second_play_that_is_nearly_as_likely_is_named_too() -> None:
    answer = ask("Should I give up on a prospect who is too busy to meet and does not answer any more?")

    assert isinstance(answer, PlayAnswer)
    assert answer.also is None or answer.also != answer.play


def test_without_plays_nothing_is_ranked() -> None:
    assert PlayIndex([]).rank("How do I get to the decision maker?") == []


def test_a_phrase_that_cannot_be_understood_is_refused() -> None:
    with pytest.raises(CueError):
        compile_phrases({"amount": ["/(/"]}, [])


@pytest.mark.parametrize(
    "text", ["Who decides at Acme", "any word from Acme?", "so what now", "Tell me about Acme", "hm\nwhy"]
)
def test_a_question_is_told_by_its_mark_or_by_how_a_line_begins(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", ["Acme demo went well, proposal on Thursday.", "thanks", "", "no way"])
def test_a_report_is_no_question(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Who decides at Acme? And when?", True),
        ("Acme stopped answering. What now?", False),
        ("Acme went well", False),
        ("", False),
    ],
)
def test_a_text_that_only_asks_tells_nothing(text: str, asks: bool) -> None:
    assert only_asks(text) is asks


@given(st.text(max_size=600))
def test_whatever_is_asked_there_is_one_answer_always_the_same(question: str) -> None:
    assert ask(question) == ask(question)
