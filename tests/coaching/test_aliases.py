"""A company that goes by several names is recognised by each of them as by its own."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.deal_key import deal_key
from coaching.name_index import entries_in, entries_of, searches_for
from coaching.recognition import KnownDeal, deals_named_in, recognise_deal

_MAY = datetime(2026, 5, 4, tzinfo=UTC)
_JUNE = datetime(2026, 6, 1, tzinfo=UTC)
_OWN = "Quillon Vexby"
"""A name that is like none of the others."""
_parts = st.sampled_from(
    ["silver", "harbor", "north", "wind", "northwind", "acme", "foods", "hotel", "müller", "bank", "group", "tarnbeck"]
)
_names = st.lists(_parts, min_size=1, max_size=3).map(lambda words: " ".join(words).title())
_states = st.sampled_from([("open", None), ("won", _MAY), ("lost", _JUNE)])


@st.composite
def _others(draw: st.DrawFn) -> list[KnownDeal]:
    """Other deals, some of one company."""
    known = draw(st.lists(st.tuples(_names, _states), max_size=5))
    return [KnownDeal(number, name, *state) for number, (name, state) in enumerate(known, start=10)]  # type: ignore[arg-type]


@settings(max_examples=500)
@given(
    alias=_names,
    company=st.none() | _names,
    text=st.lists(_parts | _names, max_size=6).map(" ".join),
    others=_others(),
    state=_states,
    in_thread=st.sampled_from([None, 1, 10]),
)
def test_recognition_by_an_alias_is_recognition_by_a_name(
    alias: str,
    company: str | None,
    text: str,
    others: list[KnownDeal],
    state: tuple[str, datetime | None],
    in_thread: int | None,
) -> None:
    deal = KnownDeal(1, _OWN, *state)  # type: ignore[arg-type]
    others = [other for other in others if deal_key(other.name) != deal_key(alias)]
    thread = in_thread if in_thread in {1, *(other.id for other in others)} else None

    by_name = recognise_deal(text, company, thread, [replace(deal, name=alias), *others])
    by_alias = recognise_deal(text, company, thread, [deal, replace(deal, alias=alias), *others])

    assert (by_alias.deal_id, by_alias.new_name) == (by_name.deal_id, by_name.new_name)
    assert by_alias.compared_with == by_name.compared_with


@settings(max_examples=300)
@given(alias=_names, text=st.lists(_parts | _names, max_size=6).map(" ".join), others=_others())
def test_whatever_may_be_meant_by_an_alias_lies_in_the_card_index(
    alias: str, text: str, others: list[KnownDeal]
) -> None:
    known = [KnownDeal(1, _OWN), KnownDeal(1, _OWN, alias=alias), *others]

    wanted = entries_in(text)
    few = [deal for deal in known if entries_of(deal.called) & wanted]

    assert recognise_deal(text, None, None, few) == recognise_deal(text, None, None, known)


@pytest.mark.parametrize("text", ["Acme Traders called", "Acme Robotics called", "Acme Robotics and Acme Traders"])
def test_the_names_of_one_company_do_not_make_each_other_doubtful(text: str) -> None:
    known = [KnownDeal(1, "Acme Robotics"), KnownDeal(1, "Acme Robotics", alias="Acme Traders")]

    assert recognise_deal(text, None, None, known).deal_id == 1
    assert recognise_deal(text, "Acme", None, known).deal_id == 1
    assert [deal.id for deal in deals_named_in(text, known)] == [1]


def test_two_companies_stay_doubtful_whatever_they_are_called_besides() -> None:
    known = [
        KnownDeal(1, "Acme North", alias="Acme"),
        KnownDeal(1, "Acme North"),
        KnownDeal(2, "Acme South", alias="Acme"),
    ]

    assert recognise_deal("Acme called", "Acme", None, known).deal_id is None


def test_an_alias_finds_the_open_deal_of_its_company_beside_a_closed_one() -> None:
    won, now = KnownDeal(1, "Brightkeel", "won", _MAY), KnownDeal(2, "Brightkeel")
    known = [won, replace(won, alias="Tarn"), now, replace(now, alias="Tarn")]

    assert recognise_deal("Tarn called", "Tarn", None, known).deal_id == 2


def test_an_open_deal_by_an_alias_goes_before_a_closed_one_of_that_name_and_after_an_open_one() -> None:
    by_alias = KnownDeal(2, "Brightkeel", alias="Tarnbeck")
    closed, opened = KnownDeal(1, "Tarnbeck", "won", _MAY), KnownDeal(1, "Tarnbeck")

    assert recognise_deal("hm", "Tarnbeck", None, [closed, by_alias]).deal_id == 2
    assert recognise_deal("hm", "Tarnbeck", None, [opened, by_alias]).deal_id == 1


def test_a_short_form_of_an_alias_is_searched_for_as_one_of_a_name() -> None:
    known = KnownDeal(1, _OWN, "won", _MAY + timedelta(days=1), alias="Loam Street Capital")
    search = next(search for search in searches_for("Loam Street") if search.how == "short form")

    assert search.entries & entries_of(known.called)
    assert recognise_deal("hm", "Loam Street", None, [known]).why == f"It names {_OWN}."
