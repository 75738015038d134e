"""The follow-through of each play: said, settled in time, disputed, how soon; and against what was withheld."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from coaching.follow_through.shares import Interval, Share, difference
from coaching.follow_through.waiting import Wait, median_wait

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Followed:
    """A nudge that was said, or one that was `withheld`, and what became of it; times aware UTC.

    `about` names the workspace and the deal (or the thread) that it is about. `settled_at` is when it was settled by
    whatever, Done too; `seen_at` when a later message or a change by hand was first seen to do what it asks for, also
    after a Done, and also of one that was withheld. `dropped` says that its message was edited, deleted or disowned, so
    that there is nothing to follow any more; one that misread its message stays, and is `disputed`.
    """

    play: str
    about: str
    at: datetime
    withheld: bool = False
    settled_at: datetime | None = None
    seen_at: datetime | None = None
    dropped: bool = False
    disputed: bool = False

    @property
    def done_at(self) -> datetime | None:
        """When it was first said or seen to be done."""
        return min((at for at in (self.settled_at, self.seen_at) if at), default=None)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is looked at: the nudges of so many `days`, settled `within` so many; `least` is how many say anything."""

    days: int = 90
    within: int = 14
    least: int = 20

    def since(self, now: datetime) -> datetime:
        """From when on nudges are looked at."""
        return now - self.days * _DAY


@dataclass(frozen=True, slots=True)
class Compared:
    """Deals on which a play was said and such on which it was withheld, and how many of them went on in time."""

    said: Share
    withheld: Share
    enough: bool

    @property
    def more(self) -> float:
        """By how much the share is higher where it was said."""
        return self.said.value - self.withheld.value

    @property
    def interval(self) -> Interval:
        """The interval of that."""
        return difference(self.said, self.withheld)


@dataclass(frozen=True, slots=True)
class PlayReport:
    """How one play fares: `fired` is how often it was said, `settled` counts those that are old enough to be judged.

    `by_click` says how many of the settled ones only a click on Done has settled.
    """

    play: str
    fired: int
    disputed: Share
    settled: Share
    by_click: int
    median_days: float | None
    enough: bool
    compared: Compared | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All plays, the one said most on top; `compared` is the holdout over all plays of which any was withheld."""

    measure: Measure
    plays: tuple[PlayReport, ...]
    compared: Compared | None


def report_on(nudges: Iterable[Followed], measure: Measure, now: datetime) -> Report:
    """What these nudges tell at `now`."""
    all_of_them = sorted((nudge for nudge in nudges if nudge.at >= measure.since(now)), key=lambda nudge: nudge.at)
    plays = {nudge.play: [each for each in all_of_them if each.play == nudge.play] for nudge in all_of_them}
    drawn = _drawn(all_of_them)
    lines = [_play_report(play, theirs, drawn, measure, now) for play, theirs in plays.items()]
    lines.sort(key=lambda line: (-line.fired, line.play))
    return Report(measure, tuple(lines), _compare(drawn, measure, now))


def _play_report(
    play: str, nudges: Sequence[Followed], drawn: Sequence[Followed], measure: Measure, now: datetime
) -> PlayReport:
    said = [nudge for nudge in nudges if not nudge.withheld]
    standing = [nudge for nudge in said if not nudge.dropped]
    judged = _judged(standing, measure, now)
    settled = [nudge for nudge in judged if _in_time(nudge, nudge.done_at, measure)]
    return PlayReport(
        play=play,
        fired=len(said),
        disputed=Share(sum(nudge.disputed for nudge in said), len(said)),
        settled=Share(len(settled), len(judged)),
        by_click=sum(nudge.seen_at is None for nudge in settled),
        median_days=median_wait(_wait(nudge, now) for nudge in standing),
        enough=len(judged) >= measure.least,
        compared=_compare([nudge for nudge in drawn if nudge.play == play], measure, now),
    )


def _judged(nudges: Iterable[Followed], measure: Measure, now: datetime) -> list[Followed]:
    """Those that have had their days. Younger ones are left out, also settled ones: their fellows are still open."""
    return [nudge for nudge in nudges if now - nudge.at >= measure.within * _DAY]


def _in_time(nudge: Followed, at: datetime | None, measure: Measure) -> bool:
    return at is not None and at - nudge.at <= measure.within * _DAY


def _wait(nudge: Followed, now: datetime) -> Wait:
    return Wait(((nudge.done_at or now) - nudge.at) / _DAY, done=nudge.done_at is not None)


def _drawn(nudges: Sequence[Followed]) -> list[Followed]:
    """The nudges, in the order of time, between which chance has decided, one for each play and deal.

    Those are what was said and withheld of plays of which any was, from the first that was withheld to the last, so
    that a time without a holdout is compared with nothing. Chance decides once for each play and deal, so that only
    the first counts.
    """
    withheld = [nudge for nudge in nudges if nudge.withheld]
    if not withheld:
        return []
    plays, start, end = {nudge.play for nudge in withheld}, withheld[0].at, withheld[-1].at
    first: dict[tuple[str, str], Followed] = {}
    for nudge in nudges:
        if nudge.play in plays and not nudge.dropped:
            first.setdefault((nudge.play, nudge.about), nudge)
    return [nudge for nudge in first.values() if start <= nudge.at <= end]


def _compare(drawn: Sequence[Followed], measure: Measure, now: datetime) -> Compared | None:
    """What was said against what was withheld; only what was seen counts, since no one can click Done on the latter."""
    judged = _judged(drawn, measure, now)
    if not any(nudge.withheld for nudge in drawn):
        return None
    said = _seen(judged, lambda nudge: not nudge.withheld, measure)
    withheld = _seen(judged, lambda nudge: nudge.withheld, measure)
    return Compared(said, withheld, min(said.of, withheld.of) >= measure.least)


def _seen(nudges: Iterable[Followed], wanted: Callable[[Followed], bool], measure: Measure) -> Share:
    arm = [nudge for nudge in nudges if wanted(nudge)]
    return Share(sum(_in_time(nudge, nudge.seen_at, measure) for nudge in arm), len(arm))
