"""All facts of one message are read together."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from coaching.facts import Facts
from coaching.reading.facts.reading import read_facts


def test_a_crm_post_gives_all_its_facts() -> None:
    post = (
        "*Acme Foods*\nStage: Proposal\nValue: 52,000 EUR\nClose date: 30 June\n"
        "Contact: Anna Berg, CFO\nNext step: read-through with Anna, Tue 17/2 11am\nOwner: <@U1>"
    )

    facts = read_facts(post, date(2026, 2, 11))

    assert (facts.amount, facts.currency, facts.stage) == (52_000, "EUR", "proposal")
    assert facts.next_step == "read-through with Anna, Tue 17/2 11am"
    assert facts.next_step_date == date(2026, 2, 17)
    assert facts.owner == "U1"


def test_chatter_states_nothing() -> None:
    assert read_facts("happy birthday!!", date(2026, 2, 11)) == Facts()


@given(st.text(), st.dates())
def test_reading_facts_never_fails(text: str, today: date) -> None:
    assert isinstance(read_facts(text, today), Facts)
