"""The answer to a question: a fact with where it comes from, a play with words to use, or that we hold none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from coaching.asking.source import is_known
from coaching.placeholders import fill_draft
from handlers.blocks.answers import sentences
from handlers.blocks.days import say_day
from handlers.blocks.deal_card import deal_card, fact_lines
from handlers.blocks.mrkdwn import NAME_LIMIT, echo, echo_line, link
from handlers.blocks.pieces import Message, as_text, context, section

if TYPE_CHECKING:
    from coaching.asking.answer import PlayAnswer
    from coaching.asking.question import Topic
    from coaching.catalogue import Catalogue
    from coaching.deal import Deal

_PARAGRAPH_LIMIT = 1200
_MOST_NAMES = 10


@dataclass(frozen=True, slots=True)
class Stated:
    """When a fact was stated, where (an address, "" when there is none), and whether by hand."""

    at: datetime
    url: str = ""
    by_hand: bool = False


def fact_message(
    topic: "Topic", deal: "Deal", stated: Stated | None, now: datetime, catalogue: "Catalogue", owner: str = ""
) -> Message:
    """What the record of `deal` holds on a topic; `now` is aware and in the reader's time zone.

    For many readers, `owner` is the owner's name, which pings nobody.
    """
    if topic == "overview":
        return deal_card(deal, now, catalogue, owner)
    title = catalogue.say("asking.title", deal=echo_line(deal.name, NAME_LIMIT))
    lines = _fact(topic, deal, now, catalogue, owner)
    known = is_known(topic, deal)
    if not known and topic == "next_step" and deal.state != "open":
        lines.append(catalogue.say("asking.over"))
    elif not known:
        lines.append(catalogue.say("asking.how_to_add"))
    shown = (title, *lines)
    source = (context(_source(stated, now, catalogue)),) if known and stated else ()
    return Message(as_text(shown), (section(shown), *source))


def play_message(
    answer: "PlayAnswer", deal: "Deal | None", names: Mapping[str, str], question: str, catalogue: "Catalogue"
) -> Message:
    """The idea of a play, a question to ask oneself, and words for the buyer, with the names that are known."""
    play, title = answer.play, echo_line(answer.play.title, NAME_LIMIT)
    about = echo_line(deal.name, NAME_LIMIT) if deal else ""
    head = catalogue.say("asking.play_about" if about else "asking.play", play=title, deal=about)
    lines = [
        head,
        echo(play.idea, _PARAGRAPH_LIMIT),
        catalogue.say("asking.question", words=echo(play.words(names, question), _PARAGRAPH_LIMIT)),
    ]
    draft = [catalogue.say("asking.draft"), *_quoted(echo(fill_draft(play.draft, names), _PARAGRAPH_LIMIT))]
    also = echo_line(answer.also.title, NAME_LIMIT) if answer.also else ""
    source = catalogue.say("asking.evidence_also" if also else "asking.evidence", play=title, also=also)
    blocks = (*(section(line) for line in lines), section("\n".join(draft)), context(source))
    return Message(as_text([*lines, *draft, source]), blocks)


def which_message(names: Iterable[str], catalogue: "Catalogue") -> Message:
    """Ask which deal is meant, or say that none is known."""
    shown = [f"*{echo_line(name, NAME_LIMIT)}*" for name in names]
    if not shown:
        return sentences(catalogue.say("asking.which_none"))
    return sentences(catalogue.say("asking.which", names=", ".join(shown[:_MOST_NAMES])))


def nothing_message(deal: "Deal | None", catalogue: "Catalogue") -> Message:
    """Say that nothing we hold answers it, and what can be asked."""
    if deal is None:
        return sentences(catalogue.say("asking.nothing"), catalogue.say("asking.help"))
    return sentences(catalogue.say("asking.nothing_about", deal=echo_line(deal.name, NAME_LIMIT)))


def asking_help(catalogue: "Catalogue") -> Message:
    """What can be asked."""
    return sentences(catalogue.say("asking.missing"), catalogue.say("asking.help"))


def _fact(topic: "Topic", deal: "Deal", now: datetime, catalogue: "Catalogue", owner: str) -> list[str]:
    lines = fact_lines(topic, deal, now, catalogue, owner)
    if topic == "last_news" and (replied := deal.signals.get("buyer_replied")):
        lines.append(catalogue.say("asking.replied", day=_day(replied, now, catalogue)))
    if topic == "motive" and not lines and (said := deal.signals.get("motive_known")):
        lines.append(catalogue.say("asking.motive_said", day=_day(said, now, catalogue)))
    if not lines:
        lines.append(catalogue.say("asking.unknown_motive" if topic == "motive" else "asking.unknown_close_date"))
    return lines


def _source(stated: Stated, now: datetime, catalogue: "Catalogue") -> str:
    day = _day(stated.at, now, catalogue)
    if stated.by_hand:
        return catalogue.say("asking.filled_in", day=day)
    said = catalogue.say("asking.said", day=day)
    return f"{said} · {link(stated.url, catalogue.say('asking.said_link'))}" if stated.url else said


def _day(at: datetime, now: datetime, catalogue: "Catalogue") -> str:
    return say_day(at.astimezone(now.tzinfo).date(), now.date(), catalogue)


def _quoted(text: str) -> list[str]:
    return [f"> {line}".rstrip() for line in text.splitlines()]


def not_kept_message(answer: Message | None, catalogue: "Catalogue") -> Message:
    """That nothing is kept of an update which was told to us alone, after what we say to it, if anything."""
    note = sentences(catalogue.say("asking.not_kept"))
    return note if answer is None else Message(f"{answer.text}\n{note.text}", (*answer.blocks, *note.blocks))
