"""The one play that would help most in a week: for which deals, and why."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from coaching.deal import Deal

if TYPE_CHECKING:
    from coaching.digest import DigestItem

FocusCause = Literal["step", "asked", "timed", "silent", "loss"]
"""Why a play would help: no step ahead, it was said and stands open, time brings it up, silence, or a loss that nobody
has reviewed."""
_CAUSES: tuple[FocusCause, ...] = get_args(FocusCause)
_STEP_PLAY, _SILENCE_PLAY, _LOSS_PLAY = "propose_next_step", "ask_why_silent", "learn_from_loss"


@dataclass(frozen=True, slots=True)
class Focus:
    """The play to try, for which of the causes most, how often that cause holds, and on which deals the play helps."""

    play: str
    cause: FocusCause
    count: int
    deals: tuple[Deal, ...]


def choose_focus(items: "Sequence[DigestItem]", plays: Collection[str]) -> Focus | None:
    """The play of these that would help with most of the items, which come the most pressing first.

    Of several the one that helps with the most pressing item; None when none of the plays would help.
    """
    helped: dict[str, list[tuple[FocusCause, Deal | None]]] = {}
    for item in items:
        help_ = _help_for(item)
        if help_ is not None and help_[0] in plays:
            helped.setdefault(help_[0], []).append((help_[1], item.deal))
    if not helped:
        return None
    play = max(helped, key=lambda each: len(helped[each]))  # of equals the first, so the most pressing
    causes = [cause for cause, _ in helped[play]]
    most = max(_CAUSES, key=causes.count)
    return Focus(play, most, causes.count(most), tuple(deal for _, deal in helped[play] if deal is not None))


def _help_for(item: "DigestItem") -> tuple[str, FocusCause] | None:
    """Which play helps with an item, and why; none with news."""
    match item.kind:
        case "overdue" | "undated":
            return _STEP_PLAY, "step"
        case "silent":
            return _SILENCE_PLAY, "silent"
        case "unanswered":
            return (item.nudge.play, "asked") if item.nudge else None
        case "timed":
            return (item.cause.play.id, "timed") if item.cause else None
        case "closed" if item.is_unlearnt:
            return _LOSS_PLAY, "loss"
        case _:
            return None
