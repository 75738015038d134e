"""Rivals are named when the text says that the customer chose, uses or compares them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.reading.facts.companies import find_company
from coaching.reading.facts.competitors import find_competitors


@pytest.mark.parametrize(
    ("text", "rival"),
    [
        ("Lost Fernbank Dental to Brokerline, price was 20% lower", "Brokerline"),
        ("Pemberton Rail is gone. They went with Nexigo.", "Nexigo"),
        ("Tandem Care picked Peoplebase. Mail from HR this morning", "Peoplebase"),
        ("Account: Fernbank Dental\nStage: Demo\nCompetitor: Auditron", "Auditron"),
    ],
)
def test_a_rival_is_found(text: str, rival: str) -> None:
    assert find_competitors(text) == (rival,)


@pytest.mark.parametrize(
    "text",
    [
        "Great demo at Fernbank Dental, Marta wants a proposal by Friday",
        "went with the team to lunch",
        "",
    ],
)
def test_no_rival_is_made_up(text: str) -> None:
    assert find_competitors(text) == ()


@given(st.text(max_size=300))
def test_any_text_gives_parts_of_itself_and_never_the_customer(text: str) -> None:
    rivals = find_competitors(text)

    assert all(rival in text for rival in rivals)
    assert find_company(text) not in rivals
