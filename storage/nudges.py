"""The nudges: said about a message, standing until they are settled or withdrawn, counted for rests and budgets."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, case, exists, func, select

from coaching.decision import Audience
from coaching.team_week import Raised
from storage.records import NudgeState, PlayTally, StoredNudge
from storage.store import Criterion, Store, filled, of_message
from storage.tables import channels, feedback, nudges

_STANDING = nudges.c.state == "standing"
_BY_CLICK = nudges.c.settled_by.is_(None)
_SHOWN = nudges.c.state.in_(["standing", "settled"])
_SAID = nudges.c.state != "withdrawn"
"""Said, or withheld as if it had been said: both count for rests and budgets."""


class Nudges(Store):
    """Nudges by number; periods hold their start and not their end."""

    async def add(
        self,
        decision_id: int,
        deal_id: int | None,
        author: str,
        channel: str,
        ts: str,
        thread_ts: str,
        play: str,
        evidence: str,
        words: str,
        to: Audience,
        at: datetime,
        state: NudgeState = "standing",
    ) -> int:
        """Keep a nudge about the message `ts`, said `at` in the thread `thread_ts` or by DM, or withheld; its number.

        Raises `StorageError` when a nudge about this message stands already.
        """
        added = self._insert(
            nudges,
            decision_id=decision_id,
            deal_id=deal_id,
            author=author,
            channel=channel,
            ts=ts,
            thread_ts=thread_ts,
            play=play,
            evidence=evidence,
            words=words,
            audience=to,
            at=at,
            state=state,
        )
        return int(await self._value(added.returning(nudges.c.id)))

    async def change(
        self, nudge_id: int, decision_id: int, play: str, evidence: str, words: str, to: Audience, at: datetime
    ) -> bool:
        """Replace what a standing nudge says; it counts from when it was first said. False when it stands no more."""
        changed = {
            "play": play,
            "evidence": evidence,
            "words": words,
            "audience": to,
            "changed_at": at,
            "seen_at": None,
        }
        standing = self._update(nudges, nudges.c.id == nudge_id, _STANDING)
        return await self._changed(standing.values(decision_id=decision_id, **changed))

    async def settle(self, nudge_id: int, by_ts: str | None, at: datetime) -> bool:
        """The message `by_ts`, or a click, has done what a standing nudge asked for; False when it stands no more."""
        standing = self._update(nudges, nudges.c.id == nudge_id, _STANDING)
        return await self._changed(standing.values(state="settled", settled_by=by_ts, settled_at=at))

    async def reopen(self, nudge_id: int) -> bool:
        """A nudge that was settled by a click stands again; False when it was not, or another stands in its place."""
        others = nudges.alias()
        taken = select(others.c.id).where(
            others.c.tenant == nudges.c.tenant,
            others.c.channel == nudges.c.channel,
            others.c.ts == nudges.c.ts,
            others.c.state == "standing",
        )
        by_click = self._update(nudges, nudges.c.id == nudge_id, nudges.c.state == "settled", _BY_CLICK)
        again = by_click.where(~taken.exists()).values(state="standing", settled_at=None)
        return await self._changed(again)

    async def withdraw(self, nudge_id: int, at: datetime) -> bool:
        """Take a standing or settled nudge back; False when it was withdrawn before."""
        said = self._update(nudges, nudges.c.id == nudge_id, _SAID)
        return await self._changed(said.values(state="withdrawn", withdrawn_at=at))

    async def get(self, nudge_id: int) -> StoredNudge | None:
        """The nudge in whatever state, None when there is none of this number."""
        return next(iter(await self._told(nudges.c.id == nudge_id)), None)

    async def of_decision(self, decision_id: int) -> StoredNudge | None:
        """The nudge that a decision led to, in whatever state."""
        return next(iter(await self._told(nudges.c.decision_id == decision_id)), None)

    async def on_message(self, channel: str, ts: str) -> StoredNudge | None:
        """The standing nudge about a message, None when there is none."""
        return next(iter(await self._told(*of_message(nudges, channel, ts), _STANDING)), None)

    async def standing_of(self, author: str, most: int) -> tuple[StoredNudge, ...]:
        """The latest nudges that stand for a person, the last one first."""
        return (await self.standing_of_each([author], most))[author]

    async def standing_of_each(self, authors: Collection[str], most: int) -> dict[str, tuple[StoredNudge, ...]]:
        """The same for each of these people."""
        place = func.row_number().over(partition_by=nudges.c.author, order_by=(nudges.c.at.desc(), nudges.c.id.desc()))
        numbered = self._select(nudges, self._any_of(nudges.c.author, authors), _STANDING).add_columns(
            place.label("place")
        )
        latest = numbered.subquery()
        rows = await self._all(select(latest).where(latest.c.place <= most).order_by(latest.c.author, latest.c.place))
        found: dict[str, tuple[StoredNudge, ...]] = dict.fromkeys(authors, ())
        for row in rows:
            found[row["author"]] += (filled(StoredNudge, row, to=row["audience"]),)
        return found

    async def said_on_deal(self, deal_id: int, since: datetime) -> tuple[StoredNudge, ...]:
        """The nudges said (or withheld) on a deal since a moment and not withdrawn, oldest first."""
        return await self._told(nudges.c.deal_id == deal_id, nudges.c.at >= since, _SAID)

    async def of_deals(self, deal_ids: Collection[int], since: datetime) -> dict[int, tuple[StoredNudge, ...]]:
        """The nudges said on each of these deals since a moment, in any state, oldest first."""
        found: dict[int, tuple[StoredNudge, ...]] = dict.fromkeys(deal_ids, ())
        for nudge in await self._told(self._any_of(nudges.c.deal_id, deal_ids), nudges.c.at >= since):
            found[nudge.deal_id or 0] += (nudge,)
        return found

    async def said_in_thread(self, channel: str, thread_ts: str, since: datetime) -> tuple[StoredNudge, ...]:
        """The nudges said (or withheld) in a thread since a moment and not withdrawn, oldest first."""
        return await self._told(*_in_thread(channel, thread_ts), nudges.c.at >= since, _SAID)

    async def of_author(self, author: str, start: datetime, end: datetime) -> tuple[StoredNudge, ...]:
        """The nudges said to a person in a period, in any state, oldest first."""
        return await self._told(nudges.c.author == author, *_within(start, end))

    async def count_for_person(self, author: str, start: datetime, end: datetime) -> int:
        """How many nudges were said to a person (or withheld) in a period and not withdrawn."""
        return await self._count(nudges.c.author == author, *_within(start, end), _SAID)

    async def count_in_channel(self, channel: str, start: datetime, end: datetime) -> int:
        """How many nudges were said (or withheld) in a channel in a period and not withdrawn."""
        return await self._count(nudges.c.channel == channel, *_within(start, end), _SAID)

    async def raised_in_public(self, start: datetime, end: datetime) -> tuple[Raised, ...]:
        """The nudges on deals that were said in a period where everybody in the workspace may read them, and stand."""
        public = select(channels.c.channel).where(self._mine(channels), ~channels.c.private)
        open_to_all = nudges.c.audience == "thread", nudges.c.channel.in_(public), nudges.c.deal_id.is_not(None)
        return tuple(
            filled(Raised, row)
            for row in await self._all(self._select(nudges, *_within(start, end), _SHOWN, *open_to_all))
        )

    async def count_in_channels(self, channels: Collection[str], start: datetime, end: datetime) -> dict[str, int]:
        """The same for each of these channels."""
        within = (nudges.c.channel.in_(channels), *_within(start, end), _SAID)
        counted = select(nudges.c.channel, func.count().label("said")).where(self._mine(nudges), *within)
        rows = await self._all(counted.group_by(nudges.c.channel))
        return dict.fromkeys(channels, 0) | {row["channel"]: row["said"] for row in rows}

    async def tally(self, since: datetime) -> tuple[PlayTally, ...]:
        """What became of each play since a moment; disputed is a nudge that somebody called unhelpful."""
        unhelpful = exists().where(
            feedback.c.tenant == nudges.c.tenant, feedback.c.nudge_id == nudges.c.id, feedback.c.verdict == "bad"
        )
        counted = select(
            nudges.c.play,
            func.count().label("said"),
            func.sum(case((nudges.c.state == "settled", 1), else_=0)).label("settled"),
            func.sum(case((unhelpful, 1), else_=0)).label("disputed"),
        ).where(self._mine(nudges), nudges.c.at >= since, _SHOWN)
        return tuple(filled(PlayTally, row) for row in await self._all(counted.group_by(nudges.c.play)))

    async def _told(self, *criteria: Criterion) -> tuple[StoredNudge, ...]:
        """The nudges that fit, oldest first."""
        fitting: Select[tuple[object, ...]] = self._select(nudges, *criteria).order_by(nudges.c.at, nudges.c.id)
        return tuple(filled(StoredNudge, row, to=row["audience"]) for row in await self._all(fitting))

    async def _count(self, *criteria: Criterion) -> int:
        """How many nudges fit."""
        counted = select(func.count()).select_from(nudges).where(self._mine(nudges), *criteria)
        return int(await self._value(counted))


def _in_thread(channel: str, thread_ts: str) -> tuple[Criterion, Criterion]:
    """About a message of this thread."""
    return nudges.c.channel == channel, nudges.c.thread_ts == thread_ts


def _within(start: datetime, end: datetime) -> tuple[Criterion, Criterion]:
    """Said at `start` or later, and before `end`."""
    return nudges.c.at >= start, nudges.c.at < end
