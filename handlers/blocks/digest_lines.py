"""The items of a digest in words, each a line, and what one can do about it."""

from typing import TYPE_CHECKING

from handlers.blocks.days import join_step, say_day, say_due_day
from handlers.blocks.deal_card import say_stage
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.blocks.nudge import nudge_buttons
from handlers.blocks.pieces import Block, actions, button, section

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from coaching.catalogue import Catalogue
    from coaching.deal import Deal
    from coaching.digest import Digest, DigestItem

DEAL_ACTION = "digest_deal"
NUDGE_BLOCK = "digest_nudge_"
"""How the block ids begin in which a nudge is answered."""
_LESSON_LIMIT = 200


class DigestLines:
    """Words for the items of one digest."""

    def __init__(self, digest: "Digest", zone: "tzinfo", catalogue: "Catalogue", step_limit: int) -> None:
        self._user, self._today, self._zone, self._say = digest.person.id, digest.today, zone, catalogue.say
        self._catalogue, self._step_limit = catalogue, step_limit

    def line(self, item: "DigestItem") -> str:
        """The item in a line."""
        deal = item.deal
        if deal is None:
            return self._say("digest.unanswered_no_deal", **self._asked(item))
        name, step = echo_line(deal.name, NAME_LIMIT), echo_line(deal.next_step or "", self._step_limit)
        match item.kind:
            case "overdue":
                dated = join_step(
                    step or self._say("digest.some_step"), deal.next_step_date, self._today, self._catalogue
                )
                return self._say("digest.overdue", deal=name, step=dated)
            case "undated":
                return self._say("digest.undated", deal=name, step=step or self._say("digest.no_step"))
            case "silent":
                return self._say("digest.silent", deal=name, day=self._day_of_update(deal))
            case "unanswered":
                return self._say("digest.unanswered", deal=name, **self._asked(item))
            case "timed":
                return self._say("digest.timed", deal=name, **_brought_up(item))
            case "closed":
                return self._closed(item, deal, name)
            case "moved":
                due = say_due_day(deal.next_step_date, self._today, self._catalogue) if deal.next_step_date else ""
                stage = say_stage(deal, self._catalogue) or self._say("digest.some_stage")
                return self._say("digest.moved", deal=name, stage=stage, day=due)

    def blocks(self, item: "DigestItem", said: "Sequence[str]") -> "list[Block]":
        """The item with what one can do about it: answer its nudge, or open a form of its deal."""
        shown = section(said)
        if item.nudge is not None:
            number = item.nudge.number
            buttons = nudge_buttons(number, self._catalogue) if number is not None else []
            return [shown, *([actions(buttons, f"{NUDGE_BLOCK}{number}")] if buttons else [])]
        verb = _opens(item)
        if verb is None or item.number is None:
            return [shown]
        label, spoken = self._say(f"digest.{verb}_button"), self._say(f"digest.{verb}_spoken")
        value = f"{verb} {item.number} {self._user}"
        return [{**shown, "accessory": button(label, DEAL_ACTION, value, spoken)}]

    def _closed(self, item: "DigestItem", deal: "Deal", name: str) -> str:
        if deal.state == "won":
            return self._say("digest.closed_won", deal=name)
        if item.review is None:
            return self._say(f"digest.closed_lost_{'unreviewed' if item.is_unlearnt else 'told'}", deal=name)
        key = "digest.why_told" if item.review.told_by_buyer else "digest.why_inferred"
        lesson = [self._say(key, why=echo_line(item.review.why, _LESSON_LIMIT))]
        if item.review.differently.strip():
            lesson.append(self._say("digest.differently", what=echo_line(item.review.differently, _LESSON_LIMIT)))
        return self._say("digest.closed_lost", deal=name, lesson=" · ".join(lesson))

    def _day_of_update(self, deal: "Deal") -> str:
        at = deal.updated_at
        return say_day(at.astimezone(self._zone).date(), self._today, self._catalogue) if at else ""

    def _asked(self, item: "DigestItem") -> dict[str, str]:
        """The title of the play that was asked and the day; its words were for that day and read oddly later."""
        if item.nudge is None:
            return {}
        asked = say_day(item.nudge.asked_at.astimezone(self._zone).date(), self._today, self._catalogue)
        return {"play": echo_line(item.nudge.play_title, NAME_LIMIT), "day": asked}


def _brought_up(item: "DigestItem") -> dict[str, str]:
    """The title of the play that time brings up, and what it goes by."""
    if item.cause is None:
        return {}
    return {"play": echo_line(item.cause.play.title, NAME_LIMIT), "evidence": item.cause.evidence}


def _opens(item: "DigestItem") -> str | None:
    """Which form helps with an item."""
    if item.kind in ("overdue", "undated", "silent", "timed"):
        return "next"
    unreviewed = item.deal is not None and item.deal.state == "lost" and item.review is None
    return "review" if unreviewed else None
