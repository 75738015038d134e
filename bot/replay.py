"""A replay: recorded events through the one path that serves live ones, on their own clock, posting nothing."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import structlog

from bot.export import Recording
from bot.export.recording import Body, time_of
from bot.replay_looks import Look, any_look_between, looks_between, note_digest
from coaching.coach import Coach
from coaching.deal import Deal
from coaching.digest import AskedNudge
from coaching.message import Person, Tenant
from coaching.outcome import Outcome
from coaching.reading.result import AsyncReader
from coaching.record import Record
from handlers.bench import Bench
from handlers.envelope import event_id, tenant_of
from handlers.messages.intake import OwnIds
from handlers.messages.work import work
from handlers.owners import owners_in
from handlers.sight import record_outside
from handlers.slack_ts import ts_of
from handlers.timed.gathering import find_owner
from handlers.timed.looking import look_at_deals
from storage import Storage
from storage.records import StoredNudge

log = structlog.get_logger(__name__)

FAILED = "events that failed"
"""What `skipped` calls events on which the path raised an error; the error itself is in the log."""
_EARLIEST, _LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of a recording.

    `outcomes` in order; `deals` as they stand at the end, the latest updated first, and the `records` of these;
    `asked`, the nudges that then still stand, by the person whom they ask; `skipped` counts what was left out, by a
    phrase that says what it was.
    """

    outcomes: tuple[Outcome, ...]
    deals: tuple[Deal, ...]
    asked: Mapping[str, tuple[AskedNudge, ...]]
    skipped: Mapping[str, int]
    records: tuple[Record, ...] = ()


@dataclass(slots=True)
class _Stage:
    """Where one replay plays: its database, its bench, and what came of it so far; `tenants` with their events.

    `now` is the recording's own clock, None before its first event.
    """

    storage: Storage
    recording: Recording
    reader: AsyncReader
    coach: Coach
    crm_apps: Sequence[str]
    outcomes: list[Outcome] = field(default_factory=list)
    tenants: dict[Tenant, set[str]] = field(default_factory=dict)
    failed: int = 0
    now: datetime | None = None

    async def play(self, body: Body) -> None:
        """Work one event, once however often it was delivered, then act as a Slack that takes at once what we say."""
        tenant, event = tenant_of(body), event_id(body)
        taken = self.tenants.setdefault(tenant, set())
        if event in taken:
            return
        taken.add(event)
        try:
            came = await work(body, self._bench(tenant))
        except Exception:
            self.failed += 1
            log.exception("an event failed", event_id=body.get("event_id"))
            return
        self.outcomes += came
        if any(outcome.action != "silent" for outcome in came):
            await self._confirm_sent(tenant, _moment(body))

    async def pass_time(self, until: datetime) -> None:
        """Take the looks at people's deals that are due up to this moment, in the order of time."""
        since, self.now = self.now, until if self.now is None else max(self.now, until)
        for look in await self._due(since, until) if since is not None and self.coach.playbook.timed else ():
            await self._look(look)

    async def _due(self, since: datetime, until: datetime) -> list[Look]:
        """The looks that are due after `since` and up to `until`, in the order of time."""
        zones = {person.tz for person in self.recording.people.values()} | {"UTC"}
        if not any_look_between(since, until, zones, self.coach.calendar):
            return []
        found: list[Look] = []
        for tenant in self.tenants:
            async with self.storage.begin(tenant) as tx:
                owners = [await self._person(user) for user in await owners_in(tx)]
            for owner in owners:
                found += looks_between(since, until, tenant, owner, self.coach.calendar)
        return sorted(found, key=lambda look: (look.due, look.user))

    async def _look(self, look: Look) -> None:
        bench = self._bench(look.tenant)
        try:
            owner = await find_owner(look.user, look.due, look.tenant, bench)
            async with self.storage.begin(look.tenant) as tx:
                await note_digest(owner, self.coach.calendar, tx)
                came = await look_at_deals(owner, bench, tx)
        except Exception:
            self.failed += 1
            log.exception("a look failed", user=look.user, due=look.due.isoformat())
            return
        self.outcomes += came
        if came:
            await self._confirm_sent(look.tenant, look.due)

    def _bench(self, tenant: Tenant) -> Bench:
        own = OwnIds(team=tenant.team)
        return Bench(self.storage, self.reader, self.coach, self._person, own, self.crm_apps)

    async def _person(self, user_id: str) -> Person:
        return self.recording.people.get(user_id) or Person(user_id, user_id)

    async def _confirm_sent(self, tenant: Tenant, at: datetime) -> None:
        """Mark what waits as sent, a moment after what led to it, so that later edits find the posted nudge."""
        async with self.storage.begin(tenant) as tx:
            for number, row in enumerate(await tx.outbox.pending(), start=1):
                nudge = await tx.nudges.get(row.nudge_id) if row.nudge_id else None
                posted = at + timedelta(microseconds=number)
                await tx.outbox.sending(row.id)
                await tx.outbox.sent(row.id, *_place(row.channel, nudge, posted), posted)

    async def deals(self) -> list[tuple[Deal, Record]]:
        """The deals of all workspaces in the recording with their records, the latest updated first."""
        found: list[tuple[Deal, Record]] = []
        for tenant in self.tenants:
            async with self.storage.begin(tenant) as tx:
                found += [
                    (stored.deal, await record_outside((), stored.id, tx)) for stored in await tx.deals.standing()
                ]
        return found

    async def asked(self) -> dict[str, tuple[AskedNudge, ...]]:
        """The nudges that still stand, by the person whom they ask."""
        found: dict[str, list[AskedNudge]] = {}
        for tenant in self.tenants:
            async with self.storage.begin(tenant) as tx:
                names = {stored.id: stored.deal.name for stored in await tx.deals.standing()}
                for user in {outcome.user: None for outcome in self.outcomes}:
                    told = await tx.nudges.of_author(user, _EARLIEST, _LATEST)
                    found.setdefault(user, []).extend(
                        self._asked(nudge, names) for nudge in told if nudge.state == "standing"
                    )
        return {user: tuple(nudges) for user, nudges in found.items() if nudges}

    def _asked(self, nudge: StoredNudge, names: Mapping[int, str]) -> AskedNudge:
        play = self.coach.playbook.get(nudge.play)
        deal = names.get(nudge.deal_id) if nudge.deal_id is not None else None
        return AskedNudge(play.title if play else nudge.play, nudge.words, nudge.at, deal, nudge.play)


async def replay(
    recording: Recording,
    reader: AsyncReader,
    coach: Coach,
    crm_apps: Sequence[str],
    tell: Callable[[int], Any] = lambda done: None,
) -> Replayed:
    """Work every event of `recording` in a database that is thrown away; `tell` hears how many are done."""
    with tempfile.TemporaryDirectory(prefix="dealcoach-replay-") as folder:
        storage = Storage(f"sqlite:///{Path(folder) / 'replay.db'}")
        try:
            await storage.upgrade()
            stage = _Stage(storage, recording, reader, coach, crm_apps)
            for number, body in enumerate(recording.events, start=1):
                await stage.pass_time(_moment(body))
                await stage.play(body)
                tell(number)
            deals, asked = await stage.deals(), await stage.asked()
        finally:
            await storage.close()
    failed = {FAILED: stage.failed} if stage.failed else {}
    return Replayed(
        tuple(stage.outcomes),
        tuple(deal for deal, _ in deals),
        asked,
        {**recording.skipped, **failed},
        tuple(record for _, record in deals),
    )


def _moment(body: Body) -> datetime:
    """When the event happened."""
    event = body["event"]
    seconds = time_of(event.get("event_ts")) or time_of(event.get("ts")) or 0.0
    return datetime.fromtimestamp(seconds, UTC)


def _place(channel: str, nudge: StoredNudge | None, at: datetime) -> tuple[str, str]:
    """The channel and ts of our message: where it stands, or for a new one a ts of that moment."""
    if nudge is not None and nudge.posted_channel and nudge.posted_ts:
        return nudge.posted_channel, nudge.posted_ts
    place = f"D{channel[1:]}" if channel.startswith(("U", "W")) else channel
    return place, ts_of(at)
