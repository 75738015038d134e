"""The weeks of the team as they were told to managers: what was told of a week once is never counted anew."""

from collections.abc import Collection

from coaching.team_week import TeamWeek
from storage.store import Store
from storage.tables import team_weeks


class TeamWeeks(Store):
    """What was told of each week, by the week ("2026-W10")."""

    async def keep(self, week: TeamWeek) -> bool:
        """Keep what is told of a week; False when that was settled before, and stands."""
        added = self._insert(team_weeks, week=week.week, shown=week)
        return await self._changed(added.on_conflict_do_nothing(index_elements=["tenant", "week"]))

    async def of(self, weeks: Collection[str]) -> dict[str, TeamWeek]:
        """What was told of those of these weeks of which anything was settled."""
        rows = await self._all(self._select(team_weeks, team_weeks.c.week.in_(weeks)))
        return {row["week"]: row["shown"] for row in rows}
