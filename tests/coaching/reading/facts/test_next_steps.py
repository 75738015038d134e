"""The agreed next step is told from what has happened, from deadlines and from mails that we send ourselves."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.reading.facts.next_steps import find_next_step

WEDNESDAY = date(2026, 2, 11)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Good call with Acme. We meet again 23 April at hers to go through the costs.", date(2026, 4, 23)),
        ("Acme: contract walk-through with the CFO booked for Tuesday at 10.", date(2026, 2, 17)),
        ("Demo with Globex tomorrow at 9:30, both partners attending", date(2026, 2, 12)),
        ("Met them Tuesday, they liked it. Next review with her is Friday 20th at 2pm.", date(2026, 2, 20)),
        ("Account: Acme\nStage: Proposal\nNext step: read-through with Theo, Tue 17/2 11am", date(2026, 2, 17)),
        ("Call with Contoso moved from Friday to Monday 10am", date(2026, 2, 16)),
        ("Signing with Umbra Labs is set for the 18th, both directors come", date(2026, 2, 18)),
        ("Go-live is planned for 1 July. We go through the order form with their CFO on Monday.", date(2026, 2, 16)),
        ("Lease ends 30 June so they must move. Site visit on 25/2 at 10am with their COO.", date(2026, 2, 25)),
    ],
)
def test_the_agreed_steps_day_is_found(text: str, expected: date) -> None:
    assert find_next_step(text, WEDNESDAY)[1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "We met them on Tuesday and they were lovely.",
        "They received our price list Tuesday. I wait now.",
        "Contract goes out to Lumen tonight, then I can sleep.",
        "Signed today!",
        "No answer since Monday, calling again tomorrow I guess.",
        "Told them the price goes up on Friday. It doesn't, but they need a kick.",
        "Acme wants pricing",
        "Happy Friday everyone, Acme is still thinking",
        "",
    ],
)
def test_the_past_deadlines_and_our_own_mails_are_no_agreed_step(text: str) -> None:
    assert find_next_step(text, WEDNESDAY)[1] is None


def test_the_step_is_the_clause_that_names_the_day() -> None:
    text = "Great chat with Acme. *Demo with their CFO on Thursday at 10*. They lose 40k a month."

    step, day = find_next_step(text, WEDNESDAY)

    assert step == "Demo with their CFO on Thursday at 10"
    assert day == date(2026, 2, 12)


def test_a_labelled_step_is_given_without_a_day() -> None:
    assert find_next_step("Acme\nNext step: security review with IT", WEDNESDAY) == ("security review with IT", None)


@pytest.mark.parametrize("nothing", ["TBC", "none", "n/a", "customer to advise", "-", "waiting for them"])
def test_a_label_that_says_nothing_is_no_step(nothing: str) -> None:
    assert find_next_step(f"Acme\nNext step: {nothing}", WEDNESDAY) == (None, None)


@given(
    st.text(), st.sampled_from(["demo on Friday at 10 with her", "Next: ", "call tomorrow 3pm", "the 31st"]), st.dates()
)
def test_a_step_is_part_of_the_text_and_never_in_the_past(noise: str, piece: str, today: date) -> None:
    text = f"{noise} {piece}"

    step, day = find_next_step(text, today)

    assert step is None or step in text
    assert day is None or (day >= today and step)


@pytest.mark.parametrize(
    "text",
    [
        "maybe we go through it on Thursday if she has time?",
        "Hooli: perhaps a call on Friday.",
        "Hooli: we could try Thursday at 10 to go through it.",
        "Hooli: meeting on Thursday at 10 if he has time",
        "Could we do the review on Thursday at 10?",
    ],
)
def test_a_maybe_is_no_next_step(text: str) -> None:
    assert find_next_step(text, WEDNESDAY) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "plan is to tell Glenn another customer gets his slot unless he signs by Friday. there is no other customer",
        "Hooli: told him to sign on Friday or else the price goes up",
        "Hooli: our offer expires on Friday, contract is with them",
    ],
)
def test_an_ultimatum_of_ours_is_no_next_step(text: str) -> None:
    assert find_next_step(text, WEDNESDAY) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Hooli: review with Dana on Friday at 10, maybe her CFO joins.",
        "Hooli: can we move the review to Friday at 10? She said yes, booked.",
    ],
)
def test_a_maybe_beside_an_agreed_step_leaves_it(text: str) -> None:
    assert find_next_step(text, WEDNESDAY)[1] == date(2026, 2, 13)
