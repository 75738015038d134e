"""A made-up team's weeks in Slack, the same for the same seed, and how Slack delivers them: some late, some twice.

Every update names its company in words that the reader takes in alone, so that the deals at the end are the same in
whatever order the threads are worked.
"""

import itertools
import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import stub_payloads as shape
from stub_payloads import Payload

CHANNELS = tuple(f"C0REGION{number}" for number in range(1, 9))
PEOPLE = {
    f"U0REP{number:02}": {"name": f"rep{number}", "tz": zone}
    for number, zone in enumerate(("Europe/Madrid", "America/New_York", "Asia/Kolkata", "UTC") * 4, start=1)
}
COMPANIES = (
    *("Tarnbeck Optics", "Quillfoss Bakery", "Morvane Steel", "Dellwick Paper", "Hastrup Marine", "Zephyrine Air"),
    *("Oakenhold Timber", "Brixcombe Clinics", "Yllandale Dairy", "Fenwright Tools", "Grouwen Foods", "Pellucid Labs"),
    *("Cawthrop Coaches", "Umberlay Pharma", "Jostedal Energy", "Vintry Glass", "Kestrelby Schools", "Norrgate Print"),
    *(
        "Ixworth Dental",
        "Sablefield Motors",
        "Amberhythe Bank",
        "Wolmarsh Logistics",
        "Rudderow Plastics",
        "Lopwell Tiles",
    ),
)
UPDATES = (
    "Quote is out to {company}, {amount}k for both lines. Fingers crossed!",
    "Sent the proposal to {company} ($ {amount}k) two weeks ago. No reply to my last three emails, they've gone dark.",
    "Great call with {company} today, they liked the demo a lot. They'll get back to us.",
    "Good demo with {company}, the users love it. But we still don't know who signs off on the {amount}k.",
    "Just off the phone with {company}, they are super interested! Putting it in commit for {amount}k.",
    "Haggling over WhatsApp with the buyer of {company}, I'm at {amount}k, he's lower. He sent a crying emoji.",
    "Wrote to {company} that the discount ends on Friday. It doesn't, but they need a little push.",
    "First call with {company} today. Ran the full demo for 60 minutes, they were quiet but I think impressed.",
    "{company}: walked their CFO through the {amount}k proposal, next review is booked for 12 March at 10.",
    "Discovery at {company} done, scrap costs them 4k a week. Workshop with their CFO on 19 March.",
)
REPLIES = (
    "The review with {company} is booked for 24 March at 2, their CFO joins.",
    "{company} wrote back today, the budget is now {amount}k.",
    "Third voicemail to {company} this month and no reply to my two emails.",
    "thanks, good point!",
    "ha, same here",
)
CHATTER = (
    "Anyone up for lunch at half past twelve? The new noodle place has opened.",
    "The printer on the second floor is out of paper again.",
    "Happy birthday Sam!",
    "Who has the slides of the kick-off?",
)
_BEGIN = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery by Slack; those of one `lane` follow each other, those without a lane wait for nobody."""

    body: Payload
    lane: str | None


@dataclass(frozen=True, slots=True)
class SalesStory:
    """What `happened`, each event once and oldest first, and the order in which it is `delivered`."""

    happened: tuple[Payload, ...]
    delivered: tuple[Delivery, ...]


@dataclass(slots=True)
class _Message:
    """A message that stands: where, by whom, about which company, and its latest shape."""

    channel: str
    thread: str
    company: str
    shape: Payload


class _Teller:
    """Tells one event after the other."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._now = _BEGIN
        self._numbers = itertools.count(1)
        self._standing: list[_Message] = []
        self.told: list[Delivery] = []

    def tell(self) -> None:
        """Let the next thing happen."""
        roots = [message for message in self._standing[-12:] if message.shape["ts"] == message.thread]
        recent = self._standing[-12:]
        match self._chance.random():
            case roll if roll < 0.2 and roots:
                self._reply(self._chance.choice(roots))
            case roll if roll < 0.34 and recent:
                self._edit(self._chance.choice(recent))
            case roll if roll < 0.4 and recent:
                self._delete(self._chance.choice(recent))
            case roll:
                self._post(self._chance.choice(CHATTER if roll > 0.9 else UPDATES))

    def _post(self, words: str) -> None:
        company, channel = self._chance.choice(COMPANIES), self._chance.choice(CHANNELS)
        ts = self._next_ts()
        self._say(_Message(channel, ts, company, self._said(ts, self._filled(words, company))))

    def _reply(self, root: _Message) -> None:
        ts = self._next_ts()
        said = self._said(ts, self._filled(self._chance.choice(REPLIES), root.company))
        self._say(_Message(root.channel, root.thread, root.company, said | {"thread_ts": root.thread}))

    def _said(self, ts: str, text: str) -> Payload:
        user = self._chance.choice(tuple(PEOPLE))
        return {"type": "message", "user": user, "text": text, "ts": ts, "team": shape.TEAM}

    def _say(self, message: _Message) -> None:
        self._standing.append(message)
        self._keep(message, shape.posted(message.channel, message.shape))

    def _edit(self, message: _Message) -> None:
        ts, before = self._next_ts(), message.shape
        told = [self._filled(words, message.company) for words in (*UPDATES, *CHATTER)]
        text = self._chance.choice([text for text in told if text != before["text"]])
        message.shape = before | {"text": text, "edited": {"user": before["user"], "ts": ts}}
        event = shape.changed(message.channel, message.shape, before)
        self._keep(message, event | {"ts": ts, "event_ts": ts})

    def _delete(self, message: _Message) -> None:
        ts = self._next_ts()
        self._standing.remove(message)
        self._keep(message, shape.deleted(message.channel, message.shape) | {"ts": ts, "event_ts": ts})

    def _filled(self, words: str, company: str) -> str:
        return words.format(company=company, amount=self._chance.randrange(5, 400))

    def _keep(self, message: _Message, event: Payload) -> None:
        named = {"event_id": f"EvStory{len(self.told):06d}"}
        self.told.append(Delivery(shape.event_callback(event) | named, f"{message.channel}/{message.thread}"))

    def _next_ts(self) -> str:
        self._now += timedelta(seconds=self._chance.randrange(60, 2400))
        return f"{int(self._now.timestamp())}.{next(self._numbers):06d}"


def tell_story(seed: int, events: int) -> SalesStory:
    """A story of so many events; every tenth or so is delivered twice, some changes come before what they change."""
    chance = chance_of(seed)
    teller = _Teller(chance)
    while len(teller.told) < events:
        teller.tell()
    happened = tuple(delivery.body for delivery in teller.told)
    return SalesStory(happened, tuple(_repeated(_out_of_order(teller.told, chance), chance)))


def _out_of_order(told: list[Delivery], chance: random.Random) -> list[Delivery]:
    """Shuffle among themselves the events of some messages that nobody replied to."""
    places: dict[str | None, list[int]] = defaultdict(list)
    for place, delivery in enumerate(told):
        places[delivery.lane].append(place)
    delivered = list(told)
    for mine in places.values():
        about = {message_of(told[place].body) for place in mine}
        if len(about) == 1 and len(mine) > 1 and chance.random() < 0.5:
            shuffled = chance.sample(mine, len(mine))
            for place, source in zip(mine, shuffled, strict=True):
                delivered[place] = told[source]
    return delivered


def _repeated(delivered: list[Delivery], chance: random.Random) -> list[Delivery]:
    """Slack delivers some events again: at once, or after others."""
    repeated = list(delivered)
    for delivery in delivered:
        if chance.random() < 0.1:
            place = repeated.index(delivery) + 1 + chance.choice((0, 0, 3, 20))
            repeated.insert(place, Delivery(delivery.body, None))
    return repeated


def chance_of(seed: int) -> random.Random:
    """Chance that can be repeated."""
    return random.Random(seed)  # noqa: S311  it keeps no secret


def message_of(body: Payload) -> tuple[str, str]:
    """The channel and ts of the message that an event is about."""
    event = body["event"]
    ts = event.get("deleted_ts") or event.get("message", event)["ts"]
    return event["channel"], ts
