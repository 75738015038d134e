"""One rep's week with their deals, cut down to the five things worth a line and the one play worth trying."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import zip_longest
from typing import Literal, get_args

from coaching.deal import Deal, LossReview
from coaching.digest_focus import Focus, choose_focus
from coaching.lessons.choice import Lesson
from coaching.message import Person
from coaching.timed.causes import CAUSES
from coaching.timed.choice import StandingCause

ItemKind = Literal["overdue", "unanswered", "timed", "silent", "undated", "closed", "moved"]
"""Why a deal gets a line, the most pressing reason first; a deal gets one line, for the first that holds."""
KINDS: tuple[ItemKind, ...] = get_args(ItemKind)

MOST_ITEMS = 5
ASKED_WITHIN = timedelta(days=14)
"""A question that stood open for longer than two weeks is not asked again: the deal has moved on, or the person has."""
SILENT_AFTER = timedelta(days=14)
"""An open deal without news for two weeks, and without a dated step ahead, has gone silent."""
_TURNS: tuple[ItemKind, ...] = ("overdue", "closed", "moved", "unanswered", "timed", "silent", "undated")
"""The order in which reasons take turns at the five lines."""


@dataclass(frozen=True, slots=True)
class AskedNudge:
    """A nudge that nobody has answered or settled yet: its play's title, its words, when (aware UTC), on which deal.

    `play` is the play's id, and `number` the nudge's, where it can be answered.
    """

    play_title: str
    words: str
    asked_at: datetime
    deal: str | None = None
    play: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class OwnDeal:
    """A deal as its owner may see it: its number, of a lost one its review, and what time brings up on it.

    It `waits` while the buyer wants to hear of it again later.
    """

    deal: Deal
    number: int | None = None
    review: LossReview | None = None
    cause: StandingCause | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One line of a digest; `deal` is None only for a nudge on no deal, `nudge` only set when it is `unanswered`.

    `cause` is only set when it is `timed`. `number` is the deal's, where it can be opened; `review` that of a lost
    deal.
    """

    kind: ItemKind
    deal: Deal | None
    nudge: AskedNudge | None = None
    number: int | None = None
    review: LossReview | None = None
    cause: StandingCause | None = None

    @property
    def is_unlearnt(self) -> bool:
        """Whether the deal is lost and nobody has told why: neither in a review nor in the channel."""
        return self.deal is not None and self.deal.state == "lost" and not self.review and not _debriefed(self.deal)


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person hears of their week: at most five items in the order of `KINDS`, and the play to try.

    `since` and `until` (aware UTC) bound the week, `today` is the person's own day; `rest` is what found no room, in
    the same order. `focus` is None when no play would help, `lesson` when their losses teach
    nothing on this week's deals.
    """

    person: Person
    since: datetime
    until: datetime
    today: date
    items: tuple[DigestItem, ...]
    rest: tuple[DigestItem, ...] = ()
    focus: Focus | None = None
    lesson: Lesson | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say; an empty digest is not sent."""
        return not self.items


def compose_digest(
    person: Person,
    deals: Iterable[OwnDeal],
    nudges: Iterable[AskedNudge],
    since: datetime,
    until: datetime,
    today: date,
    plays: Collection[str] = (),
) -> Digest:
    """Choose what `person` should hear of the week from `since` to `until` (aware UTC, `until` excluded).

    Only deals that the person owns count; `nudges` are theirs and still open, of which the last two weeks' count, and
    `plays` the ids of those that may be suggested to them. Every reason that holds gets its first line before any gets
    its second, so that good news is not crowded out.
    """
    asked = [nudge for nudge in nudges if until - ASKED_WITHIN <= nudge.asked_at < until]
    items = [DigestItem("unanswered", None, nudge) for nudge in asked if nudge.deal is None]
    for own in deals:
        item = _item(own, asked, since, until, today) if own.deal.owner == person.id else None
        if item is not None:
            items.append(item)
            asked = [nudge for nudge in asked if nudge is not item.nudge]
    in_turn = _in_turn([sorted((i for i in items if i.kind == kind), key=_urgency) for kind in _TURNS])
    chosen, rest = (tuple(sorted(part, key=_rank)) for part in (in_turn[:MOST_ITEMS], in_turn[MOST_ITEMS:]))
    focus = choose_focus(sorted([*chosen, *rest], key=_rank), plays)
    return Digest(person, since, until, today, chosen, rest, focus)


def _item(
    own: OwnDeal, asked: Sequence[AskedNudge], since: datetime, until: datetime, today: date
) -> DigestItem | None:
    """The line that a deal deserves, if any."""
    deal = own.deal
    if deal.state != "open":
        recent = deal.closed_at is not None and since <= deal.closed_at < until
        return DigestItem("closed", deal, None, own.number, own.review) if recent else None
    if is_overdue(deal, today):
        return DigestItem("overdue", deal, None, own.number)
    nudge = next((n for n in asked if n.deal == deal.name), None)
    if nudge is not None:
        return DigestItem("unanswered", deal, nudge, own.number)
    if own.cause is not None:
        return DigestItem("timed", deal, None, own.number, cause=own.cause)
    if deal.next_step_date is None and own.waits:
        return None
    if deal.next_step_date is None:
        silent = deal.updated_at is not None and deal.updated_at <= until - SILENT_AFTER
        return DigestItem("silent" if silent else "undated", deal, None, own.number)
    moved = deal.updated_at is not None and since <= deal.updated_at < until
    return DigestItem("moved", deal, None, own.number) if moved else None


def is_overdue(deal: Deal, today: date) -> bool:
    """Whether the day of its next step has passed: that is said of it, and nothing else that time brings up."""
    return deal.next_step_date is not None and deal.next_step_date < today


def _debriefed(deal: Deal) -> bool:
    """Whether it was told why this loss came about, and not only an earlier one of the same deal."""
    told = deal.signals.get("loss_debriefed")
    return told is not None and (deal.closed_at is None or told >= deal.closed_at)


def _in_turn(groups: Sequence[Sequence[DigestItem]]) -> list[DigestItem]:
    """The first of every group, then the second of every group, and so on."""
    return [item for round_ in zip_longest(*groups) for item in round_ if item is not None]


def _rank(item: DigestItem) -> int:
    return KINDS.index(item.kind)


def _urgency(item: DigestItem) -> tuple[float, str]:
    """The order within one kind: what waits longest first; among news and undated deals, the freshest first.

    What time brings up goes by its cause.
    """
    deal, name = item.deal, item.deal.name if item.deal else ""
    if item.nudge is not None:
        return item.nudge.asked_at.timestamp(), name
    if item.cause is not None:
        return float(CAUSES.index(item.cause.play.fires.cause)), name
    if item.kind == "overdue" and deal and deal.next_step_date:
        return float(deal.next_step_date.toordinal()), name
    updated = deal.updated_at.timestamp() if deal and deal.updated_at else 0.0
    return (updated if item.kind == "silent" else -updated), name
