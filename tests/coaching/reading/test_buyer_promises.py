"""What the buyer will send us is told apart from what we send, what they might send, and what never came."""

import pytest

from coaching.reading.buyer_promises import without_promises

PROMISES = [
    "She will send us their figures.",
    "Lena'll mail over last year's invoices.",
    "Lena’ll mail over last year’s invoices.",
    "They're going to share the floor plans with us on Monday.",
    "Their controller promised the numbers by Friday.",
    "He promised us a list of the sites.",
    "Mr Okafor is to get us the org chart.",
    "They are to provide the tender documents.",
    "She said she'd forward the current contract.",
    "Tom (plant manager) said he will pull the downtime logs for me.",
    "She's sending the spec sheet tonight.",
    "They owe us the volumes per depot.",
    "Ana has agreed to send their usage data.",
    "The buyer told me she'd email the requirements.",
    "Their IT lead wants to share an export of the tickets first.",
    "he'll drop me the drawings",
    "Marta will then send us the signed NDA.",
    "She confirmed she will send the criteria.",
]
NO_PROMISES = [
    "We will send them our figures.",
    "I'll send over the numbers.",
    "We promised the numbers by Friday.",
    "Our SE will send them the specs.",
    "My manager will share the numbers.",
    "Ben from our side will send the contract.",
    "She might send us the figures.",
    "She said she might share the data.",
    "Maybe they will send a list.",
    "I hope she will send the figures.",
    "I asked whether they will share the data.",
    "She won't send us the numbers.",
    "They will not share the contract.",
    "If they send us the data we can quote.",
    "Once she will send us the list we start.",
    "Will she send us the volumes?",
    "She will send us the volumes?",
    "She sent us their figures.",
    "They were going to send the list, nothing came.",
    "He promised the numbers two weeks ago, still nothing.",
    "They promised the data. Nothing so far.",
    "She will send our quote to her boss.",
    "He'll forward the offer to the board.",
    "They'll get back to us.",
    "She'll let me know about the budget.",
    "She wants us to send the figures.",
    "They will go through our documents.",
    "She will read the contract.",
]


@pytest.mark.parametrize("sentence", PROMISES)
def test_what_the_buyer_promised_is_left_out(sentence: str) -> None:
    text = f"Northwind: discovery done, 80k. {sentence}"

    rest = without_promises(text)

    assert rest is not None
    assert rest.rstrip(". ") == "Northwind: discovery done, 80k"


def test_ours_a_guess_a_refusal_a_condition_or_what_never_came_is_no_promise() -> None:
    taken = [s for s in NO_PROMISES if without_promises(f"Northwind: discovery done, 80k. {s}") is not None]

    assert taken == []


def test_what_stands_around_a_promise_stays() -> None:
    text = "Quote is out. He'll send me the PO number, and I go there on Monday. They will share the drawings."

    assert without_promises(text) == "Quote is out. , and I go there on Monday. ."
