"""`dealcoach digest`: what one person's weekly digest says or would have said, on the terminal; nothing is sent."""

import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TextIO

from rich.console import Console
from rich.text import Text

from bot.chosen_reader import local_reader
from bot.content import Content
from bot.db_commands import with_storage
from bot.digest_sources import Sources, ask_nobody, ask_slack
from bot.logs import set_up_logs
from bot.offline import load_offline_content, load_offline_settings
from bot.terminal import blocks_as_text
from coaching.digest import Digest
from coaching.digest_week import STILL_WELCOME, Schedule, Scheduled, monday_of_week
from coaching.message import Person, Tenant
from handlers.bench import Bench
from handlers.blocks.digest import digest_message, rest_messages
from handlers.desk import Desk
from handlers.digests.as_of import gather_as_of
from handlers.digests.composing import composed
from handlers.digests.planning import note_of, schedule_of
from handlers.digests.weekly import DIGEST
from handlers.messages.intake import OwnIds
from storage import Storage

NEEDS_DRY_RUN = "Only the bot sends digests, each once and when it is due. Add --dry-run to see what it would send."


class UnknownPersonError(Exception):
    """Nobody of that name is known, or several are; the message says what to do."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A digest and all that is told around it."""

    person: Person
    due: Scheduled
    schedule: Schedule
    digest: Digest
    notes: tuple[str, ...]


def show_digest(who: str, week: str, out: TextIO) -> int:
    """Print what would be sent to `who` for the ISO `week`; 1 when there is nobody of that name or no such digest."""
    set_up_logs("ERROR")
    monday, problem = monday_of_week(week), ""
    if monday is None:
        print(f"{week!r} is no week: write it like 2026-W10.", file=sys.stderr)
        return 1

    async def show(storage: Storage) -> None:
        nonlocal problem
        await storage.check()
        settings = load_offline_settings()
        content = load_offline_content(settings)
        async with ask_slack() as slack:
            sources = slack or ask_nobody(storage)
            try:
                told = await _tell(who, monday, sources, content, storage)
            except UnknownPersonError as error:
                problem = str(error)
                return
        _print(told, content, out)

    with_storage(show)
    if problem:
        print(problem, file=sys.stderr)
    return 1 if problem else 0


async def _tell(who: str, monday: date, sources: Sources, content: Content, storage: Storage) -> _Told:
    tenant, person = await _found(who, sources, storage)
    async with storage.begin(tenant) as tx:
        chosen = await tx.preferences.get(person.id)
    person, whence = await sources.placed(person, chosen.tz)
    desk = _desk(person, sources, content, storage)
    async with storage.begin(tenant) as tx:
        schedule = await schedule_of(person, tx, desk)
        due = schedule.in_week(monday)
        if due is None:
            raise UnknownPersonError(f"{person.name} wants no digest, or nobody works in that week.")
        said, paused = await tx.notes.said(note_of(DIGEST, person.id, due)), await tx.hushes.paused([person.id])
    digest = composed(
        await gather_as_of(person.id, due.at.astimezone(schedule.zone), tenant, desk),
        person,
        schedule.zone,
        due.at,
        desk.bench,
    )
    fate = await _fate(digest, due, sources, said=said is not None, paused=bool(paused))
    return _Told(person, due, schedule, digest, (whence, *sources.caveats, fate))


async def _found(who: str, sources: Sources, storage: Storage) -> tuple[Tenant, Person]:
    """The one person of this id or name, with their workspace."""
    name = who.removeprefix("@")
    spellings = (name, name.partition("@")[0], name.partition("@")[0].replace(".", " "))
    for tenant in await sources.workspaces():
        async with storage.begin(tenant) as tx:
            known = [await tx.people.called(spelt) for spelt in spellings]
            owners = await tx.deals.owners()
        found = next((those for those in known if those), ())
        if len(found) > 1:
            ids = ", ".join(person.id for person in found)
            raise UnknownPersonError(f"Several people are called {who!r}: name one by the id, {ids}.")
        if found or name in owners:
            return tenant, found[0] if found else Person(name, name)
    raise UnknownPersonError(f"Nobody called {who!r} is known: give the id (in Slack: profile > ⋮ > Copy member ID).")


def _desk(person: Person, sources: Sources, content: Content, storage: Storage) -> Desk:
    async def this_person(_: str) -> Person:
        return person

    coach = content.coach
    return Desk(
        storage,
        coach.playbook,
        content.signals,
        coach.catalogue,
        _now,
        this_person,
        sources.is_member,
        bench=Bench(storage, local_reader(content), coach, this_person, OwnIds()),
    )


async def _fate(digest: Digest, due: Scheduled, sources: Sources, *, said: bool, paused: bool) -> str:
    """What became of it, or will."""
    if said:
        return "It was sent; this is how it would be composed now of what stood then."
    if digest.is_empty:
        return "There is nothing to say, so none is sent."
    if paused:
        return "The person has paused the coach, so none is sent."
    if _now() - due.at > STILL_WELCOME:
        return "It was not sent, and by now it is too late for it."
    if await sources.is_away(digest.person.id):
        return "The person is away by their status in Slack, so none is sent."
    return "The bot sends it when it is due, unless something changes until then."


def _print(told: _Told, content: Content, out: TextIO) -> None:
    console = Console(file=out, soft_wrap=True, highlight=False)
    there, zone = told.due.at.astimezone(told.schedule.zone), told.schedule.zone
    when = f"{there:%A} {there.day} {there:%B %Y}, {there:%H:%M} ({told.person.tz})"
    console.print(Text(f"{told.person.name} ({told.person.id}), {told.due.week}: due on {when}."))
    for note in told.notes:
        console.print(Text(note))
    if told.digest.is_empty:
        return
    names = {told.person.id: told.person.name}
    coach, focus = content.coach, told.digest.focus
    play = coach.playbook.get(focus.play) if focus else None
    message = digest_message(told.digest, zone, coach.catalogue, play, in_thread=True)
    for said in (message, *rest_messages(told.digest, zone, coach.catalogue)):
        console.print(Text("-" * 24, style="dim"))
        console.print(blocks_as_text(said.blocks, names))


def _now() -> datetime:
    return datetime.now(UTC)
