"""The team's last weeks in figures: counted once when a week is over, from what everybody may read, and kept."""

import asyncio
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from coaching.team_week import Standing, TeamWeek, end_of, finished_weeks, start_of, tell_week, whose_deals

if TYPE_CHECKING:
    from coaching.deal import Update
    from coaching.message import Tenant
    from coaching.team_week import Raised
    from handlers.desk import Desk

WEEKS = 4
"""So many weeks are told side by side."""


async def team_weeks(tenant: "Tenant", desk: "Desk") -> tuple[TeamWeek, ...]:
    """The last four weeks that are over, the oldest first: the same for every manager, whenever they ask."""
    weeks = finished_weeks(desk.clock(), WEEKS + 1)
    async with desk.storage.begin(tenant) as tx:
        kept = await tx.team_weeks.of(weeks)
        missing = [week for week in weeks[1:] if week not in kept]
        if not missing:
            return tuple(kept[week] for week in weeks[1:])
        since = min([*missing, *(told.since for week in kept.values() for told in week.figures.values())])
        told = await tx.updates.told_in_public(end_of(missing[-1]))
        raised = await tx.nudges.raised_in_public(start_of(since), end_of(missing[-1]))
        managers = frozenset(each.user_id for each in await tx.managers.all())
    counted = await asyncio.to_thread(_count, weeks, kept, told, raised, managers)
    async with desk.storage.begin(tenant) as tx:
        for week in counted:
            await tx.team_weeks.keep(week)
        settled = await tx.team_weeks.of(weeks)
    return tuple(settled[week] for week in weeks[1:])


def _count(
    weeks: Sequence[str],
    kept: Mapping[str, TeamWeek],
    told: "Mapping[int, Sequence[Update]]",
    raised: "Sequence[Raised]",
    managers: frozenset[str],
) -> list[TeamWeek]:
    """What is told of those weeks of which nothing was settled, one after the other."""

    @cache
    def of_week(week: str) -> Standing:
        return whose_deals(week, told, raised, managers)

    settled = dict(kept)
    for before, week in pairwise(weeks):
        if week not in settled:
            settled[week] = tell_week(week, of_week(week), settled.get(before), of_week)
    return [settled[week] for week in weeks[1:] if week not in kept]
