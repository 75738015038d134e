"""The card index finds every name that may be meant: no likeness that recognition sees is missed."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coaching.company_match import likeness, spelling
from coaching.deal_key import deal_key
from coaching.name_index import entries_in, entries_of, searches_for
from coaching.recognition import KnownDeal, recognise_deal

_parts = st.sampled_from(
    [
        "silver",
        "harbor",
        "harbour",
        "north",
        "wind",
        "northwind",
        "acme",
        "foods",
        "food",
        "hotel",
        "bristol",
        "müller",
        "mueller",
        "bank",
        "group",
        "the",
        "new",
        "one",
        "bright",
        "kell",
        "keel",
        "dairies",
        "dairy",
        "and",
        "42",
        "7",
        "ltd",
        "gmbh",
        "traders",
        "trader",
        "pinwheel",
        "loam",
        "street",
        "capital",
        "almirante",
    ]
)
_names = st.lists(_parts | st.text("abeglnorstü ", min_size=1, max_size=9), min_size=1, max_size=4).map(" ".join)


@st.composite
def _two_names(draw: st.DrawFn) -> tuple[str, str]:
    """A name, and another that is the same, shorter, or a slip or two away."""
    name = draw(_names)
    words = name.split(" ")
    other = " ".join(words[draw(st.integers(0, 1)) : len(words) - draw(st.integers(0, 1))]) or name
    for _ in range(draw(st.integers(0, 2))):
        other = _slipped(draw, other)
    return (name, other) if draw(st.booleans()) else (other, name)


def _slipped(draw: st.DrawFn, name: str) -> str:
    """`name` with a letter more, less or other, or with two swapped."""
    at = draw(st.integers(0, max(0, len(name) - 2)))
    letter = draw(st.sampled_from("aenz "))
    kind = draw(st.sampled_from(("more", "less", "other", "swapped")))
    swapped = name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]
    told = {"more": name[:at] + letter + name[at:], "less": name[:at] + name[at + 1 :], "swapped": swapped}
    return told.get(kind, name[:at] + letter + name[at + 1 :]) or name


@settings(max_examples=600)
@given(_two_names())
@example(("Northwind Traders", "Northwnid Tradres"))
@example(("Pickleworks", "Pickle Worsk"))
@example(("Hotel Almirante", "Almirante"))
def test_a_name_that_agrees_with_a_company_is_found_by_the_search_for_that_likeness(names: tuple[str, str]) -> None:
    company, known = names

    how = likeness(company, known)

    if how is not None:
        search = next(search for search in searches_for(company) if search.how == how)
        assert search.entries & entries_of(known), (company, known, how)


@settings(max_examples=400)
@given(names=st.lists(_names, min_size=1, max_size=6), text=st.lists(_parts | _names, max_size=8), said=_two_names())
def test_recognition_in_a_text_chooses_among_the_found_as_among_all(
    names: list[str], text: list[str], said: tuple[str, str]
) -> None:
    known = [KnownDeal(number, name.title()) for number, name in enumerate([*names, said[0]], start=1)]
    told = " ".join([*text, said[1].title(), "called"])

    among_all = recognise_deal(told, None, None, known)

    wanted = entries_in(told)
    assert recognise_deal(told, None, None, [deal for deal in known if entries_of(deal.name) & wanted]) == among_all


@given(_names.filter(deal_key))
def test_all_names_of_one_key_have_the_same_entries(name: str) -> None:
    assert entries_of(name) == entries_of(deal_key(name)) == entries_of(f"The {deal_key(name).upper()} Ltd.")


@pytest.mark.parametrize("company", ["Silver Harbor", "Mueller Handels", "Brightkell"])
def test_a_stranger_is_not_looked_at(company: str) -> None:
    wanted = frozenset().union(*(search.entries for search in searches_for(company)))

    assert not wanted & entries_of("Pinwheel Foods")


def test_a_blank_name_has_no_entries() -> None:
    assert spelling("  ") == ()
    assert (entries_of("  "), searches_for("  "), entries_in("")) == (frozenset(), (), frozenset())


def test_a_card_index_stays_small() -> None:
    """What is stored for a name and asked for a company is bounded by the length of the name alone."""
    lengths = [
        len(entries_of(name)) for name in ("Acme", "Silver Harbor", "Silver Harbor Trading Company of the North")
    ]

    assert all(few <= many for few, many in pairwise(lengths))
    assert lengths[-1] < 40
