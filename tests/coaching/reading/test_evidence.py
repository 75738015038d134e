"""Evidence is always the author's own words."""

from hypothesis import example, given
from hypothesis import strategies as st

from coaching.reading.evidence import quote, split_clauses

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
