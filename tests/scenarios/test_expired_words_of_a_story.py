"""A story as it is really read and coached: once its words have expired, no table holds them."""

from datetime import timedelta
from pathlib import Path

import pytest
from coached import shipped_content
from sqlalchemy import Text, cast, select
from story import TEAM, Story

from bot.chosen_reader import local_reader
from coaching.message import Person, Tenant
from handlers.bench import Bench
from handlers.messages.intake import OwnIds
from handlers.messages.work import work
from storage import Storage
from storage.slack_ts import time_of
from storage.tables import metadata

SAID = (
    "The zebulon proposal is out to Tarnbeck Mills, €40k for the first year. Emailed it this morning.",
    "Good meeting with Tarnbeck Mills, zebulon. They will discuss the zebulon internally and get back to us.",
    "Call with Wexmoor: Mara Quist said zebulon costs them two days a month. Demo went well.",
    "Lost Ravenhall Group, zebulon was cheaper they said.",
)


async def tables_with(word: str, storage: Storage) -> list[str]:
    async with storage._transaction() as connection:
        return [
            table.name
            for table in metadata.sorted_tables
            for row in await connection.execute(select(*(cast(column, Text) for column in table.columns)))
            if word in str(tuple(row)).casefold()
        ]


async def person(user_id: str) -> Person:
    return Person(user_id, "Anna", "Europe/London")


@pytest.mark.parametrize("edited", [False, True])
async def test_no_table_holds_a_word_of_what_was_posted(tmp_path: Path, *, edited: bool) -> None:
    story, content = Story(), shipped_content()
    anna = story.rep("UANNA")
    posted = [story.post(anna, f"2026-03-0{day} 10:00", text) for day, text in enumerate(SAID, start=2)]
    if edited:
        for ts in posted:
            story.edit(ts, "2026-03-09 10:00", "never mind, wrong channel")
    storage = Storage(f"sqlite:///{tmp_path / 'deals.db'}")
    await storage.upgrade()
    bench = Bench(storage, local_reader(content), content.coach, person, OwnIds())
    for body in story.events:
        await work(body, bench)
    async with storage.begin(Tenant(TEAM)) as tx:
        for row in await tx.outbox.pending():
            await tx.outbox.sending(row.id)
            await tx.outbox.sent(row.id, row.channel, "1.0", time_of(posted[-1]))
    before = await tables_with("zebulon", storage)

    await storage.expire_words(time_of(posted[-1]) + timedelta(seconds=1))
    after = await tables_with("zebulon", storage)

    await storage.close()
    assert {"decisions", "nudges"} <= set(before)
    assert set(after) <= {"outbox"}  # whose ended rows go after a day
