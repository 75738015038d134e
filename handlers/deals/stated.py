"""What somebody states of a deal by hand, as the update that it makes; and whether they have just stated it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from coaching.deal import LossReview, SetField, Update
from coaching.facts import Facts
from coaching.told import Passage

_TWICE_WITHIN = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Stated:
    """What somebody states of a deal by hand: as in `Update`, where an update tells it.

    `home` is the channel whose members may know of it, "" for everybody; `today` the day where the person is.
    """

    by: str
    home: str
    today: date
    facts: Facts
    sets: tuple[SetField, ...] = ()
    signals: Mapping[str, str] = field(default_factory=dict)
    review: LossReview | None = None
    told: Mapping[str, Passage] = field(default_factory=dict)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing at all is stated."""
        return not (self.sets or self.facts.stage)

    @property
    def only_wins(self) -> bool:
        """Whether it is stated that the deal is won, and nothing else."""
        return self.facts == Facts(stage="won") and not self.sets

    def as_update(self, ts: str, at: datetime) -> Update:
        """The update that says so, made at this moment (aware UTC), which `ts` stands for."""
        return Update(
            channel=self.home,
            ts=ts,
            thread_ts=None,
            author=self.by,
            source="form",
            at=at,
            facts=self.facts,
            signals=self.signals,
            sets=self.sets,
            review=self.review,
            told=self.told,
        )


def is_repeated(stated: Stated, updates: Iterable[Update]) -> bool:
    """Whether the last word on the deal's stage is the same, by the same person's hand: sent twice at one moment."""
    last = next((update for update in reversed([*updates]) if update.facts.stage), None)
    return last is not None and (last.source, last.author, last.facts) == ("form", stated.by, stated.facts)


def is_sent_twice(stated: Stated, last: Update, now: datetime) -> bool:
    """Whether the same hand has just stated all of it: a command or a form that was sent by one click too many."""
    again = stated.as_update(last.ts, last.at)
    said = [(each.source, each.author, each.facts, {*each.sets}, each.review) for each in (last, again)]
    by_signs = [(dict(each.signals), dict(each.told)) for each in (last, again)]
    return said[0] == said[1] and by_signs[0] == by_signs[1] and now - last.at < _TWICE_WITHIN
