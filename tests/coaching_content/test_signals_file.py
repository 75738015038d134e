"""The signals file: each signal is heard where an update says it, and not where one merely comes near."""

import pytest
from content_files import signals

from coaching.reading.signals import signal_finder

SAID = {
    "review_booked": [
        "Quote is out to Ferndale, we go through it with the plant manager on Thursday at 2.",
        "Review call with their CFO booked for the 14th.",
        "Wednesday 10:00 I walk Mrs Adeyemi through the offer.",
    ],
    "buyer_replied": [
        "After a month of nothing Gordon finally replied, he was ill.",
        "She called me back this afternoon, budget is there.",
        "Halden resurfaced! They want to restart in autumn.",
    ],
    "buyer_silent": [
        "Radio silence from Oakham Steel since the visit.",
        "Third voicemail, no word from Dana since Easter.",
    ],
    "motive_known": [
        "Scrap costs them 4k a week and the board wants it gone.",
        "Pain: night shift counts pallets on paper.",
        "They lose two hours a day retyping orders.",
    ],
    "discovery_done": [
        "We did the discovery with all three site leads last week.",
        "No slides today, I asked her first how the month end runs.",
    ],
    "reason_to_meet": [
        "Tuesday 10:00 at their plant, she wants to see whether the sensor survives acid.",
        "They asked us in, the topic is their returns backlog.",
    ],
    "loss_debriefed": [
        "Lost to Relvo. Had the debrief with Ines, we came in too late.",
        "It's a no. I asked him why and he told me: no local service. Written up.",
        "debrief w/ Relvo done, in the second demo we showed the wrong module",
        "Debrief with Ines: price was not the point.",
        "Asked Ines why we lost: too late by a month.",
    ],
    "mutual_plan": [
        "We have a joint plan on one page, four steps until June.",
        "Trial starts Monday, success criteria are signed by the ops lead.",
    ],
    "door_kept_open": [
        "Can't make the show, so I asked what the season looks like.",
        "Travel freeze at Brenner, we moved it to Teams.",
    ],
    "better_medium": [
        "He wanted to haggle by text, I rang him instead.",
        "Moved it to a call, tomorrow 9:00.",
    ],
    "tactic_dropped": [
        "Told her the date isn't real and took it back.",
        "The published list goes up in May, I told them so they can choose.",
        "Took the deadline out of the mail.",
    ],
    "decision_maker_engaged": [
        "The owner joined the call and liked it.",
        "Mrs Hansen holds the budget and was there.",
    ],
    "transactional": [
        "Ten gasket sets, one-off order, ships Friday.",
        "Spot buy, no contract, 900 EUR.",
    ],
}
NOT_SAID = {
    "review_booked": ["Quote is out, nothing booked yet.", "No review meeting on Thursday then."],
    "buyer_replied": ["She hasn't called back.", "Nobody ever wrote back to my mails."],
    "buyer_silent": ["Gone quiet for a month but he finally called today."],
    "motive_known": ["No idea what their problem is.", "Why now: our quarter ends."],
    "discovery_done": ["Skipped the discovery and went straight to the demo."],
    "reason_to_meet": ["No agenda, no topic, the topic is open."],
    "loss_debriefed": [
        "Lost to Relvo, no reason given. When is the debrief?",
        "Debrief with Ines booked for Friday.",
        "Demo debrief with the team went fine.",
    ],
    "mutual_plan": ["They test without a plan and without success criteria."],
    "door_kept_open": ["Not attending the show. Took them off the list."],
    "better_medium": ["Countered on WhatsApp again, he sent a thumb."],
    "tactic_dropped": ["The deadline is made up, their deadline is whenever."],
    "decision_maker_engaged": ["I've never met the owner, he signs in Lyon."],
    "transactional": ["They want a partner, it isn't transactional, the webshop order was only a test."],
}


def _cases(examples: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, text) for name, texts in examples.items() for text in texts]


def test_every_signal_has_examples_on_both_sides() -> None:
    assert set(signals()) == set(SAID) == set(NOT_SAID)


@pytest.mark.parametrize(("name", "text"), _cases(SAID))
def test_a_signal_is_heard_with_the_exact_words_that_carry_it(name: str, text: str) -> None:
    heard = signal_finder(signals())(text)

    assert name in heard
    assert heard[name] in text


@pytest.mark.parametrize(("name", "text"), _cases(NOT_SAID))
def test_a_signal_is_not_heard_where_the_message_only_comes_near(name: str, text: str) -> None:
    heard = signal_finder(signals())(text)

    assert name not in heard


@pytest.mark.parametrize("name", signals())
def test_a_signal_says_in_one_sentence_what_it_means(name: str) -> None:
    means = signals()[name].means

    assert means.endswith(".")
    assert means.count(". ") == 0
