"""Words are found where they stand in the message, and given back as it writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.reading.places import LONGEST_WORDS, find_name, find_words

TEXT = "Joyce said “we’re not ready” – <@U1|joyce> from <https://corrib.example/tessaly|Corrib Foods> has 40 sites"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Joyce said", "Joyce said"),
        ('"we\'re not ready" - ', "“we’re not ready” –"),
        ("has 40 sites", "has 40 sites"),
    ],
)
def test_words_are_given_back_as_the_message_writes_them(said: str, written: str) -> None:
    assert find_words(TEXT, said) == written


@pytest.mark.parametrize("said", ["", "  ", "40", "–", "we are not ready", "joyce said", "oyce said", "has 40 site"])
def test_what_does_not_stand_there_in_whole_words_is_not_found(said: str) -> None:
    assert find_words(TEXT, said) is None


def test_a_whole_long_message_is_no_quote() -> None:
    text = "word " * LONGEST_WORDS

    assert find_words(text, text[:LONGEST_WORDS]) is not None
    assert find_words(text, text) is None


@pytest.mark.parametrize(("said", "written"), [("corrib foods", "Corrib Foods"), ("JOYCE", "Joyce")])
def test_a_name_is_found_in_whatever_case(said: str, written: str) -> None:
    assert find_name(TEXT, said) == written


@pytest.mark.parametrize("said", ["U1", "tessaly", "Corrib Food", "40", "said\nwe", "<@U1", "x" * 61, "Joyce Byrne"])
def test_what_is_markup_only_or_not_shaped_as_a_name_is_none(said: str) -> None:
    assert find_name(TEXT, said) is None


@given(text=st.text(), words=st.text() | st.sampled_from(["<@U1>", "’", "İ", "ß", "\0"]))
def test_whatever_is_found_is_an_exact_substring(text: str, words: str) -> None:
    for mixed in (text, text + words, words + " " + text):
        for found in (find_words(mixed, words), find_name(mixed, words)):
            assert found is None or (found and found in mixed)


@given(before=st.text(), line=st.text(alphabet=st.characters(categories=["L", "P", "Zs"]), min_size=1), after=st.text())
def test_a_line_of_the_message_is_found_again(before: str, line: str, after: str) -> None:
    found = find_words(f"{before}\n{line}\n{after}", line)

    assert found is not None or not any(character.isalpha() for character in line)
