"""Who said what: labelled sentences, of which the buyer's words, the rep's and neither are told apart."""

import time

import pytest
import yaml

from coaching.reading.normalise import LONGEST_READ
from coaching.reading.signals import Signal
from coaching.reading.telling import told_finder
from coaching.told import ITEMS, RUNGS
from coaching_content import CONTENT_DIR


def entries(file: str) -> dict[str, Signal]:
    told = yaml.safe_load((CONTENT_DIR / f"{file}.yaml").read_text("utf-8"))
    return {name: Signal.model_validate(entry) for name, entry in told.items()}


find_told = told_finder(entries("ladder"), entries("checklist"))  # type: ignore[arg-type]

BUYER = [
    ("problem", "Mara said they lose two days a month retyping orders."),
    ("problem", "she told us the night shift counts pallets by hand"),
    ("problem", "Their plant manager complained that line 3 keeps breaking."),
    ("problem", "“We lose half a day every week on this”, says their controller."),
    ("problem", "They lose two hours a day, Mara told us."),
    ("problem", "Great call. Olu mentioned they're fed up with the backlog, so I sent a summary."),
    ("problem", "I asked why now, and she said overtime is killing them."),
    ("problem", "When we met, Mara Quist (CFO) admitted they waste 10 hours a week."),
    ("problem", "According to their ops manager the downtime is getting worse."),
    ("problem", 'CFO: "we are drowning in manual work"'),
    ("problem", "They've just told me scrap costs them 4k a week."),
    ("problem", "mara said the problem is the hand-over at night"),
    ("motive", "Mara wants to cut the month end to three days."),
    ("motive", "They want to get rid of the paper before the summer."),
    ("motive", "She explained that the insurer wants every door logged."),
    ("motive", "Acme confirmed their lease ends in June."),
    ("motive", "He said that they have to replace the old system."),
    ("decision_maker", "Mara told us she signs it herself, nobody else."),
    ("decision_maker", "Their buyer confirmed that the board decides."),
    ("decision_maker", "Was told by Mara that the CFO has the final say."),
    ("decision_maker", "Herr Brandt said it needs the board's approval."),
    ("money", "Mara confirmed the budget of 50k is approved."),
    ("money", "They told us they have set aside 40k for this."),
    ("money", "Olu from finance said the money is there."),
    ("money", "She said price is fine."),
    ("money", "“We have budget until December”, she wrote."),
    ("timing", "They want to be live by September."),
    ("timing", "Mara said they decide before Easter."),
    ("timing", "The owner told us their licence runs out in May."),
    ("timing", "Mrs Hansen wants it running before the harvest."),
    ("next_step", "Mara confirmed Thursday 2pm for the review."),
    ("next_step", "They asked us to come on 24 March."),
    ("next_step", "She suggested next Tuesday."),
]
REP = [
    ("problem", "They lose two days a month retyping orders."),
    ("problem", "I think Mara said they lose two days a month."),
    ("problem", "Sounds like their pain is the night shift."),
    ("problem", "Probably they're fed up with the old system."),
    ("problem", "<@U0BEN> said they lose two days a month."),
    ("problem", "My boss told me he thinks the problem is their backlog."),
    ("problem", "I told Mara they lose two days a month with paper."),
    ("problem", "We said the downtime costs them 3k a week."),
    ("problem", "Mara seemed happy, and I guess the problem is the overtime."),
    ("problem", "She liked the demo, she said. They lose two days a month."),
    ("problem", "Once Mara says they lose money we have a case."),
    ("motive", "They have to replace the old line this year."),
    ("motive", "It seems Mara wants to cut costs."),
    ("motive", "Mara probably wants to replace the old tool."),
    ("motive", "Maybe they want to reduce overtime."),
    ("decision_maker", "The CFO signs."),
    ("decision_maker", "I believe he decides alone."),
    ("decision_maker", "If Mara confirms that the board decides, we go there."),
    ("money", "Budget is around 50k."),
    ("money", "My feeling is they have budget."),
    ("money", "HubSpot says the budget is 50k."),
    ("money", "Mara liked it, I'd say the budget is 50k."),
    ("money", "Our CFO said their budget is 50k."),
    ("timing", "They should be live by September."),
    ("timing", "Our SE said they need it running before the audit."),
]
NEITHER = [
    ("problem", "Mara said it's not a problem."),
    ("problem", "No idea what their pain is."),
    ("problem", "Did she say they lose two days a month?"),
    ("problem", "Mara couldn't say what the problem is."),
    ("motive", "Will ask Mara why they'd buy and find out."),
    ("motive", "Why now: our quarter ends."),
    ("decision_maker", "Mara didn't say who decides."),
    ("decision_maker", "She doesn't know if the CFO signs."),
    ("decision_maker", "Mara wants to see it in daylight before she signs off."),
    ("problem", "Mike wants to hear what an hour of downtime costs them."),
    ("decision_maker", "Need to find out who signs."),
    ("decision_maker", "Good signs all around at Tarnbeck."),
    ("money", "Mara said there is no budget yet."),
    ("money", "She hasn't told us what the budget is."),
    ("money", "Mara asked what budget others set aside."),
    ("timing", "They haven't decided by when they want it, she can't say."),
    ("next_step", "Hoping to see Mara on Thursday."),
    ("next_step", "I proposed Thursday 2pm."),
    ("next_step", "Meeting confirmed by me for Thursday in the system."),
    ("next_step", "Will Mara confirm Thursday?"),
]


@pytest.mark.parametrize(("item", "text"), BUYER)
def test_the_buyer_said_it(item: str, text: str) -> None:
    told = find_told(text).get(item)

    assert told is not None
    assert told.by_buyer
    assert told.quote(text)


@pytest.mark.parametrize(("item", "text"), REP)
def test_it_is_what_the_rep_believes(item: str, text: str) -> None:
    told = find_told(text).get(item)

    assert told is not None
    assert not told.by_buyer
    assert told.quote(text) is None


@pytest.mark.parametrize(("item", "text"), NEITHER)
def test_it_stays_unknown(item: str, text: str) -> None:
    assert item not in find_told(text)


REACHED = [
    ("time", "Discovery call with Tarnbeck booked for Thursday."),
    ("time", "Good first meeting at Tarnbeck, Mara was open."),
    ("time", "Demo went well."),
    ("time", "Sat down with Mara for an hour."),
    ("time", "Visit on the 14th at their plant."),
    ("problem_shared", "Mara walked us through how the month end runs."),
    ("problem_shared", "He showed me where the pallets get stuck."),
    ("problem_shared", "She complained about the backlog for half an hour."),
    ("decision_maker_involved", "Met the CFO today, she likes it."),
    ("decision_maker_involved", "Their owner joined the call."),
    ("decision_maker_involved", "Mara introduced me to their CEO."),
    ("proposal_reviewed", "Went through the proposal with Mara line by line."),
    ("proposal_reviewed", "Redlines came back, two points left."),
    ("proposal_reviewed", "Mara read the offer and likes option B."),
    ("decision", "Verbal yes from Mara."),
    ("decision", "Contract is signed, kick-off in May."),
    ("decision", "They picked us."),
]
NOT_REACHED = [
    ("time", "Trying to get a meeting booked with Mara."),
    ("time", "If she agrees, demo is set for Friday."),
    ("time", "Demo on Thursday was cancelled."),
    ("time", "No meeting booked yet."),
    ("time", "Will propose a call on Thursday."),
    ("time", "Pipeline review booked for Monday."),
    ("time", "Is the demo confirmed?"),
    ("problem_shared", "Hoping she'll walk us through their process."),
    ("decision_maker_involved", "Haven't met the CFO."),
    ("decision_maker_involved", "We want the owner in the room next time."),
    ("decision_maker_involved", "The CFO decides."),
    ("proposal_reviewed", "Proposal sent to Mara."),
    ("proposal_reviewed", "We'll go through the proposal on Thursday."),
    ("proposal_reviewed", "She hasn't read the offer yet."),
    ("proposal_reviewed", "Contract read-through on Monday."),
    ("decision", "Should get the contract signed by Friday."),
    ("decision", "Mara wants the contract signed before Easter."),
    ("decision", "I said yes to the call."),
    ("decision", "NDA signed."),
    ("decision", "Hopefully they picked us."),
    ("decision", "Maybe verbal yes next week."),
]


@pytest.mark.parametrize(("rung", "text"), REACHED)
def test_a_rung_is_reached(rung: str, text: str) -> None:
    assert rung in find_told(text)


@pytest.mark.parametrize(("rung", "text"), NOT_REACHED)
def test_a_rung_is_not_reached_by_a_wish_a_plan_a_guess_or_a_refusal(rung: str, text: str) -> None:
    assert rung not in find_told(text)


def test_what_the_buyer_said_is_quoted_up_to_where_we_speak_again() -> None:
    text = "Great demo! Mara said they lose two days a month, so I'll send a summary."

    told = find_told(text)["problem"]

    assert told.quote(text) == "Mara said they lose two days a month"


def test_the_buyers_words_count_before_the_reps_in_one_message() -> None:
    text = "They lose two days a month. Mara told us overtime is killing them."

    assert find_told(text)["problem"].quote(text) == "Mara told us overtime is killing them."


LONG = ("she said ", "i said ", '"we ', "mara said, ", "met ", "wants to ", ". ", "confirmed on ", '"\n', "no ")


@pytest.mark.parametrize("piece", LONG)
def test_a_long_text_is_read_in_about_twice_the_time_of_half_of_it(piece: str) -> None:
    def seconds(length: int) -> float:
        text, taken = (piece * length)[:length], []
        for _ in range(3):
            start = time.process_time()
            find_told(text)
            taken.append(time.process_time() - start)
        return min(taken)

    assert seconds(LONGEST_READ) <= 3 * seconds(LONGEST_READ // 2) + 0.02


def test_without_its_text_nothing_can_be_quoted() -> None:
    told = find_told("Mara said they lose two days a month.")["problem"]

    assert told.by_buyer
    assert told.quote(None) is None


def test_every_rung_and_item_has_its_cues_and_its_examples() -> None:
    assert set(entries("ladder")) == set(RUNGS) == {rung for rung, _ in REACHED} == {rung for rung, _ in NOT_REACHED}
    assert set(entries("checklist")) == set(ITEMS) == {item for item, _ in BUYER} == {item for item, _ in NEITHER}
