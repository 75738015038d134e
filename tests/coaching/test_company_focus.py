"""Tests of how a message speaks of a company: about it, or only by the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.company_focus import company_focus


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("Hooli: demo went well", "headline"),
        ("*Hooli* - demo went well", "headline"),
        ("also Hooli renewal: they want 20 seats", "headline"),
        ("Hooli signed", "subject"),
        ("Done here. Hooli wants it too", "subject"),
        ("Call with Hooli today", "sold to"),
        ("Demo with Ines Valdo from Hooli on Friday", "sold to"),
        ("sent the proposal over to Hooli", "sold to"),
        ("we lost Hooli to another vendor", "sold to"),
        ("They remind me of Hooli", "compared"),
        ("I had the same with Hooli last year, they signed in the end", "compared"),
        ("it went like the demo with Hooli", "compared"),
        ("my cousin works at Hooli, they use this too", "compared"),
        ("Hooli is our reference here", "compared"),
        ("they asked for a reference, I gave them Hooli", "unclear"),
        ("we met Hoolihan", "unclear"),
    ],
)
def test_how_a_company_is_spoken_of(text: str, focus: str) -> None:
    assert company_focus(text, "Hooli") == focus


@given(st.text(max_size=80), st.text(min_size=1, max_size=12))
def test_a_company_that_is_not_named_is_never_what_a_text_is_about(text: str, name: str) -> None:
    focus = company_focus(text, name)

    assert focus == "unclear" or name.casefold() in text.casefold()
