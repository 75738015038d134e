"""`make demo`: three weeks of a made-up team through the real bot, told to a person in a few seconds."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TextIO
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

from bot.chosen_reader import local_reader
from bot.content import load_content
from bot.export import Recording, read_recording
from bot.export.recording import time_of
from bot.logs import set_up_logs
from bot.replay import Replayed, replay
from bot.telling import Telling
from bot.terminal import blocks_as_text
from coaching.deal import Deal
from coaching.digest import Digest, OwnDeal, compose_digest
from coaching.ladder import climb
from coaching.loss import review_of
from coaching.message import Person
from coaching.outcome import Outcome
from coaching.record import Record
from coaching_content import CONTENT_DIR
from handlers.blocks.deal_card import deal_card
from handlers.blocks.digest import digest_message
from handlers.blocks.evidence import Sources

DIGEST_HOUR = 9
"""Digests come on Monday at nine, where the person is."""


def show_demo(out: TextIO) -> int:
    """Replay the export that ships with Dealcoach and tell what came of it; 0."""
    set_up_logs("WARNING")
    content = load_content()
    recording = read_recording(CONTENT_DIR / "demo_export")
    replayed = asyncio.run(replay(recording, local_reader(content), content.coach, ("HubSpot",)))
    telling = Telling.of(Console(file=out, highlight=False, emoji=False), recording, content.coach)
    _introduce(telling, replayed)
    _tell_nudges(telling, replayed.outcomes)
    _tell_timed(telling, replayed.outcomes)
    _tell_silences(telling, replayed.outcomes)
    _tell_deal_and_digest(telling, replayed)
    _tell_next_steps(telling)
    return 0


def _introduce(telling: Telling, replayed: Replayed) -> None:
    recording = telling.recording
    telling.heading(telling.say("title"))
    counts = {"messages": len(recording.events), "people": len(recording.people), "deals": len(replayed.deals)}
    telling.write(telling.say("intro", **counts))


def _tell_nudges(telling: Telling, outcomes: Iterable[Outcome]) -> None:
    """Each message that got a nudge, the nudge, and what became of it."""
    told = list(outcomes)
    nudges = [outcome for outcome in told if outcome.answers_message]
    telling.heading(telling.say("nudges", count=len(nudges)))
    for nudge in nudges:
        _tell_nudge(telling, nudge, told)


def _tell_timed(telling: Telling, outcomes: Iterable[Outcome]) -> None:
    """The first nudge of each timed play, and what became of it; the others are only counted."""
    told = list(outcomes)
    timed = [outcome for outcome in told if outcome.action == "nudge" and not outcome.answers_message]
    telling.heading(telling.say("timed", count=len(timed)))
    first = {nudge.play: nudge for nudge in reversed(timed)}
    if len(first) < len(timed):
        telling.write(telling.say("timed_first"))
    for nudge in sorted(first.values(), key=lambda nudge: nudge.at):
        _tell_nudge(telling, nudge, told)


def _tell_nudge(telling: Telling, nudge: Outcome, told: Iterable[Outcome]) -> None:
    telling.message(nudge)
    telling.nudge(nudge)
    for later in told:
        same = (later.channel, later.about_ts) == (nudge.channel, nudge.about_ts)
        if same and later.action in ("settled", "withdrawn", "changed"):
            telling.effect(later)


def _tell_silences(telling: Telling, outcomes: Iterable[Outcome]) -> None:
    """How many messages were left alone, and why, with an example where the reason is interesting."""
    told = list(outcomes)
    silent = [outcome for outcome in told if outcome.action == "silent"]
    by_reason = Counter(outcome.reason for outcome in silent)
    left = len(telling.recording.events) - sum(outcome.answers_message for outcome in told)
    by_reason["ignored"] = left - len(silent)
    telling.heading(telling.say("alone", count=left))
    for reason, count in by_reason.most_common():
        if count:
            telling.write(f"{count:4d}  {telling.say(f'reason_{reason}')}")
        example = next((o for o in silent if o.reason == reason and reason not in ("not_a_deal", "crm")), None)
        if example:
            text = telling.words(example.channel, example.about_ts, longest=120)
            day, name = telling.day(example.at, example.user), telling.name(example.user)
            telling.write(telling.say("held_back", day=day, name=name, text=text), indent=6)


def _tell_deal_and_digest(telling: Telling, replayed: Replayed) -> None:
    """The open deal of which most is known as a card, and the fullest digest on the Monday after the recording."""
    monday = _monday_after(telling.recording)
    catalogue = telling.coach.catalogue
    deals = zip(replayed.deals, replayed.records, strict=True)
    deal, record = max((told for told in deals if told[0].state == "open"), key=lambda told: _known_of(*told))
    telling.heading(telling.say("deal", name=deal.name))
    owner = telling.recording.people.get(deal.owner or "") or Person("", "")
    card = deal_card(deal, _nine_on(monday, owner), catalogue, sources=Sources(record))
    telling.write(blocks_as_text(card.blocks, telling.names))
    digest = max(
        (_digest(telling, person, monday, replayed) for person in telling.recording.people.values()), key=_weight
    )
    telling.heading(
        telling.say("digest", name=digest.person.name, day=f"{digest.today:%A} {digest.today.day} {digest.today:%B}")
    )
    play = telling.coach.playbook.get(digest.focus.play) if digest.focus else None
    message = digest_message(digest, ZoneInfo(digest.person.tz), catalogue, play)
    telling.write(blocks_as_text(message.blocks, telling.names))


def _known_of(deal: Deal, record: Record) -> tuple[int, int]:
    """How many facts of a deal and rungs of its ladder are known, and from how many updates."""
    facts = (deal.stage, deal.amount, deal.next_step_date, deal.decision_maker, deal.contacts, deal.competitors)
    return sum(bool(fact) for fact in facts) + len(climb(record.updates)), deal.updates


def _digest(telling: Telling, person: Person, monday: datetime, replayed: Replayed) -> Digest:
    until = _nine_on(monday, person)
    asked = replayed.asked.get(person.id, ())
    since = until - timedelta(days=7)
    told = zip(replayed.deals, replayed.records, strict=True)
    own = [OwnDeal(deal, review=review_of(deal, record.updates)) for deal, record in told]
    plays = {play.id for play in telling.coach.playbook.active}
    return compose_digest(person, own, asked, since.astimezone(UTC), until.astimezone(UTC), until.date(), plays)


def _weight(digest: Digest) -> tuple[bool, int, int, str]:
    """How much a digest shows of what one may hold."""
    kinds = {item.kind for item in digest.items}
    return digest.focus is not None, len(kinds), len(digest.items), digest.person.name


def _monday_after(recording: Recording) -> datetime:
    last = datetime.fromtimestamp(time_of(recording.events[-1]["event"]["ts"]) or 0, UTC)
    return last + timedelta(days=7 - last.weekday())


def _nine_on(day: datetime, person: Person) -> datetime:
    zone = ZoneInfo(person.tz)
    return datetime(day.year, day.month, day.day, DIGEST_HOUR, tzinfo=zone)


def _tell_next_steps(telling: Telling) -> None:
    telling.heading(telling.say("next"))
    for step in ("play", "run", "replay"):
        telling.write(Text(telling.say(f"next_{step}"), style="bold"))
        telling.write(telling.say(f"next_{step}_for"), indent=4)
