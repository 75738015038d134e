"""An update is linked to the right deal, or to none."""

from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.company_match import likeness, spelling
from coaching.deal_key import folded_words
from coaching.facts import Stage
from coaching.recognition import KnownDeal, continue_deal, recognise_deal, speaks_of_delivery

_MAY = datetime(2026, 5, 4, tzinfo=UTC)
_JUNE = datetime(2026, 6, 1, tzinfo=UTC)


def _deals(*names: str) -> list[KnownDeal]:
    return [KnownDeal(number, name) for number, name in enumerate(names, start=1)]


@pytest.mark.parametrize(
    ("company", "known"),
    [
        ("Loam Street", "Loam Street Capital"),
        ("Loam Street Capital", "Loam Street"),
        ("LOAM STREET LTD", "Loam Street"),
        ("Müller", "Mueller GmbH"),
        ("Muller", "Müller AG"),
        ("Cafe Nandu", "Café Ñandú S.A."),
        ("Brightkell", "Brightkeel"),
        ("Brihgtkeel", "Brightkeel"),
        ("Pickleworks", "Pickle Works"),
        ("Kilcommon Dairy", "Kilcommon Dairies"),
        ("Almirante", "Hotel Almirante"),
        ("Black and Dekker", "Black & Dekker"),
    ],
)
def test_one_company_in_two_spellings_is_one_deal(company: str, known: str) -> None:
    recognition = recognise_deal(f"call with {company}", company, None, _deals("Somebody Else", known))

    assert recognition.deal_id == 2


@pytest.mark.parametrize(
    ("company", "known"),
    [
        ("Brightwell", "Brightkeel"),
        ("Acme North", "Acme South"),
        ("Acme North", "Acme"),
        ("Okto9", "Okto8"),
        ("Acme Logistics", "Acme Foods"),
        ("First Bank", "Second Bank"),
        ("Bank", "Pinwheel Bank"),
    ],
)
def test_another_company_opens_a_deal_of_its_own(company: str, known: str) -> None:
    recognition = recognise_deal(f"call with {company}", company, None, _deals(known))

    assert (recognition.deal_id, recognition.new_name) == (None, company)


def test_two_deals_that_match_equally_are_not_guessed_between() -> None:
    recognition = recognise_deal("Acme called", "Acme", None, _deals("Acme North", "Acme South"))

    assert (recognition.deal_id, recognition.new_name) == (None, None)
    assert "Acme North or Acme South" in recognition.why


def test_an_exact_name_goes_before_a_longer_one() -> None:
    assert recognise_deal("Acme called", "Acme", None, _deals("Acme North", "Acme")).deal_id == 2


def test_a_slip_between_two_names_is_not_guessed() -> None:
    recognition = recognise_deal("Brightkell", "Brightkell", None, _deals("Brightkeel", "Brightwell"))

    assert recognition.deal_id is None


def test_a_company_goes_before_the_thread() -> None:
    recognition = recognise_deal("Ferndale wants it too", "Ferndale", 1, _deals("Acme", "Ferndale"))

    assert recognition.deal_id == 2


def test_the_thread_settles_which_of_two_is_meant() -> None:
    assert recognise_deal("Acme called", "Acme", 2, _deals("Acme North", "Acme South")).deal_id == 2


def test_without_a_company_the_thread_decides() -> None:
    assert recognise_deal("he signs on Friday", None, 7, _deals("Acme")).deal_id == 7


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("need tolmach in by the 31st", "Tolmach"),
        ("need tolmach in by the 31st", "Tolmach Industries"),
        ("need tolmahc in by the 31st", "Tolmach"),
        ("quote over to loam street at lunch", "Loam Street"),
    ],
)
def test_a_known_name_in_the_text_is_recognised_without_capitals(text: str, known: str) -> None:
    assert recognise_deal(text, None, None, _deals("Somebody Else", known)).deal_id == 2


def test_the_longer_of_two_names_in_the_text_is_meant() -> None:
    assert recognise_deal("acme north called", None, None, _deals("Acme", "Acme North")).deal_id == 2


@pytest.mark.parametrize("text", ["acme called, so did ferndale", "nothing new today", "the next step is open"])
def test_a_text_that_names_two_or_none_stays_unlinked(text: str) -> None:
    recognition = recognise_deal(text, None, None, _deals("Acme", "Ferndale", "Next Step"))

    assert (recognition.deal_id, recognition.new_name) == (None, None)


@pytest.mark.parametrize("text", ["Fenwick Aerospares called", "order form to fenwick logistics today"])
def test_another_company_that_shares_a_first_word_stays_unlinked(text: str) -> None:
    assert recognise_deal(text, None, None, _deals("Fenwick Marine", "Fenwick")).deal_id is None


def test_of_deals_that_share_a_name_the_open_one_is_meant() -> None:
    deals = [KnownDeal(1, "Acme", "won", _JUNE), KnownDeal(2, "Acme Ltd"), KnownDeal(3, "ACME", "lost", _MAY)]

    assert recognise_deal("Acme called", "Acme", None, deals).deal_id == 2


def test_of_closed_deals_the_last_one_is_meant() -> None:
    deals = [KnownDeal(1, "Acme", "won", _MAY), KnownDeal(2, "Acme", "lost", _JUNE), KnownDeal(3, "Acme", "lost", None)]

    assert recognise_deal("Acme called", "Acme", None, deals).deal_id == 2


@pytest.mark.parametrize(
    ("state", "stage", "own_thread", "days", "expected"),
    [
        ("open", "won", False, 0, "stays"),
        ("won", None, True, 100, "stays"),
        ("won", "discovery", True, 1, "opens new"),
        ("won", "won", False, 14, "stays"),
        ("won", "won", False, 15, "opens new"),
        ("won", None, False, 1, "opens new"),
        ("won", "demo", False, -1, "stays"),
        ("lost", "demo", False, -1, "stays"),
        ("lost", None, False, 1, "reopens"),
        ("lost", "demo", True, 1, "reopens"),
        ("lost", "won", False, 1, "reopens"),
        ("lost", "lost", False, 1, "stays"),
        ("lost", None, True, 1, "stays"),
    ],
)
def test_what_an_update_does_to_a_closed_deal(
    state: str, stage: str, own_thread: bool, days: int, expected: str
) -> None:
    deal = KnownDeal(1, "Acme", state, None if state == "open" else _MAY)  # type: ignore[arg-type]

    assert continue_deal(deal, stage, in_own_thread=own_thread, days_closed=days) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stage", "days", "expected"),
    [(None, 30, "stays"), (None, 31, "opens new"), ("won", 30, "stays"), ("discovery", 1, "opens new")],
)
def test_the_delivery_of_what_was_won_stays_with_the_won_deal(stage: Stage | None, days: int, expected: str) -> None:
    deal = KnownDeal(1, "Acme", "won", _MAY)

    assert continue_deal(deal, stage, in_own_thread=False, days_closed=days, delivers=True) == expected


@pytest.mark.parametrize("text", ["Acme: kick-off on Monday", "going live at Acme", "invoice is out"])
def test_delivery_is_heard(text: str) -> None:
    assert speaks_of_delivery(text)
    assert not speaks_of_delivery("Acme wants a second site")


@pytest.mark.parametrize(
    ("text", "opens", "expected"),
    [
        ("Hooli: demo on Friday", True, (None, "Hooli", None)),
        ("Hooli: demo on Friday", False, (1, None, None)),
        ("they buy from Hooli", True, (1, None, None)),
        ("same at Hooli, closed won", True, (1, None, "Hooli")),
    ],
)
def test_a_thread_opens_a_deal_only_for_a_company_that_the_update_is_about(
    text: str, opens: bool, expected: tuple[int | None, str | None, str | None]
) -> None:
    found = recognise_deal(text, "Hooli", 1, _deals("Acme"), opens=opens)

    assert (found.deal_id, found.new_name, found.compared_with) == expected


@given(st.sampled_from(["won", "lost"]), st.sampled_from([None, *get_args(Stage)]), st.booleans(), st.integers(0, 999))
def test_an_open_stage_never_stays_with_a_closed_deal(state: str, stage: Stage | None, own: bool, days: int) -> None:
    deal = KnownDeal(1, "Acme", state, _MAY)  # type: ignore[arg-type]

    continued = continue_deal(deal, stage, in_own_thread=own, days_closed=days)

    assert continued != "stays" or stage in (None, "won", "lost")


_NAMES = st.from_regex(r"\A[B-DF-HJ-NP-TV-Z][aeiou][b-df-hj-np-tv-z][aeiou][b-df-hj-np-tv-z]{1,3}( [A-Z][a-z]{4,8})?\Z")


@given(
    _NAMES,
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from(["", " Ltd", " GmbH", ", Inc.", " S.A."]),
)
def test_case_and_legal_form_change_nothing(name: str, recase: type[str], form: str) -> None:
    known = _deals(name)

    assert recognise_deal(name, recase(name) + form, None, known).deal_id == 1


@given(_NAMES)
def test_accents_change_nothing(name: str) -> None:
    accented = name.translate(str.maketrans("aeiou", "áéíóú"))

    assert recognise_deal(accented, accented, None, _deals(name)).deal_id == 1


@given(st.text(max_size=80), st.lists(st.one_of(_NAMES, st.text(max_size=20)), max_size=6))
def test_a_deal_is_recognised_only_by_a_word_of_the_text(text: str, names: list[str]) -> None:
    recognition = recognise_deal(text, None, None, _deals(*names))

    if recognition.deal_id is not None:
        words = spelling(names[recognition.deal_id - 1])
        said = [part for word in folded_words(text) for part in spelling(word)]
        assert any(w in said or any(likeness(s, w) for s in said) for w in words)


@given(st.text(max_size=40), st.text(max_size=40), st.lists(st.text(max_size=20), max_size=4))
def test_any_company_is_matched_or_new_or_unlinked(text: str, company: str, names: list[str]) -> None:
    recognition = recognise_deal(text, company, None, _deals(*names))

    assert recognition.deal_id is None or recognition.new_name is None
    assert recognition.why
