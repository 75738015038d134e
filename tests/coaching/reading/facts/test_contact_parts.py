"""Who decides and whom we have met is read from how reps write it: by clause, by apposition, and through pronouns."""

import pytest

from coaching.facts import Contact
from coaching.reading.facts.people import find_contacts

MET_DECIDERS = """
Tarnbeck Mills: met the CFO, Rosa Lind, on a call today. She decides on this. | Rosa Lind
Met the CFO of Acme, Dana Lee, she signs. | Dana Lee
Met their CFO Priya Nair today, she signs, demo next Tuesday | Priya Nair
Met Ulrika (COO, owns the decision) today | Ulrika
Acme: spoke with the CEO, Tom Hall, yesterday. He decides. | Tom Hall
had the call with the COO, Ms Noraini Hashim. She decides on this | Ms Noraini Hashim
Acme: demo with Jane Roe, VP Ops, who owns the budget. | Jane Roe
Rosa Lind (decision maker) joined today's call | Rosa Lind
Met Kirsten Vogt (head of ops) at Brill Foods, budget's hers | Kirsten Vogt
Met Kirsten Vogt (head of ops) at Brill Foods. She holds the budget | Kirsten Vogt
Call with Kirsten Vogt at Brill Foods, she has the final say | Kirsten Vogt
Demo at Brill Foods, CEO was in the room | CEO
Demo at Brill Foods and the owner joined | owner
Coffee with Marek Dudek, plant manager at Brill Foods. He signs anything under 40k himself. | Marek Dudek
Sat down with Ines Prado (owner) at Brill Foods this morning | Ines Prado
Their COO Anna Bell called me back. She makes the call on vendors. | Anna Bell
Brill Foods: Anna Bell, head of IT, told us the budget is hers | Anna Bell
Great session with Peter Novak, the economic buyer at Brill Foods | Peter Novak
Peter Novak (ops director, controls the budget) replied to my mail, wants a second demo | Peter Novak
Lunch with Peter Novak of Brill Foods. Turns out he signs off on everything. | Peter Novak
Brill Foods: call with Anna Bell went well, it's her decision. | Anna Bell
Met the decision maker, Anna Bell, at Brill Foods today | Anna Bell
Got a reply from Anna Bell at Brill Foods, who approves all spend over there | Anna Bell
Spoke to the MD of Brill Foods, Karen Holt, today. | Karen Holt
Walked Karen Holt (ops) through the numbers at Brill Foods, she calls the shots there | Karen Holt
Brill Foods: Karen Holt from finance was on the call and she holds the purse strings | Karen Holt
Good demo at Brill Foods, both founders on the call | founders
Met owner Karl Brill of Brill Foods with both brothers, he decides | Karl Brill
Brill Foods' founder showed me round the bakery | founder
Ms Holt from Brill Foods said she can sign up to 60k alone | Ms Holt
Just off the phone with Karen Holt (Brill Foods). She has the authority to sign. | Karen Holt
Met Karen Holt and her deputy at Brill Foods. Karen decides. | Karen Holt
Visited Brill Foods. Owner Luz Vega gave me the tour | Luz Vega
"""
"""A message, and the person in it who decides and whom we have met."""

UNMET_DECIDERS = """
The CFO decides and we have never met her | CFO
their CFO has to approve it, we haven't spoken to her yet | CFO
need to get to the CFO who signs | CFO
the decision maker is Rosa Lind | Rosa Lind
We still need to meet Karen Holt at Brill Foods, she signs | Karen Holt
Trying to meet the owner of Brill Foods | owner
Want to get the CEO of Brill Foods on the next call | CEO
Will meet Karen Holt (CEO, Brill Foods) next week | Karen Holt
Call with Karen Holt, CEO of Brill Foods, is booked for Thursday 10:00 | Karen Holt
Demo with the owner of Brill Foods tomorrow | owner
Hoping to speak with Karen Holt, she holds the budget at Brill Foods | Karen Holt
Dana at Brill Foods says the CEO said no | CEO
Dana from Brill Foods told me their CFO signs | CFO
Karen Holt signs at Brill Foods, no one of us has met her | Karen Holt
Brill Foods: Karen Holt (decision maker) will join the next call | Karen Holt
Brill Foods: once the CEO joined we could move faster | CEO
Never met Karen Holt, who decides at Brill Foods | Karen Holt
The owner of Brill Foods hasn't replied to three mails | owner
Asked Dana to set up a call with their CEO | CEO
The CEO will be in the room on the 28th at Brill Foods | CEO
Sent a deck to the founder of Brill Foods on LinkedIn | founder
Budget holder at Brill Foods: Karen Holt | Karen Holt
Karen Holt at Brill Foods has the last word, cannot get a meeting with her | Karen Holt
Ms Achol and Abdi sign together | Ms Achol
If the MD joined we would close Brill Foods this month | MD
"""
"""A message, and the person in it who decides and whom we have not met, as far as it says."""

NO_DECIDERS = """
Joel Baker at Brill Foods can't sign off on this | Joel Baker
Joel Baker at Brill Foods likes it but can't approve anything | Joel Baker
Met Joel Baker at Brill Foods, he doesn't decide | Joel Baker
Met Joel Baker at Brill Foods. He isn't the decision maker. | Joel Baker
Met Joel Baker at Brill Foods, his boss signs | Joel Baker
Call with Joel Baker at Brill Foods, he doesn't know who signs | Joel Baker
Asked Joel Baker at Brill Foods who decides | Joel Baker
Joel Baker at Brill Foods says the board decides | Joel Baker
Met Joel Baker at Brill Foods, good signs | Joel Baker
Met Joel Baker at Brill Foods, they sign in May | Joel Baker
Met Joel Baker at Brill Foods. Who holds the budget? | Joel Baker
Joel Baker at Brill Foods helps us, the committee makes the decision | Joel Baker
Met Joel Baker at Brill Foods. If he signs we ring the bell | Joel Baker
Spoke with Ana Ruiz (ops) because Joel Baker at Brill Foods asked, she approves anything above 30k | Joel Baker
Her boss Joel Baker came along to Brill Foods and she decides | Joel Baker
Met Joel Baker's deputy at Brill Foods, she signs | Joel Baker
Joel Baker at Brill Foods decides nothing | Joel Baker
Joel Baker at Brill Foods signs up for the webinar | Joel Baker
Met Joel Baker at Brill Foods, need to find the decision maker | Joel Baker
Joel Baker at Brill Foods knows the decision maker | Joel Baker
Met Joel Baker and Ana Ruiz at Brill Foods. She decides. | Joel Baker
Joel Baker at Brill Foods never decides alone | Joel Baker
Met Joel Baker (PA to the CEO) at Brill Foods, she signs for parcels | Joel Baker
Met Joel Baker at Brill Foods, he cannot sign | Joel Baker
Joel Baker at Brill Foods wants us to sign the NDA | Joel Baker
Met Joel Baker at Brill Foods. Their legal team decides. | Joel Baker
Met Joel Baker at Brill Foods, I decide on the discount tomorrow | Joel Baker
Not sure whether Joel Baker at Brill Foods decides | Joel Baker
Met Joel Baker at Brill Foods, he has no budget of his own | Joel Baker
Spoke with Joel Baker (vice president, sales) at Brill Foods | Joel Baker
Is Joel Baker at Brill Foods the decision maker? | Joel Baker
"""
"""A message, and the person in it who is not said to decide."""

MET = """
Met with Joel Baker (IT) and Ana Ruiz (ops) at Brill Foods | Joel Baker
Met with Joel Baker (IT) and Ana Ruiz (ops) at Brill Foods | Ana Ruiz
Brill Foods: Ana Ruiz (ops director) is our way in. She told me the line stops daily. | Ana Ruiz
Spoke with Ana Ruiz (ops) of Brill Foods on the phone | Ana Ruiz
Ana Ruiz from Brill Foods wrote back this morning | Ana Ruiz
Ana Ruiz (Brill Foods, ops) asked for a quote | Ana Ruiz
Good call with Ana Ruiz at Brill Foods, demo next Tuesday | Ana Ruiz
Back from lunch with Ana Ruiz at Brill Foods | Ana Ruiz
"""
"""A message, and a person in it whom we have met."""

NOT_MET = """
Ana Ruiz at Brill Foods has not replied to us | Ana Ruiz
Trying to reach Ana Ruiz at Brill Foods | Ana Ruiz
Meeting with Ana Ruiz at Brill Foods on Thursday at 10 | Ana Ruiz
We want to meet Ana Ruiz at Brill Foods | Ana Ruiz
Joel Baker at Brill Foods says Ana Ruiz said no | Ana Ruiz
Ana Ruiz runs ops at Brill Foods, we have not met her | Ana Ruiz
Haven't spoken to Ana Ruiz at Brill Foods yet | Ana Ruiz
Next step: call with Ana Ruiz at Brill Foods | Ana Ruiz
Lunch with Ana Ruiz (ops, Brill Foods) was cancelled | Ana Ruiz
Ana Ruiz of Brill Foods told Joel Baker to wait | Ana Ruiz
Joel Baker of Brill Foods will ask Ana Ruiz | Ana Ruiz
Could you introduce me to Ana Ruiz at Brill Foods | Ana Ruiz
Booked! Breakfast with Ana Ruiz of Brill Foods | Ana Ruiz
Has anyone met Ana Ruiz at Brill Foods? | Ana Ruiz
Rang Ana Ruiz at Brill Foods twice, straight to voicemail | Ana Ruiz
Emailed Ana Ruiz (ops, Brill Foods). Told her what we do | Ana Ruiz
"""
"""A message, and a person in it whom we are not said to have met."""


def _cases(table: str) -> list[tuple[str, str]]:
    return [(text, who) for text, who in (line.split(" | ") for line in table.strip().splitlines())]


def _person(text: str, who: str) -> Contact:
    return next(contact for contact in find_contacts(text) if who in (contact.name, contact.title))


@pytest.mark.parametrize(("text", "who"), _cases(MET_DECIDERS))
def test_a_decision_maker_whom_we_met_is_read_as_such(text: str, who: str) -> None:
    person = _person(text, who)

    assert (person.role, person.met) == ("decision_maker", True)


@pytest.mark.parametrize(("text", "who"), _cases(UNMET_DECIDERS))
def test_a_decision_maker_whom_we_have_not_met_is_never_read_as_met(text: str, who: str) -> None:
    person = _person(text, who)

    assert (person.role, person.met) == ("decision_maker", False)


@pytest.mark.parametrize(("text", "who"), _cases(NO_DECIDERS))
def test_nobody_becomes_a_decision_maker_by_a_near_miss(text: str, who: str) -> None:
    assert _person(text, who).role != "decision_maker"


@pytest.mark.parametrize(("text", "who"), _cases(MET))
def test_whoever_we_spoke_with_or_heard_from_is_met(text: str, who: str) -> None:
    assert _person(text, who).met


@pytest.mark.parametrize(("text", "who"), _cases(NOT_MET))
def test_plans_wishes_silence_and_hearsay_are_no_meeting(text: str, who: str) -> None:
    assert not _person(text, who).met


@pytest.mark.parametrize("text", ["Joel can't sign off on this", "Joel likes it but can't approve anything"])
def test_a_denied_signature_makes_no_decision_maker_of_anybody(text: str) -> None:
    assert all(contact.role != "decision_maker" for contact in find_contacts(text))


def test_a_title_with_its_company_and_name_is_one_person() -> None:
    contacts = find_contacts("Met the CFO of Acme, Dana Lee, she signs.")

    assert contacts == (Contact("Dana Lee", "CFO", "decision_maker", met=True),)


def test_a_denied_decision_outweighs_what_the_title_promises() -> None:
    contacts = find_contacts("Met the CEO of Brill Foods, she doesn't decide on IT")

    assert [(c.title, c.role, c.met) for c in contacts] == [("CEO", None, True)]


def test_a_title_that_comes_back_alone_is_the_person_named_with_it() -> None:
    contacts = find_contacts("Met Karen Holt (CFO) at Brill Foods today. The CFO signs in May.")

    assert contacts == (Contact("Karen Holt", "CFO", "decision_maker", met=True),)
