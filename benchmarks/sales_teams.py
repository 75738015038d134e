"""Reps in forty time zones whose weekly digests are all due: rows as storage writes them, copied in bulk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import asyncpg

from coaching.deal import LossReview, Update, rebuild_deal
from coaching.decision import DecisionRecord, Nudge
from coaching.facts import Contact, Facts, Stage
from coaching.message import Person, Tenant
from storage import Storage

NOW = datetime(2026, 3, 16, 20, tzinfo=UTC)
"""Monday evening in London: everywhere Monday at nine has been, and nowhere more than a day ago."""
REPS_IN_A_TEAM = 34
DEALS_OF_A_REP = 20
UPDATES_OF_A_DEAL = 3
ZONES = (
    *("Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Denver", "America/Phoenix"),
    *("America/Chicago", "America/Mexico_City", "America/New_York", "America/Bogota", "America/Halifax"),
    *("America/Santiago", "America/St_Johns", "America/Sao_Paulo", "America/Argentina/Buenos_Aires", "Atlantic/Azores"),
    *("UTC", "Europe/London", "Africa/Lagos", "Africa/Casablanca", "Europe/Madrid"),
    *("Europe/Berlin", "Europe/Warsaw", "Africa/Cairo", "Europe/Athens", "Africa/Nairobi"),
    *("Europe/Istanbul", "Asia/Tehran", "Asia/Dubai", "Asia/Kabul", "Asia/Karachi"),
    *("Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Yangon", "Asia/Bangkok"),
    *("Asia/Singapore", "Asia/Tokyo", "Australia/Adelaide", "Australia/Sydney", "Pacific/Auckland"),
)
PUBLIC, PRIVATE = "C0DEALS", "C0BOARD"
_STAGES: tuple[Stage, ...] = ("discovery", "demo", "proposal", "negotiation")
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Teams:
    """How many reps there are, in teams of a workspace each."""

    reps: int

    @property
    def tenants(self) -> list[Tenant]:
        """The workspaces."""
        return [Tenant(f"T{number:05}") for number in range(-(-self.reps // REPS_IN_A_TEAM))]

    def members(self) -> Iterator[tuple[int, str, str]]:
        """Each rep: a number, the workspace's key and the user id."""
        keys = [tenant.key for tenant in self.tenants]
        for number in range(self.reps):
            yield number, keys[number // REPS_IN_A_TEAM], f"U{number:06}"


async def fill(url: str, teams: Teams) -> None:
    """Fill an empty Postgres with the teams, their deals, updates, open nudges, and digests that wait."""
    examples = await _examples(url)
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("TRUNCATE " + ", ".join(examples) + " RESTART IDENTITY CASCADE")
        for table, rows in (
            ("people", _people(teams)),
            ("channels", _channels(teams)),
            ("deals", _deals(teams)),
            ("updates", _updates(teams)),
            ("decisions", _decisions(teams)),
            ("nudges", _nudges(teams)),
            ("due", _dues(teams)),
        ):
            await _copy(connection, table, examples, rows)
        for table in ("deals", "decisions", "nudges", "due"):
            last = f"(SELECT max(id) FROM {table})"  # noqa: S608  our own names
            await connection.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})")
        await connection.execute("ANALYZE")
    finally:
        await connection.close()


Row = Mapping[str, Any]
_Example = dict[str, Any]


async def _copy(connection: Any, table: str, examples: Mapping[str, list[_Example]], rows: Iterator[Row]) -> None:
    """Write rows, each like one of the table's examples (`like`, else the first) but for what it tells."""
    known = examples[table]
    columns = list(known[0])
    records = (tuple((known[row.get("like", 0)] | row)[name] for name in columns) for row in rows)
    await connection.copy_records_to_table(table, records=records, columns=columns)


def _people(teams: Teams) -> Iterator[Row]:
    for number, tenant, user in teams.members():
        yield {"tenant": tenant, "user_id": user, "name": f"Rep {number}", "tz": ZONES[number % len(ZONES)]}


def _channels(teams: Teams) -> Iterator[Row]:
    for tenant in teams.tenants:
        yield {"tenant": tenant.key, "channel": PUBLIC, "private": False}
        yield {"tenant": tenant.key, "channel": PRIVATE, "private": True}


def _each_deal(teams: Teams) -> Iterator[tuple[int, int, str, str]]:
    """Each deal: its number, which of its rep's it is, the workspace and the rep."""
    for number, tenant, user in teams.members():
        for nth in range(DEALS_OF_A_REP):
            yield number * DEALS_OF_A_REP + nth + 1, nth, tenant, user


def _deals(teams: Teams) -> Iterator[Row]:
    for deal, nth, tenant, user in _each_deal(teams):
        named = {"name": f"Deal {deal}", "deal_key": f"deal {deal}"}
        yield {"like": nth, "id": deal, "tenant": tenant, "owner": user, **named}


def _updates(teams: Teams) -> Iterator[Row]:
    for deal, nth, tenant, user in _each_deal(teams):
        for turn in range(UPDATES_OF_A_DEAL):
            moment = 1_770_000_000_000_000 + deal * 1000 + turn
            told = {"tenant": tenant, "author": user, "deal_id": deal, "moment": moment}
            yield {"like": nth * UPDATES_OF_A_DEAL + turn, "ts": f"{moment // 10**6}.{moment % 10**6:06}", **told}


def _decisions(teams: Teams) -> Iterator[Row]:
    for number, tenant, user in teams.members():
        deal = number * DEALS_OF_A_REP + 1
        yield {"id": number + 1, "tenant": tenant, "author": user, "deal_id": deal}


def _nudges(teams: Teams) -> Iterator[Row]:
    for number, tenant, user in teams.members():
        deal, ts = number * DEALS_OF_A_REP + 1, f"{1_770_000_000 + number}.000100"
        told = {"id": number + 1, "decision_id": number + 1, "deal_id": deal, "author": user, "tenant": tenant}
        yield {**told, "ts": ts, "thread_ts": ts}


def _dues(teams: Teams) -> Iterator[Row]:
    for number, tenant, user in teams.members():
        yield {"id": number + 1, "tenant": tenant, "key": user}


async def _examples(url: str) -> dict[str, list[_Example]]:
    """The tables, and of each what storage writes for one rep: twenty deals with three updates each."""
    storage, tenant = Storage(url), Tenant("T0")
    await storage.upgrade()
    async with storage.begin(tenant) as tx:
        await tx.people.put(Person("U0", "Rep", "UTC"), NOW)
        await tx.channels.put(PUBLIC, private=False)
        for nth in range(DEALS_OF_A_REP):
            told = list(_told(nth))
            number = await tx.deals.add(rebuild_deal(f"Deal {nth}", told))
            for update in told:
                await tx.updates.put(update, number)
        said = Nudge("find_decision_maker", "waiting to hear back", "Who signs this?", "thread")
        at = NOW - timedelta(days=4)
        record = DecisionRecord(PUBLIC, "1.000100", "1.000100", at, "U0", None, said)
        place = {"channel": PUBLIC, "ts": "1.000100", "thread_ts": "1.000100"}
        words: dict[str, Any] = {"play": said.play, "evidence": said.evidence, "words": said.words, "to": said.to}
        await tx.nudges.add(await tx.decisions.add(record), None, "U0", at=at, **place, **words)
        await tx.due.put("digest", "U0", NOW - timedelta(days=365), {"since": (NOW - _WEEK).isoformat()})
    await storage.close()
    connection = await asyncpg.connect(url)
    try:
        return {table: await _rows(connection, table) for table in _TABLES}
    finally:
        await connection.close()


_TABLES = ("people", "channels", "deals", "updates", "decisions", "nudges", "due")


async def _rows(connection: Any, table: str) -> list[_Example]:
    order = "deal_id, moment" if table == "updates" else "1, 2"
    found = await connection.fetch(f"SELECT * FROM {table} ORDER BY {order}")  # noqa: S608  our own names
    return [dict(row) for row in found]


def _told(nth: int) -> Iterator[Update]:
    """The updates of a rep's nth deal: eight are open, with news in the last days; six were won and six lost since.

    One in ten is spoken of in private.
    """
    age = 0.5 + nth if nth < 8 else 1 + 4 * (nth - 8)
    for turn in range(UPDATES_OF_A_DEAL):
        last = turn == UPDATES_OF_A_DEAL - 1
        moment = NOW - timedelta(days=age + 5 * (UPDATES_OF_A_DEAL - 1 - turn), minutes=nth * 10 + turn)
        facts = Facts(
            "Deal",
            amount=45_000,
            currency="USD",
            stage=_STAGES[nth % len(_STAGES)],
            next_step="review the offer",
            next_step_date=date(2026, 3, 10) if nth % 2 else None,
            contacts=(Contact("Jane Roe", "CFO", "decision_maker", met=True),) if nth % 3 else (),
        )
        ends = None
        if last and nth >= 8:
            facts = replace(facts, stage="won" if nth % 2 else "lost")
            ends = None if nth % 2 else LossReview("Too late", told_by_buyer=False, differently="Ask sooner")
        channel = PRIVATE if nth % 10 == 9 else PUBLIC
        yield Update(channel, f"{moment.timestamp():.6f}", None, "U0", "person", moment, facts, review=ends)
