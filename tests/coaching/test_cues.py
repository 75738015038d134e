"""Cues: phrases that a sales lead writes, matched as a person would mean them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.cues import CueError, compile_cue, find_cue


@pytest.mark.parametrize(
    ("cue", "text", "found"),
    [
        ("waiting to hear back", "Good call. Waiting  to hear back", "Waiting  to hear back"),
        ("they'll get back to us", "nice chat, they’ll get back to us", "they’ll get back to us"),
        ("asked ... next steps", "We asked them about the next steps", "asked them about the next steps"),
        ("/lost \\S+ to/", "we lost Acme to Relvo", "lost Acme to"),
        ("nobody answers", "Nobody answers there", "Nobody answers"),
    ],
)
def test_a_cue_is_found_whatever_the_case_quotes_and_spacing(cue: str, text: str, found: str) -> None:
    assert compile_cue(cue).find(text) == found


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("demo", "the demographics are fine"),
        ("asked ... next steps", "We asked. Then nothing. What are next steps"),
        ("asked ... next steps", "asked one two three four five six seven next steps"),
        ("gone dark", "they have not gone dark"),
        ("ghosted", "we weren't ghosted after all"),
        ("lost the deal", "I never lost the deal"),
    ],
)
def test_a_cue_is_not_found_inside_words_across_sentences_or_after_a_negation(cue: str, text: str) -> None:
    assert compile_cue(cue).find(text) is None


def test_a_negated_mention_does_not_hide_a_later_plain_one() -> None:
    text = "They had not gone dark in May, but now they have gone dark"

    assert compile_cue("gone dark").find(text) == "gone dark"


def test_the_first_cue_that_is_found_gives_the_words() -> None:
    cues = [compile_cue("blue"), compile_cue("red")]

    assert find_cue(cues, "Red and BLUE") == "BLUE"
    assert find_cue(cues, "green") is None


@pytest.mark.parametrize("broken", ["", "  ", "//", "...", "/(/"])
def test_an_empty_or_broken_cue_is_refused_with_its_own_words(broken: str) -> None:
    with pytest.raises(CueError, match="cue"):
        compile_cue(broken)


@given(st.text(), st.text(alphabet="abc '’n.", min_size=1).filter(lambda s: s.strip("/ .'’")))
def test_what_a_cue_finds_is_always_an_exact_part_of_the_text(text: str, phrase: str) -> None:
    found = compile_cue(phrase).find(text)

    assert found is None or (found and found in text)
