"""When losses teach something: how many are needed, and what a deal needs at which point of its life."""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from coaching.facts import CLOSED_STAGES, STAGES, Stage
from coaching.told import Item

Band = Literal["early", "middle", "late"]
Need = Literal[Item, "decision_maker_met", "contacts", "rivals"]
NEEDS: tuple[Need, ...] = get_args(Need)
"""What a deal may lack: an item of the checklist, a meeting with who decides, a second person, or against whom."""


class Point(BaseModel):
    """A point in the life of deals: the stages by which they are there, and what they need by then."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    stages: tuple[Stage, ...] = Field(min_length=1)
    needs: tuple[Need, ...]

    @cached_property
    def reached_by(self) -> frozenset[Stage]:
        """The open stages that bring a deal to this point or past it."""
        first = min(STAGES.index(stage) for stage in self.stages)
        return frozenset(STAGES[first:]) - CLOSED_STAGES


class LessonRules(BaseModel):
    """What `losses.yaml` holds; without points nothing is taught.

    Of the latest `look_back` losses those count that came to the point: at least `fewest_losses`. At least
    `fewest_lacking` of them, and the `share` of them, must have lacked the thing, and lacked it more often by
    `above_wins` than those of the latest `look_back` wins that came there.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    look_back: int = Field(default=10, ge=1, le=50)
    fewest_losses: int = Field(default=3, ge=1)
    fewest_lacking: int = Field(default=2, ge=1)
    share: float = Field(default=0.5, ge=0, le=1)
    above_wins: float = Field(default=0.25, gt=0, le=1)
    points: Mapping[Band, Point] = {}

    def band_of(self, stage: Stage | None) -> Band | None:
        """The point at which a deal of this stage is, None at none."""
        return next((band for band, point in self.points.items() if stage in point.stages), None)
