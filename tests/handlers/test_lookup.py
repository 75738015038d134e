"""Which deal somebody means by the name they typed."""

from dataclasses import replace

import pytest
from handlers_world import names, unhurried
from hypothesis import given
from hypothesis import strategies as st

from coaching.deal import Deal
from handlers.commands.lookup import find_deal

KNOWN = [Deal("Tarnbeck & Sons Ltd."), Deal("Glenmarsh Foods"), Deal("Glenmarsh Logistics"), Deal("Café Ölmühle GmbH")]


@pytest.mark.parametrize("typed", ["Tarnbeck & Sons Ltd.", "tarnbeck and sons", "TARNBECK", "the Tarnbeck & Sons"])
def test_a_name_is_found_whatever_its_case_legal_form_or_length(typed: str) -> None:
    assert find_deal(typed, KNOWN).matches == (KNOWN[0],)


def test_accents_do_not_count() -> None:
    assert find_deal("cafe olmuhle", KNOWN).matches == (KNOWN[3],)


def test_a_beginning_that_several_share_gives_them_all() -> None:
    assert [deal.name for deal in find_deal("Glenmarsh", KNOWN).matches] == ["Glenmarsh Foods", "Glenmarsh Logistics"]


def test_a_whole_name_wins_over_longer_names_that_begin_with_it() -> None:
    glenmarsh = Deal("Glenmarsh")

    assert find_deal("glenmarsh", [*KNOWN, glenmarsh]).matches == (glenmarsh,)


def test_a_typo_is_offered_and_not_taken() -> None:
    found = find_deal("Tarnbekc & Sons", KNOWN)

    assert (found.matches, found.near) == ((), ("Tarnbeck & Sons Ltd.",))


@pytest.mark.parametrize("typed", ["Zzyzx", "", "   "])
def test_a_name_like_no_other_gives_nothing(typed: str) -> None:
    found = find_deal(typed, KNOWN)

    assert (found.matches, found.near) == ((), ())


def test_of_two_deals_with_one_company_the_open_one_is_meant() -> None:
    won, reopened = Deal("Tarnbeck", stage="won", updates=9), Deal("Tarnbeck", stage="demo")

    assert find_deal("tarnbeck", [won, reopened]).matches == (reopened,)
    assert find_deal("tarnbeck", [won, replace(won, updates=2)]).matches == (won,)


@unhurried
@given(names(), st.lists(st.builds(Deal, names()), max_size=5))
def test_whatever_is_typed_only_known_deals_are_named(typed: str, known: list[Deal]) -> None:
    found = find_deal(typed, known)

    assert all(match in known for match in found.matches)
    assert all(name in {deal.name for deal in known} for name in found.near)


def test_a_deal_is_found_by_an_alias_of_its_company_and_offered_once() -> None:
    aliases = {"tarn": "tarnbeck and sons", "the tarn deal": "tarnbeck and sons"}

    assert find_deal("TARN", KNOWN, aliases).matches == (KNOWN[0],)
    assert find_deal("ta", KNOWN, aliases).matches == (KNOWN[0],)
    assert find_deal("thr tarn deal", KNOWN, aliases).near[0] == KNOWN[0].name
    assert find_deal("glenmarsh foods", KNOWN, {"glenmarsh foods": "tarnbeck and sons"}).matches == (KNOWN[1],)
