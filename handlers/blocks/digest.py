"""One rep's weekly digest as a direct message."""

from itertools import groupby
from typing import TYPE_CHECKING

from coaching.digest import Digest, DigestItem
from handlers.blocks.days import join_step, say_day, say_due_day
from handlers.blocks.deal_card import say_stage
from handlers.blocks.lesson import lesson_of_week_lines
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.blocks.pieces import Message, as_text, context, section

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from coaching.catalogue import Catalogue

_STEP_LIMIT = 500


def digest_message(digest: Digest, zone: "tzinfo", catalogue: "Catalogue") -> Message:
    """The message for `digest`, which is not empty; `zone` is the person's, for the days of last updates."""
    title = catalogue.say("digest.title", name=echo_line(digest.person.name, NAME_LIMIT))
    groups = [
        [catalogue.say(f"digest.heading_{kind}"), *(_line(item, digest.today, zone, catalogue) for item in items)]
        for kind, items in groupby(digest.items, key=lambda item: item.kind)
    ]
    if digest.focus is not None:
        groups.append([catalogue.say("digest.focus"), _focus(digest.focus, digest.today, zone, catalogue)])
    if digest.lesson is not None:
        groups.append(lesson_of_week_lines(digest.lesson, catalogue))
    more = [catalogue.say("digest.more", count=digest.left_out)] if digest.left_out else []
    text = as_text([title, *(line for group in groups for line in group), *more])
    return Message(text, (section(title), *(section(group) for group in groups), *(context(line) for line in more)))


def _line(item: DigestItem, today: "date", zone: "tzinfo", catalogue: "Catalogue") -> str:
    deal = item.deal
    if deal is None:
        return catalogue.say("digest.unanswered_no_deal", **_asked(item, today, zone, catalogue))
    name, step = echo_line(deal.name, NAME_LIMIT), echo_line(deal.next_step or "", _STEP_LIMIT)
    due = say_due_day(deal.next_step_date, today, catalogue) if deal.next_step_date else ""
    dated = join_step(step or catalogue.say("digest.some_step"), deal.next_step_date, today, catalogue)
    updated = say_day(deal.updated_at.astimezone(zone).date(), today, catalogue) if deal.updated_at else ""
    match item.kind:
        case "overdue":
            return catalogue.say("digest.overdue", deal=name, step=dated)
        case "undated":
            return catalogue.say("digest.undated", deal=name, step=step or catalogue.say("digest.no_step"))
        case "silent":
            return catalogue.say("digest.silent", deal=name, day=updated)
        case "unanswered":
            return catalogue.say("digest.unanswered", deal=name, **_asked(item, today, zone, catalogue))
        case "closed":
            return catalogue.say(f"digest.closed_{deal.state}", deal=name)
        case "moved":
            stage = say_stage(deal, catalogue) or catalogue.say("digest.some_stage")
            return catalogue.say("digest.moved", deal=name, stage=stage, day=due)


def _focus(item: DigestItem, today: "date", zone: "tzinfo", catalogue: "Catalogue") -> str:
    """What to do first, in a sentence; only items that call for action come here."""
    if item.deal is None:
        return catalogue.say("digest.focus_unanswered_no_deal", **_asked(item, today, zone, catalogue))
    names = {"deal": echo_line(item.deal.name, NAME_LIMIT), **_asked(item, today, zone, catalogue)}
    return catalogue.say(f"digest.focus_{item.kind}", **names)


def _asked(item: DigestItem, today: "date", zone: "tzinfo", catalogue: "Catalogue") -> dict[str, str]:
    """The title of the play that was asked and the day; its words were for that day and read oddly later."""
    if item.nudge is None:
        return {}
    asked = say_day(item.nudge.asked_at.astimezone(zone).date(), today, catalogue)
    return {"play": echo_line(item.nudge.play_title, NAME_LIMIT), "day": asked}
