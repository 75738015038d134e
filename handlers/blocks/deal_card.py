"""One deal as `/deal show` shows it: what is known, what the buyer agreed to, and kindly what is not known."""

from datetime import datetime
from typing import TYPE_CHECKING

from coaching.deal import Deal
from coaching.facts import Contact
from coaching.money import format_money
from handlers.blocks.days import join_step, say_day, say_due_day
from handlers.blocks.evidence import Sources, checklist_lines, ladder_lines
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line, mention
from handlers.blocks.pieces import Message, as_text, context, section

if TYPE_CHECKING:
    from coaching.asking.question import Topic
    from coaching.catalogue import Catalogue

_STEP_LIMIT = 300
_AMOUNT_LIMIT = 24
_MOST_NAMED = 8


def deal_card(
    deal: Deal, now: datetime, catalogue: "Catalogue", owner: str = "", sources: Sources | None = None
) -> Message:
    """The card of `deal`; `now` is aware and in the reader's time zone, which decides what is overdue.

    An owner that is no Slack user id is shown as it is, so a card for the terminal may carry a name there. For a card
    that many see, `owner` is the owner's name, which pings nobody. Ladder and checklist are read off the `sources`.
    """
    title = catalogue.say("cards.title", deal=echo_line(deal.name, NAME_LIMIT))
    facts = [
        _stage(deal, catalogue),
        _amount(deal, catalogue),
        _owner(deal, owner, catalogue),
        *([_next_step(deal, now, catalogue)] if deal.state == "open" else []),
        *_filled_in(deal, now, catalogue),
        _decision_maker(deal, catalogue),
        _people(deal, catalogue),
        _competitors(deal, catalogue),
    ]
    ladder = ladder_lines(deal, sources, now, catalogue) if sources else []
    checklist = checklist_lines(deal, sources, now, catalogue) if sources else []
    last = _last_update(deal, now, catalogue)
    parts = [section(part) for part in (title, facts, ladder, checklist) if part]
    return Message(as_text([title, *facts, *ladder, *checklist, last]), (*parts, context(last)))


def known_facts(deal: Deal, now: datetime, catalogue: "Catalogue") -> list[str]:
    """The lines of the card that tell something, without the name and the owner."""
    step = deal.state == "open" and (deal.next_step or deal.next_step_date)
    lines = [
        _stage(deal, catalogue) if deal.stage else "",
        _amount(deal, catalogue) if deal.amount is not None else "",
        _next_step(deal, now, catalogue) if step else "",
        *_filled_in(deal, now, catalogue),
        _decision_maker(deal, catalogue) if deal.decision_maker else "",
        _people(deal, catalogue) if deal.contacts else "",
        _competitors(deal, catalogue) if deal.competitors else "",
    ]
    return [line for line in lines if line]


def fact_lines(topic: "Topic", deal: Deal, now: datetime, catalogue: "Catalogue", owner: str = "") -> list[str]:
    """What the card says on one topic, or that it is not known; nothing for what it only says once it is known."""
    match topic:
        case "stage":
            return [_stage(deal, catalogue), *([_closed(deal, now, catalogue)] if deal.closed_at else [])]
        case "amount":
            return [_amount(deal, catalogue)]
        case "owner":
            return [_owner(deal, owner, catalogue)]
        case "next_step":
            return [_next_step(deal, now, catalogue)] if deal.state == "open" else [_stage(deal, catalogue)]
        case "decision_maker":
            return [_decision_maker(deal, catalogue)]
        case "people":
            return [_people(deal, catalogue)]
        case "competitors":
            return [_competitors(deal, catalogue)]
        case "close_date":
            return [_close_date(deal, now, catalogue)] if deal.close_date else []
        case "motive":
            return _motive(deal, catalogue)
        case "last_news" | "overview":
            return [_last_update(deal, now, catalogue)]


def say_stage(deal: Deal, catalogue: "Catalogue") -> str:
    """The deal's stage by its name, empty when it is not known."""
    return catalogue.say(f"cards.stage_{deal.stage}") if deal.stage else ""


def say_amount(deal: Deal) -> str:
    """What the deal is worth, empty when it is not known."""
    return "" if deal.amount is None else echo_line(format_money(deal.amount, deal.currency), _AMOUNT_LIMIT)


def _stage(deal: Deal, catalogue: "Catalogue") -> str:
    return _known_or_not("stage", say_stage(deal, catalogue), catalogue)


def _amount(deal: Deal, catalogue: "Catalogue") -> str:
    return _known_or_not("amount", say_amount(deal), catalogue)


def _owner(deal: Deal, owner: str, catalogue: "Catalogue") -> str:
    named = echo_line(owner, NAME_LIMIT) or (mention(deal.owner) if deal.owner else "")
    return _known_or_not("owner", named, catalogue)


def _competitors(deal: Deal, catalogue: "Catalogue") -> str:
    return _known_or_not("competitors", _listed(deal.competitors, catalogue), catalogue)


def _known_or_not(key: str, known: str, catalogue: "Catalogue") -> str:
    """The line for a fact, or the line that says that it is not known yet."""
    return catalogue.say(f"cards.{key}", **{key: known}) if known else catalogue.say(f"cards.{key}_unknown")


def _next_step(deal: Deal, now: datetime, catalogue: "Catalogue") -> str:
    step = echo_line(deal.next_step or "", _STEP_LIMIT)
    day = say_due_day(deal.next_step_date, now.date(), catalogue) if deal.next_step_date else ""
    if step and day:
        dated = join_step(step, deal.next_step_date, now.date(), catalogue)
        return catalogue.say("cards.next_step", step=dated)
    if step:
        return catalogue.say("cards.next_step_dateless", step=step)
    return catalogue.say("cards.next_step_day", day=day) if day else catalogue.say("cards.next_step_unknown")


def _filled_in(deal: Deal, now: datetime, catalogue: "Catalogue") -> list[str]:
    """What is seldom told: the close date, why they would buy, and that it is a one-off purchase."""
    closes = [_close_date(deal, now, catalogue)] if deal.close_date else []
    one_off = [catalogue.say("cards.one_off")] if "transactional" in deal.signals else []
    return [*closes, *_motive(deal, catalogue), *one_off]


def _close_date(deal: Deal, now: datetime, catalogue: "Catalogue") -> str:
    say = say_due_day if deal.state == "open" else say_day
    return catalogue.say("cards.close_date", day=say(deal.close_date or now.date(), now.date(), catalogue))


def _motive(deal: Deal, catalogue: "Catalogue") -> list[str]:
    return [catalogue.say("cards.motive", motive=echo_line(deal.motive, _STEP_LIMIT))] if deal.motive else []


def _closed(deal: Deal, now: datetime, catalogue: "Catalogue") -> str:
    day = (deal.closed_at or now).astimezone(now.tzinfo).date()
    return catalogue.say("cards.closed", day=say_day(day, now.date(), catalogue))


def _decision_maker(deal: Deal, catalogue: "Catalogue") -> str:
    person = deal.decision_maker
    if person is None:
        return catalogue.say("cards.decision_maker_unknown")
    key = "cards.decision_maker" if person.met else "cards.decision_maker_unmet"
    return catalogue.say(key, person=echo_line(_said(person, catalogue), NAME_LIMIT))


def _people(deal: Deal, catalogue: "Catalogue") -> str:
    return _known_or_not("people", _listed([_said(c, catalogue) for c in deal.contacts], catalogue), catalogue)


def _said(contact: Contact, catalogue: "Catalogue") -> str:
    """`Dana Lee (CFO)`, or whichever of the two is known; still as people wrote it."""
    name, title = contact.name or "", contact.title or ""
    return catalogue.say("cards.titled", name=name, title=title) if name and title else name or title


def _listed(names: list[str] | tuple[str, ...], catalogue: "Catalogue") -> str:
    """The first few of `names`, made safe, and how many more there are."""
    shown = [echo_line(name, NAME_LIMIT) for name in names[:_MOST_NAMED]]
    rest = len(names) - len(shown)
    return ", ".join([*shown, *([catalogue.say("cards.and_more", count=rest)] if rest else [])])


def _last_update(deal: Deal, now: datetime, catalogue: "Catalogue") -> str:
    if deal.updated_at is None or not deal.updates:
        return catalogue.say("cards.last_update_unknown")
    day = say_day(deal.updated_at.astimezone(now.tzinfo).date(), now.date(), catalogue)
    count = catalogue.say("cards.updates", count=deal.updates)
    return catalogue.say("cards.last_update", day=day, count=count)
