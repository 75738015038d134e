"""The audit after a run: every way in which the books, the story and what stands in Slack disagree, as a sentence."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from coached import shipped_content
from ledger import Ledger, Row
from redelivering_slack import RedeliveringSlack
from sales_story import PEOPLE, SalesStory, message_of
from stub_payloads import Payload

from bot.chosen_reader import local_reader
from bot.export import Recording
from bot.replay import replay
from coaching.message import Person
from coaching.situation import Limits

_TABLES = ("inbox", "outbox", "messages", "decisions", "nudges", "updates", "deals")
_TOLD_OF_DEAL = ("name", "owner", "stage", "amount", "next_step", "opened_at", "updated_at", "updates")


@dataclass(frozen=True, slots=True)
class Audit:
    """The books of one run, beside the story that was told and the Slack that it was told in."""

    story: SalesStory
    slack: RedeliveringSlack
    books: dict[str, list[Row]]

    def lost(self) -> Iterator[str]:
        """What Slack has an acknowledgement for and the books do not show."""
        done = Counter(row["event_id"] for row in self.books["inbox"] if row["state"] == "done")
        for event_id in self.slack.acked:
            if done[event_id] != 1:
                yield f"event {event_id} was acknowledged and is {done[event_id]} times done"
        yield from self._messages_wrong()
        yield from self._undecided()
        yield from self._unsaid()

    def doubled(self) -> Iterator[str]:
        """What has happened more often than it should."""
        decided = Counter((row["channel"], row["ts"], row["cause_ts"]) for row in self.books["decisions"])
        yield from (f"{times} decisions about {what}" for what, times in decided.items() if times > 1)
        yield from (f"nudge {number} was posted more than once" for number in self.slack.said_twice())
        said = [nudge for nudge in self.books["nudges"] if nudge["state"] != "withdrawn"]
        about = Counter((nudge["channel"], nudge["ts"]) for nudge in said)
        yield from (f"{times} nudges about message {what}" for what, times in about.items() if times > 1)
        days = Counter((nudge["author"], _day(nudge)) for nudge in said)
        most = Limits().person_per_day
        yield from (f"{times} nudges for {who}" for who, times in days.items() if times > most)

    def unfinished(self) -> Iterator[str]:
        """What still waits, or was given up."""
        for queue in ("inbox", "outbox"):
            for row in self.books[queue]:
                if row["ended_at"] is None or row["state"] == "failed":
                    yield f"{queue} row {row['id']} is {row['state']} after {row['attempts']} claims: {row['why']}"

    async def deals_wrong(self) -> list[str]:
        """The deals that are not as an uninterrupted run of the same events leaves them."""
        content = shipped_content()
        people = {user: Person(user, told["name"], told["tz"]) for user, told in PEOPLE.items()}
        expected = await replay(Recording(tuple(self._taken()), people), local_reader(content), content.coach, ())
        wanted = Counter(tuple(getattr(deal, name) for name in _TOLD_OF_DEAL) for deal in expected.deals)
        kept = Counter(tuple(row[name] for name in _TOLD_OF_DEAL) for row in self.books["deals"])
        missing = [f"missing deal {deal}" for deal in wanted - kept]
        return missing + [f"unexpected deal {deal}" for deal in kept - wanted]

    def _taken(self) -> list[Payload]:
        kept = {row["event_id"] for row in self.books["inbox"]}
        return [body for body in self.story.happened if body["event_id"] in kept]

    def _about(self) -> dict[tuple[str, str], list[Payload]]:
        """The events taken about each message, oldest first."""
        found: dict[tuple[str, str], list[Payload]] = defaultdict(list)
        for body in self._taken():
            found[message_of(body)].append(body["event"])
        return found

    def _messages_wrong(self) -> Iterator[str]:
        """Each message's row is there once, in the state that its last event says."""
        kept = {(row["channel"], row["ts"]): row for row in self.books["messages"]}
        for message, events in self._about().items():
            row = kept.get(message)
            gone = any(event.get("subtype") == "message_deleted" for event in events)
            if row is None or row["gone"] is not gone:
                yield f"message {message} should be {'gone' if gone else 'there'}: {row}"
            elif not gone and row["changed_at"] != _time_of(events[-1]["ts"]):
                yield f"message {message} was last changed by {events[-1]['ts']}: {row}"

    def _undecided(self) -> Iterator[str]:
        """A message that came in its turn has one decision of its own."""
        decided = Counter(
            (row["channel"], row["ts"]) for row in self.books["decisions"] if row["ts"] == row["cause_ts"]
        )
        about: dict[tuple[str, str], list[str]] = defaultdict(list)
        for body in self.story.happened:
            about[message_of(body)].append(body["event_id"])
        for message, (posting, *changes) in about.items():
            if self._came_first(posting, changes) and decided[message] != 1:
                yield f"{decided[message]} decisions about the posting of {message}"

    def _came_first(self, posting: str, changes: list[str]) -> bool:
        """Whether the posting was acknowledged before the first delivery of any change to its message.

        The planned order does not tell: a change's repetition may overtake a posting that a killed process never
        acknowledged, and what is then posted late is rightly not decided.
        """
        log = self.slack.log
        acked = ("acked", posting)
        return acked in log and not any(("told", change) in log[: log.index(acked)] for change in changes)

    def _unsaid(self) -> Iterator[str]:
        """A nudge that stands, or stood until it was settled, is one message in Slack, with its own words."""
        shown = self.slack.messages_of_nudges()
        ended = {row["nudge_id"]: row["kind"] for row in self.books["outbox"]}
        for nudge in self.books["nudges"]:
            standing = shown.get(nudge["id"], [])
            wanted = 0 if ended.get(nudge["id"]) == "delete" else 1
            if len(standing) != wanted:
                yield f"{len(standing)} messages in Slack for the {nudge['state']} nudge {nudge['id']}"
            elif standing and nudge["state"] == "standing" and nudge["words"][:20] not in standing[0]["text"]:
                yield f"nudge {nudge['id']} is shown as {standing[0]['text']!r}"


async def audit_of(ledger: Ledger, story: SalesStory, slack: RedeliveringSlack) -> Audit:
    """The audit of what the ledger shows now."""
    return Audit(story, slack, {table: await ledger.rows(table) for table in _TABLES})


def faults(*findings: Iterable[str]) -> list[str]:
    """All findings, the first hundred of each."""
    return [sentence for found in findings for sentence in list(found)[:100]]


def _day(nudge: Row) -> date:
    zone = ZoneInfo(PEOPLE[nudge["author"]]["tz"])
    said_at: datetime = nudge["at"]
    return said_at.astimezone(zone).date()


def _time_of(ts: str) -> datetime:
    seconds, _, fraction = ts.partition(".")
    return datetime.fromtimestamp(int(seconds), UTC).replace(microsecond=int(fraction))
