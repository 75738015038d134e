"""Evidence is always the author's own words."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coaching.reading.evidence import clause_with, quote, split_clauses

UPDATE = (
    "Great call with Orla at Corrib Foods, they loved the reporting part. She'll get back to us after the holidays!"
)


def test_the_clause_that_weighs_most_is_quoted() -> None:
    words = quote(UPDATE, lambda clause: clause.count("back"))

    assert words == "She'll get back to us after the holidays!"


def test_the_first_of_equal_clauses_is_quoted() -> None:
    assert quote("Sent the quote. No reply yet.", lambda clause: 1) == "Sent the quote."


def test_a_sentence_is_cut_at_a_comma_when_both_parts_can_stand_alone() -> None:
    assert split_clauses(UPDATE)[:2] == ["Great call with Orla at Corrib Foods", "they loved the reporting part."]


def test_lines_and_semicolons_end_a_clause() -> None:
    assert split_clauses("Stage: proposal\nNext: none; waiting") == ["Stage: proposal", "Next: none;", "waiting"]


def test_an_empty_text_has_an_empty_quote() -> None:
    assert quote("  ", len) == ""


@given(st.text())
@example("a.\n\n ,  b — c; d\u2028e")
def test_clauses_are_exact_substrings_in_order(text: str) -> None:
    at = 0

    for clause in split_clauses(text):
        assert clause == clause.strip() != ""
        at = text.index(clause, at) + len(clause)


@given(st.text())
def test_whatever_weighs_the_quote_is_an_exact_substring(text: str) -> None:
    assert quote(text, len) in text


@pytest.mark.parametrize(
    ("text", "carries", "quoted"),
    [
        (
            "We have been going back and forth with Glenn on text",
            "forth",
            "We have been going back and forth with Glenn on text",
        ),
        ("Left three messages with the desk, and two voicemails to Shona", "voicemails", "two voicemails to Shona"),
        ("They loved it on Monday. But nobody has answered since then", "nobody", "But nobody has answered since then"),
    ],
)
def test_a_quote_does_not_begin_in_mid_phrase(text: str, carries: str, quoted: str) -> None:
    assert quote(text, lambda clause: clause.count(carries)) == quoted
    assert clause_with(text, carries) == quoted


def test_a_quote_keeps_the_words_that_it_was_asked_for() -> None:
    text = "Left three messages with the desk, and two voicemails to Shona"

    assert "and two voicemails" in clause_with(text, "and two voicemails")
