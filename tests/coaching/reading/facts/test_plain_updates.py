"""Facts are read from plain everyday updates: the customer, the sum, the stage, the next step's day and the rivals."""

from dataclasses import dataclass
from datetime import date

import pytest

from coaching.facts import Stage
from coaching.reading.facts.reading import read_facts

WEDNESDAY = date(2026, 2, 11)
TODAY, TOMORROW, FRIDAY = WEDNESDAY, date(2026, 2, 12), date(2026, 2, 13)
MONDAY, TUESDAY, THURSDAY = date(2026, 2, 16), date(2026, 2, 17), date(2026, 2, 12)


@dataclass(frozen=True)
class Plain:
    """One message as a rep types it, with what it states; what is left out it must not state."""

    text: str
    company: str | None = None
    amount: int | None = None
    currency: str | None = None
    stage: Stage | None = None
    day: date | None = None
    rivals: tuple[str, ...] = ()


WON_AND_LOST = [
    Plain("we lost Calderon Pharma to Brightyard", "Calderon Pharma", stage="lost", rivals=("Brightyard",)),
    Plain("Lost Tarnbeck Mills to Northgate.", "Tarnbeck Mills", stage="lost", rivals=("Northgate",)),
    Plain("We just lost Ferrand to Oakline on price", "Ferrand", stage="lost", rivals=("Oakline",)),
    Plain("They went with Brightyard", stage="lost", rivals=("Brightyard",)),
    Plain("Globex went with Oakline in the end", "Globex", stage="lost", rivals=("Oakline",)),
    Plain("Globex said no", "Globex", stage="lost"),
    Plain("Initech is closed-lost", "Initech", stage="lost"),
    Plain("Soylent: closed lost, no budget", "Soylent", stage="lost"),
    Plain("Hooli decided not to go ahead", "Hooli", stage="lost"),
    Plain("Contoso turned down our proposal", "Contoso", stage="lost"),
    Plain("Unfortunately Contoso chose another vendor", "Contoso", stage="lost"),
    Plain("They decided to stay with their current supplier", stage="lost"),
    Plain("Signed!", stage="won"),
    Plain("Globex signed", "Globex", stage="won"),
    Plain("Globex signed today, 45k", "Globex", 45_000, stage="won"),
    Plain("Wonka signed the contract this morning!", "Wonka", stage="won"),
    Plain("Closed won: Initech, $45,000", "Initech", 45_000, "USD", "won"),
    Plain("closed won", stage="won"),
    Plain("PO is in from Hooli", "Hooli", stage="won"),
    Plain("We won Globex", "Globex", stage="won"),
    Plain("Got the PO from Soylent, £18k", "Soylent", 18_000, "GBP", "won"),
    Plain("Contract signed by Initech, EUR 32k", "Initech", 32_000, "EUR", "won"),
    Plain("Vandelay Industries chose us over Oakline", "Vandelay Industries", stage="won", rivals=("Oakline",)),
]
NOT_CLOSED = [
    Plain("Globex will sign on Friday", "Globex", stage="negotiation", day=FRIDAY),
    Plain("Once Globex has signed we can start", "Globex"),
    Plain("NDA signed with Globex", "Globex"),
    Plain("I lost my charger at the office"),
    Plain("They lose two days a month on stocktaking at Initech", "Initech"),
    Plain("Hooli said no to the meeting", "Hooli", stage="prospecting"),
    Plain("Don't want to lose Initech to Oakline", "Initech", rivals=("Oakline",)),
    Plain("we went with the team to lunch"),
    Plain("Did we win the quiz?"),
    Plain("Hooli signed up for the webinar", "Hooli"),
]
PROPOSALS = [
    Plain("Sent the proposal to Northwind, 45k", "Northwind", 45_000, stage="proposal"),
    Plain("sent the quote to Hooli", "Hooli", stage="proposal"),
    Plain("Emailed the offer to Contoso yesterday, £12k", "Contoso", 12_000, "GBP", "proposal"),
    Plain("Proposal is out to Globex", "Globex", stage="proposal"),
    Plain("Quoted Initech 22k for the first year", "Initech", 22_000, stage="proposal"),
    Plain("Acme - proposal - 45k - walk-through Fri", "Acme", 45_000, stage="proposal", day=FRIDAY),
    Plain("Brunnmeier: presented the business case", "Brunnmeier", stage="proposal"),
    Plain("Submitted our bid to Stark Industries, $1.2M", "Stark Industries", 1_200_000, "USD", "proposal"),
    Plain("Sent the proposal to Globex, review call on Thursday at 2pm", "Globex", stage="proposal", day=THURSDAY),
    Plain("The proposal for Hooli went out last night, it's $38k", "Hooli", 38_000, "USD", "proposal"),
]
NEGOTIATIONS = [
    Plain("Contract is with legal at Globex", "Globex", stage="negotiation"),
    Plain("contract is with legal", stage="negotiation"),
    Plain("Initech: redlines came back", "Initech", stage="negotiation"),
    Plain("Negotiating price with Umbrella", "Umbrella", stage="negotiation"),
    Plain("Hooli is pushing back on payment terms", "Hooli", stage="negotiation"),
    Plain("Soylent asked for a 10% discount", "Soylent", stage="negotiation"),
    Plain("Sent the contract to Contoso, signing on Monday", "Contoso", stage="negotiation", day=MONDAY),
    Plain("Verbal yes from Northwind, 60k EUR", "Northwind", 60_000, "EUR", "negotiation"),
]
DEMOS = [
    Plain("demo done at Globex", "Globex", stage="demo"),
    Plain("Ran the demo for Initech", "Initech", stage="demo"),
    Plain("Demo for Cyberdyne went well", "Cyberdyne", stage="demo"),
    Plain("Demo tomorrow with Globex", "Globex", stage="demo", day=TOMORROW),
    Plain("Demo with Hooli booked for next Tuesday", "Hooli", stage="demo", day=TUESDAY),
    Plain("Initech: demo at 3", "Initech", stage="demo", day=TODAY),
    Plain("Great demo with Contoso yesterday. Pricing call Friday 10am.", "Contoso", stage="demo", day=FRIDAY),
    Plain("Soylent started the pilot", "Soylent", stage="demo"),
]
DISCOVERIES = [
    Plain("Discovery call with Globex", "Globex", stage="discovery"),
    Plain("First call with Hooli, they told us their problem", "Hooli", stage="discovery"),
    Plain("Had a good discovery with Initech today", "Initech", stage="discovery"),
    Plain("Scoping call with Northwind on Thursday", "Northwind", stage="discovery", day=THURSDAY),
]
PROSPECTS = [
    Plain("Cold call to Globex, trying to get a meeting", "Globex", stage="prospecting"),
    Plain("doing outreach to Hooli, trying to get a meeting", "Hooli", stage="prospecting"),
    Plain("Cold email to Contoso sent", "Contoso", stage="prospecting"),
]
DEBRIEFS = [
    Plain("debrief w/ Hooli done, in the second demo we showed the wrong module", "Hooli", stage="lost"),
    Plain("Debrief with Initech: price was not the point, the demo was", "Initech", stage="lost"),
]
COMPANIES = [
    Plain("Globex has gone dark", "Globex"),
    Plain("Call with Contoso", "Contoso"),
    Plain("Met with Hooli today", "Hooli"),
    Plain("Pitched Umbrella Corp", "Umbrella Corp"),
    Plain("Meeting at Stark Industries next week", "Stark Industries"),
    Plain("Visited Wayne Enterprises", "Wayne Enterprises"),
    Plain("Heard back from Soylent", "Soylent"),
    Plain("Deal update: Vandelay Industries wants to think about it", "Vandelay Industries"),
    Plain("No reply from Initech", "Initech"),
    Plain("Still waiting on Initech", "Initech"),
    Plain("Spoke to Northwind about the rollout", "Northwind"),
    Plain("Quick call with Marta from Globex", "Globex"),
    Plain("Call with Anna (CFO at Hooli)", "Hooli"),
    Plain("The team at Hooli loved it", "Hooli"),
    Plain("Globex's CFO joined the call", "Globex"),
    Plain("Update on Contoso: budget is approved", "Contoso"),
    Plain("Initech - waiting for their budget", "Initech"),
    Plain("*Hooli*: they need it before summer", "Hooli"),
    Plain("Good chat with Tessler", "Tessler"),
    Plain("Northwind wants 200 seats", "Northwind"),
    Plain("Following up with Globex tomorrow", "Globex"),
]
NO_COMPANY = [
    Plain("Asked Bettina what would have to be true"),
    Plain("Told Gerrit why we need the CFO"),
    Plain("(Admiral Whiskers is the 7.5 tonner)"),
    Plain("Call with Marta"),
    Plain("Quick chat with Sanjay"),
    Plain("Flying to Munich tonight"),
    Plain("Who is in London next week?"),
    Plain("HubSpot is down again"),
    Plain("Zoom link please"),
    Plain("Sent her a LinkedIn message", stage="prospecting"),
    Plain("Update the forecast in Salesforce please"),
    Plain("Slack huddle in five minutes"),
    Plain("March was a good month for us"),
    Plain("Thanks Priya, great work!"),
    Plain("We had a good call with them"),
    Plain("The CFO liked the business case"),
    Plain("Meeting in Berlin went well"),
    Plain("Berlin: three meetings, nothing firm"),
    Plain("Postponed: the onboarding training"),
    Plain("Happy Monday everyone"),
    Plain("Excel export is broken"),
]
RIVALS = [
    Plain("Brunnmeier: nice visit. They also look at Torwart Systems.", "Brunnmeier", rivals=("Torwart Systems",)),
    Plain("Globex is comparing us with Oakline", "Globex", rivals=("Oakline",)),
    Plain("We're up against Oakline at Hooli", "Hooli", rivals=("Oakline",)),
    Plain("Initech: the incumbent is Brightyard", "Initech", rivals=("Brightyard",)),
    Plain("Contoso: they're evaluating Brightyard too", "Contoso", rivals=("Brightyard",)),
    Plain("Soylent: they are looking at Oakline as well", "Soylent", rivals=("Oakline",)),
    Plain("Contract with Initech is at legal", "Initech", stage="negotiation"),
    Plain("We looked at the numbers with Globex", "Globex"),
]
MONEY = [
    Plain("it's $38k", amount=38_000, currency="USD"),
    Plain("Globex: it's €38k", "Globex", 38_000, "EUR"),
    Plain("Hooli's $20k renewal is open", "Hooli", 20_000, "USD"),
    Plain("A $38k deal at Globex", "Globex", 38_000, "USD"),
    Plain("Hooli, A$ 38k", "Hooli", 38_000, "AUD"),
    Plain("Initech, S$38k", "Initech", 38_000, "SGD"),
    Plain("Contoso, 120k CHF", "Contoso", 120_000, "CHF"),
    Plain("Contoso, USD: 45,000", "Contoso", 45_000, "USD"),
    Plain("25k won at Globex", "Globex", 25_000, stage="won"),
    Plain("Let's try 40k with Hooli", "Hooli", 40_000),
    Plain("Globex has 300 users", "Globex"),
    Plain("Initech signs up to 30k alone", "Initech"),
    Plain("Hooli wants between 20k and 30k", "Hooli"),
]
DAYS = [
    Plain("Wrenhollow says they can't do the call on the 13th", "Wrenhollow"),
    Plain("Call with Globex on Friday is cancelled", "Globex"),
    Plain("Friday's call with Hooli got cancelled", "Hooli"),
    Plain("Initech: no meeting on Friday", "Initech"),
    Plain("They declined the 12th"),
    Plain("The 12th doesn't work for Contoso", "Contoso"),
    Plain("Met Globex on Monday", "Globex"),
    Plain("Hooli called yesterday", "Hooli"),
    Plain("Globex can't do Friday, so we meet on Monday at 10", "Globex", day=MONDAY),
    Plain("Call with Contoso moved from Friday to Monday", "Contoso", day=MONDAY),
    Plain("Soylent: review call on 24 February", "Soylent", day=date(2026, 2, 24)),
    Plain("Next meeting with Initech is on Thursday", "Initech", day=THURSDAY),
    Plain("Call with Hooli at 15:00 today", "Hooli", day=TODAY),
    Plain("We had a call with Hooli at 3 and they liked it", "Hooli"),
    Plain("Kickoff with Northwind on 2 March", "Northwind", day=date(2026, 3, 2)),
]
MORE = [
    Plain("Kestrel Foods said no, they don't have budget", "Kestrel Foods", stage="lost"),
    Plain("We lost the Marlowe deal to Zendara", "Marlowe", stage="lost", rivals=("Zendara",)),
    Plain("Pinewood picked Zendara over us", "Pinewood", stage="lost", rivals=("Zendara",)),
    Plain("Marlowe went with their incumbent", "Marlowe", stage="lost"),
    Plain("Marlowe is dead", "Marlowe", stage="lost"),
    Plain("the Pinewood deal is lost", "Pinewood", stage="lost"),
    Plain("Pinewood signed yesterday! 3 years, 120k EUR", "Pinewood", 120_000, "EUR", "won"),
    Plain("Marlowe closed won 🎉 $60k", "Marlowe", 60_000, "USD", "won"),
    Plain("We got the Marlowe deal", "Marlowe", stage="won"),
    Plain("Waiting for Marlowe to sign", "Marlowe", stage="negotiation"),
    Plain("Marlowe's lawyers sent redlines", "Marlowe", stage="negotiation"),
    Plain("Contract sent to Pinewood", "Pinewood", stage="negotiation"),
    Plain("Marlowe (35k) - waiting on legal", "Marlowe", 35_000, stage="negotiation"),
    Plain("Just sent Marlowe the proposal (28k)", "Marlowe", 28_000, stage="proposal"),
    Plain("Pinewood / 40k / proposal sent", "Pinewood", 40_000, stage="proposal"),
    Plain("Pinewood wants a quote by Friday", "Pinewood", stage="proposal"),
    Plain("Demo at Pinewood on Friday at 11", "Pinewood", stage="demo", day=FRIDAY),
    Plain("had an intro call with Marlowe, they struggle with manual invoicing", "Marlowe", stage="discovery"),
    Plain("Cold called Pinewood, left a voicemail", "Pinewood", stage="prospecting"),
    Plain("Reached out to Marlowe on LinkedIn", "Marlowe", stage="prospecting"),
    Plain("New lead: Pinewood", "Pinewood", stage="prospecting"),
    Plain("Followed up with Marlowe, still nothing", "Marlowe"),
    Plain("Marlowe: next call Tuesday 10am", "Marlowe", day=TUESDAY),
    Plain("Marlowe is using Zendara today", "Marlowe", rivals=("Zendara",)),
    Plain("Marlowe mentioned Zendara is 20% cheaper", "Marlowe", rivals=("Zendara",)),
    Plain("They're comparing us with Zendara and Quorvex", rivals=("Zendara", "Quorvex")),
    Plain("Talked to Sven at Pinewood, he has to ask his boss", "Pinewood"),
    Plain("Met Ingrid Solberg (COO) from Marlowe", "Marlowe"),
    Plain("marlowe signed, 20k", "marlowe", 20_000, stage="won"),
    Plain("sent pinewood the quote, 18k", "pinewood", 18_000, stage="proposal"),
    Plain("call with marlowe tomorrow at 2", "marlowe", day=TOMORROW),
    Plain("lost marlowe to zendara", "marlowe", stage="lost", rivals=("zendara",)),
]
EVERY = [
    *WON_AND_LOST,
    *NOT_CLOSED,
    *PROPOSALS,
    *NEGOTIATIONS,
    *DEMOS,
    *DISCOVERIES,
    *PROSPECTS,
    *DEBRIEFS,
    *COMPANIES,
    *NO_COMPANY,
    *RIVALS,
    *MONEY,
    *DAYS,
    *MORE,
]


@pytest.mark.parametrize("plain", EVERY, ids=lambda plain: plain.text)
def test_a_plain_update_states_its_facts_and_no_others(plain: Plain) -> None:
    facts = read_facts(plain.text, WEDNESDAY)

    assert (
        Plain(
            plain.text,
            facts.company,
            facts.amount,
            facts.currency,
            facts.stage,
            facts.next_step_date,
            facts.competitors,
        )
        == plain
    )


@pytest.mark.parametrize(
    ("text", "step"),
    [
        (
            "pemberlake: Joyce says Hal is out till monday, so signature call is tuesday the 24th at 10",
            "signature call is tuesday the 24th at 10",
        ),
        ("Globex: demo booked for Friday", "demo booked for Friday"),
        ("Great talk with Hooli, we meet again on Tuesday because they want the numbers", "we meet again on Tuesday"),
        ("Initech can't do Friday, so we meet Monday at 10", "we meet Monday at 10"),
        ("Acme - proposal - 45k - walk-through Fri", "walk-through Fri"),
        ("Sent the proposal to Globex, review call on Thursday at 2pm", "review call on Thursday at 2pm"),
        ("Next step: review on Friday. They lose 40k a month.", "review on Friday"),
        (
            "Call with Soylent on Thursday to walk through the quote",
            "Call with Soylent on Thursday to walk through the quote",
        ),
    ],
)
def test_the_next_step_is_the_part_that_states_it(text: str, step: str) -> None:
    assert read_facts(text, WEDNESDAY).next_step == step
