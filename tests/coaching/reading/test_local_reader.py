"""The local reader: language first, then the deal gate, then facts, signals and plays with their evidence."""

from collections.abc import Mapping
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from model_examples import WORDS, make_model

from coaching.facts import Facts
from coaching.reading.local import LocalReader

TODAY = date(2026, 3, 2)


def reader_that_finds(facts: Facts, signals: Mapping[str, str] | None = None) -> LocalReader:
    return LocalReader(make_model(), lambda text, today: facts, lambda text: signals or {})


def test_an_update_is_read_with_its_facts_its_signals_and_its_plays() -> None:
    facts = Facts(company="Corrib Foods")

    reading = reader_that_finds(facts, {"silent": "ghosted"}).read("Good news first. They ghosted us again", TODAY)

    assert reading.is_deal_update
    assert reading.facts == facts
    assert reading.signals == {"silent": "ghosted"}
    assert reading.scores["ask_why_silent"].fires
    assert reading.scores["ask_why_silent"].evidence == "They ghosted us again"


def test_chatter_is_no_deal_update_and_gets_no_scores() -> None:
    reading = reader_that_finds(Facts()).read("who is coming to lunch", TODAY)

    assert not reading.is_deal_update
    assert not reading.scores


def test_a_company_with_hard_facts_makes_a_doubtful_message_a_deal_update() -> None:
    doubtful = "the quote is with them"

    alone = reader_that_finds(Facts(amount=40_000)).read(doubtful, TODAY)
    with_company = reader_that_finds(Facts(company="Corrib Foods", amount=40_000)).read(doubtful, TODAY)

    assert not alone.is_deal_update
    assert with_company.is_deal_update


def test_names_alone_are_no_deal_update_whatever_the_model_thinks() -> None:
    assert not reader_that_finds(Facts()).read("Notre Dame", TODAY).is_deal_update
    assert not reader_that_finds(Facts()).read("...", TODAY).is_deal_update


def test_a_company_alone_does_not_make_a_doubtful_message_a_deal_update() -> None:
    reading = reader_that_finds(Facts(company="Corrib Foods")).read("the quote is with them", TODAY)

    assert not reading.is_deal_update


def test_a_play_below_its_threshold_keeps_its_score_but_does_not_fire() -> None:
    reading = reader_that_finds(Facts()).read("new prospect: a bakery we met today", TODAY)

    assert reading.is_deal_update
    assert 0 < reading.scores["ask_why_silent"].score < reading.scores["ask_why_silent"].trained
    assert not reading.scores["ask_why_silent"].fires


def test_a_play_is_not_raised_for_what_the_buyer_promised_to_send() -> None:
    reader = reader_that_finds(Facts())

    promised = reader.read("New prospect, a bakery. She will send us the list of the ghosted orders", TODAY)
    ghosted = reader.read("New prospect, a bakery. They ghosted us. She will send us the list", TODAY)
    nothing_else = reader.read("She will send us the ghosted list", TODAY)

    assert promised.is_deal_update
    assert not promised.scores["ask_why_silent"].fires
    assert ghosted.scores["ask_why_silent"].fires
    assert not any(score.fires for score in nothing_else.scores.values())


def test_a_message_in_another_language_is_not_read() -> None:
    reading = reader_that_finds(Facts(company="Corrib")).read(
        "Ich habe dem Kunden gestern das Angebot geschickt und warte auf seine Antwort", TODAY
    )

    assert not reading.english
    assert not reading.is_deal_update


@given(
    st.lists(st.one_of(st.sampled_from([*WORDS, "we", "the", ".", "\n", ",", "—"]), st.text(max_size=8)), max_size=20)
)
def test_evidence_is_an_exact_substring_of_any_message(parts: list[str]) -> None:
    text = " ".join(parts)

    reading = reader_that_finds(Facts()).read(text, TODAY)

    assert reading.text == text
    assert all(score.evidence in text for score in reading.scores.values())
