"""Slack promises no order and repeats itself: whatever comes when, the last state of a message wins, with one nudge."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import stub_payloads as shape
from coached import shipped_content
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger import open_ledger
from stub_payloads import Payload

from bot.chosen_reader import local_reader
from coaching.message import Person, Tenant
from handlers.bench import Bench
from handlers.envelope import event_id
from handlers.messages.events import moment_of, thread_of
from handlers.messages.intake import OwnIds
from handlers.messages.work import work
from storage import Storage

pytest_plugins = ("storage_databases",)

TEAM = Tenant(shape.TEAM)
CHANNEL, AUTHOR, POSTED = "C0DEALS", "U0ANA", 1_772_445_600
QUIET = "Sent the proposal to Acme Steel ($45k) two weeks ago. No reply to my last three emails, they've gone dark."
NO_DECIDER = "Good demo with Acme Steel, the users love it. But we still don't know who signs off on the $60k."
HOT = "Just off the phone with Borden Dairy, they are super interested! Putting it in commit for 80k."
RUN_WELL = "Acme Steel: walked their CFO through the $70k proposal, next review is booked for 12 March at 10."
CHATTER = "Anyone up for lunch at half past twelve? The new noodle place has opened."
WORDS = (QUIET, NO_DECIDER, HOT, RUN_WELL, CHATTER)
unhurried = settings(deadline=None, max_examples=25)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a database holds about our one message."""

    gone: bool
    deals: list[tuple[str, int | None, int]]
    texts: list[str]
    nudges: list[tuple[str, str]]


def history(words: list[str], *, deleted: bool) -> list[Payload]:
    """A message posted with the first words, edited to each of the others within a second, and perhaps deleted."""
    ts = f"{POSTED}.000100"
    message: Payload = {"type": "message", "user": AUTHOR, "text": words[0], "ts": ts, "team": shape.TEAM}
    events = [shape.posted(CHANNEL, message)]
    for number, text in enumerate(words[1:], start=1):
        at = f"{POSTED}.{100 + number * 90_000:06d}"
        after = message | {"text": text, "edited": {"user": AUTHOR, "ts": at}}
        events.append(shape.changed(CHANNEL, after, message) | {"ts": at, "event_ts": at})
        message = after
    if deleted:
        at = f"{POSTED}.990000"
        events.append(shape.deleted(CHANNEL, message) | {"ts": at, "event_ts": at})
    return [shape.event_callback(event) for event in events]


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[Payload], list[Payload]]:
    """A message's events as they happened, and as they are delivered: in any order, some more than once."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))
    words = [text for text, _ in itertools.groupby(words)]
    happened = history(words, deleted=draw(st.booleans()))
    repeated = draw(st.lists(st.sampled_from(happened), max_size=3))
    return happened, draw(st.permutations(happened + repeated))


@contextmanager
def copied(template: Path) -> Iterator[str]:
    """The address of an empty database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{shutil.copy(template, Path(folder) / 'dealcoach.db')}"


async def outcome_of(template: Path, events: Sequence[Payload], at_once: int = 1) -> Outcome:
    """Take the events in a fresh database, so many before the first of them is worked, and look."""
    with copied(template) as url:
        storage = Storage(url)
        content = shipped_content()
        bench = Bench(storage, local_reader(content), content.coach, person, OwnIds(team=shape.TEAM))
        try:
            for start in range(0, len(events), at_once):
                for body in events[start : start + at_once]:
                    await storage.keep_event(TEAM, event_id(body), "message", thread_of(body), moment_of(body), body)
                while claims := await storage.inbox.claim("test", 20):
                    for claim in claims:
                        await work(claim.row.body, bench, claim)
        finally:
            await storage.close()
        return await look(url)


async def person(user_id: str) -> Person:
    """Everybody is Ana, in Madrid."""
    return Person(user_id, "Ana", "Europe/Madrid")


async def look(url: str) -> Outcome:
    """What is there now."""
    async with open_ledger(url) as ledger:
        [message] = await ledger.rows("messages")
        said = [row for row in await ledger.rows("nudges") if row["state"] != "withdrawn"]
        return Outcome(
            gone=message["gone"],
            deals=sorted((row["name"], row["amount"], row["updates"]) for row in await ledger.rows("deals")),
            texts=[row["text"] for row in await ledger.rows("texts")],
            nudges=[(row["play"], row["evidence"]) for row in said],
        )


@unhurried
@given(told=deliveries(), at_once=st.integers(min_value=1, max_value=4))
async def test_in_any_order_and_with_repetitions_the_last_state_wins(
    sqlite_template: Path, told: tuple[list[Payload], list[Payload]], at_once: int
) -> None:
    happened, delivered = told

    in_order = await outcome_of(sqlite_template, happened)
    anyhow = await outcome_of(sqlite_template, delivered, at_once)

    assert len(anyhow.nudges) <= 1
    assert anyhow == in_order


async def test_an_edit_before_its_message_is_the_message(sqlite_template: Path) -> None:
    posting, edit = history([QUIET, RUN_WELL], deleted=False)

    after = await outcome_of(sqlite_template, [edit, posting])

    assert after.deals == [("Acme Steel", 70_000, 1)]
    assert after.texts == [RUN_WELL]
    assert after.nudges == []


async def test_a_deletion_before_both_leaves_nothing(sqlite_template: Path) -> None:
    posting, edit, deletion = history([QUIET, NO_DECIDER], deleted=True)

    after = await outcome_of(sqlite_template, [deletion, edit, posting])

    assert after == Outcome(gone=True, deals=[], texts=[], nudges=[])


@pytest.mark.parametrize("backwards", [False, True])
async def test_ten_edits_in_a_second_leave_the_last_one_with_one_nudge(sqlite_template: Path, backwards: bool) -> None:
    happened = history([CHATTER, *(QUIET, NO_DECIDER) * 5], deleted=False)

    after = await outcome_of(sqlite_template, happened[::-1] if backwards else happened)

    assert after.texts == [NO_DECIDER]
    assert [play for play, _ in after.nudges] == ["find_decision_maker"]
