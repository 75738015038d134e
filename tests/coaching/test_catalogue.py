"""The catalogue says sentences by key and never silently says the wrong thing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.catalogue import Catalogue, UnknownSentenceError


def test_a_sentence_is_found_by_key_and_filled() -> None:
    assert Catalogue({"a.hello": "Hello {name}"}).say("a.hello", name="Ana") == "Hello Ana"


def test_an_unknown_key_and_a_missing_name_are_errors() -> None:
    catalogue = Catalogue({"a.hello": "Hello {name}"})

    with pytest.raises(UnknownSentenceError):
        catalogue.say("a.bye")
    with pytest.raises(KeyError):
        catalogue.say("a.hello")


@pytest.mark.parametrize(("count", "said"), [(0, "0 deals"), (1, "1 deal"), (2, "2 deals")])
def test_what_is_counted_stands_in_its_singular_or_plural(count: int, said: str) -> None:
    assert Catalogue({"a.deals": "{count} {count:deal|deals}"}).say("a.deals", count=count) == said


@given(st.lists(st.sampled_from(["Hi ", "{name}", "{name!r}", "{name:>5}", "{day:%B}", "{{", "}}", "{day.year}"])))
def test_a_sentence_is_filled_alike_whether_or_not_it_counts_something(parts: list[str]) -> None:
    plain = "".join(parts)
    catalogue = Catalogue({"plain": plain, "counting": plain + "{count: deal| deals}"})
    names = {"name": "Ana", "day": date(2026, 3, 2), "count": 2}

    assert catalogue.say("plain", **names) + " deals" == catalogue.say("counting", **names)
