"""The catalogue says sentences by key and never silently says the wrong thing."""

import pytest

from coaching.catalogue import Catalogue, UnknownSentenceError


def test_a_sentence_is_found_by_key_and_filled() -> None:
    assert Catalogue({"a.hello": "Hello {name}"}).say("a.hello", name="Ana") == "Hello Ana"


def test_an_unknown_key_and_a_missing_name_are_errors() -> None:
    catalogue = Catalogue({"a.hello": "Hello {name}"})

    with pytest.raises(UnknownSentenceError):
        catalogue.say("a.bye")
    with pytest.raises(KeyError):
        catalogue.say("a.hello")
