"""What comes by the clock, and what managers read, in one process of the bot: digests, timed nudges, shares, menus.

The clock is another one than the process's: what is due is worked here, at ten of a Monday two weeks ahead, in the same
database, as a second process would; the first one sends it and answers each click.
"""

import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from coached import shipped_content
from running_bot import RunningBot
from stub_slack import ANA, BEN, DEALS, MIA, StubSlack

from bot.chosen_reader import local_reader
from coaching.message import Person, Tenant
from coaching.money import Money
from handlers.bench import Bench
from handlers.desk import Desk
from handlers.due import plan_due, work_due
from handlers.messages.intake import OwnIds
from storage import Storage

SILENT_BUYER = "Sent the proposal to Acme ($45k) two weeks ago. No reply to my last three emails, they've gone dark."
HARBOUR = "Northwind Harbour: discovery call done with Lena Ortiz, $80k. She will think about it."
MILLS = "Northwind Mills: discovery call done with Pat Shaw, $20k. He will think about it."
TEAM = Tenant("T0SALES")

Payload = dict[str, Any]


async def test_what_comes_by_the_clock_can_be_answered_through_one_process(slack: StubSlack, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'deals.db'}"
    settings = {**slack.environment, "DEALCOACH_DATABASE_URL": database, "DEALCOACH_ADMINS": MIA}
    async with RunningBot({**settings, "DEALCOACH_TEAM_DEAL": "50000 USD"}, tmp_path) as bot:
        await slack.until(lambda: slack.sockets)
        for text in (SILENT_BUYER, HARBOUR, MILLS):
            await slack.post(text)
        await slack.until(lambda: len(slack.said()) == 3)

        await _name_a_manager(slack)
        await _choose_from_the_menu(slack)
        await _share_a_deal(slack)
        async with _two_weeks_later(database) as work:
            await work()
            await slack.until(lambda: len(slack.said()) > 3 and slack.said("D0ANA") and slack.said("D0MIA")[1:])
            await _answer_a_digest(slack)
            await _answer_timed_nudges(slack)
        code = await bot.end(signal.SIGTERM)

    troubles = [line for line in bot.said.splitlines() if '"level": "error"' in line or "Traceback" in line]
    assert (code, troubles) == (0, [])


async def _name_a_manager(slack: StubSlack) -> None:
    """Mia, the admin, makes Ben a manager and takes it back, then herself, twice."""
    ben = await slack.command("/coach", f"manager add <@{BEN}|ben>", user=MIA)
    await _undo(slack, ben, MIA)
    none = await slack.command("/coach", "manager list", user=MIA)
    menu = await slack.command("/coach", "manager add @mia", user=MIA)
    chosen = {**_control(menu, "choose_manager"), "block_id": "manager add", "selected_user": MIA}
    named = await slack.answer_to(_click(slack, menu, chosen, MIA))
    again = await slack.answer_to(_click(slack, menu, chosen, MIA))
    refused = await slack.answer_to(_click(slack, menu, chosen, ANA))
    report = await slack.command("/coach", "status", user=MIA)

    assert none["text"].startswith("There are no managers.")
    assert named["text"].startswith(f"<@{MIA}> is a manager now")
    assert again["text"] == f"<@{MIA}> is a manager already."
    assert refused["text"].startswith("Only an admin")
    assert "*What became of the nudges*, over 90 days" in report["text"]


async def _choose_from_the_menu(slack: StubSlack) -> None:
    """Two deals begin with the name: a choice answers each command for one of them, and Undo takes it back."""
    told = {}
    for verb, rest in (("won", ""), ("next", " friday send the figures"), ("share", ""), ("merge", " into acme")):
        menu = await slack.command("/deal", f"{verb} northwind{rest}")
        told[verb] = await slack.answer_to(_click(slack, menu, _chosen(menu, "Northwind Mills")))
        if verb != "merge":
            await _undo(slack, told[verb])
    for nudge in slack.said()[1:]:
        await slack.answer_to(slack.click(nudge["ts"], _control(nudge, "nudge_done")))
    menu = await slack.command("/coach", "snooze northwind 3d")
    told["snooze"] = await slack.answer_to(_click(slack, menu, _chosen(menu, "Northwind Harbour")))
    await _undo(slack, told["snooze"])

    assert told["won"]["text"].startswith("*Northwind Mills* is won")
    assert "send the figures" in told["next"]["text"]
    assert told["share"]["text"].startswith("Managers who may see *Northwind Mills*")
    assert told["merge"]["text"].startswith("Merge *Northwind Mills* into *Acme*?")
    assert told["snooze"]["text"].startswith("I stay quiet on *Northwind Harbour*")


async def _share_a_deal(slack: StubSlack) -> None:
    """Acme is shared by its owner alone, kept again, and by Undo shared after all; its manager reads of it at once."""
    refused = await slack.command("/deal", "share acme", user=BEN)
    await slack.command("/deal", "share acme")
    kept = await slack.command("/deal", "unshare acme")
    await _undo(slack, kept)
    week = await slack.command("/coach", "digest now", user=MIA)

    assert refused["text"].startswith("Only the owner of a deal")
    assert f"*Acme*: Proposal, $45,000, no dated next step (<@{ANA}>)" in week["text"]
    assert "*Northwind Harbour*: Discovery, $80,000" in week["text"]


async def _answer_a_digest(slack: StubSlack) -> None:
    """A nudge is done with in it, and Next step opens its form, for whose digest it is alone."""
    digest = next(message for message in slack.said("D0ANA") if message["text"].startswith("*Your week"))
    _, week = slack.said("D0MIA")
    step = next(b["accessory"] for b in digest["blocks"] if b.get("accessory", {}).get("value", "").startswith("next"))
    form = await slack.modal_of(slack.click(digest["ts"], {**step, "block_id": "b"}, channel="D0ANA"))
    stranger = slack.click(digest["ts"], {**step, "block_id": "b"}, user=BEN, channel="D0ANA")
    refused = await slack.answer_to(stranger)
    saved = await slack.answer_to(
        slack.submit(form, next_step="call Lena", next_step_date=(datetime.now(UTC) + timedelta(30)).date().isoformat())
    )

    assert "*Shared by their owners*" in week["text"]
    assert refused["text"] == "Only the person whose digest it is can do that."
    assert saved["text"].endswith("is updated.")


async def _answer_timed_nudges(slack: StubSlack) -> None:
    """What the clock brought up is snoozed, muted and done with, by its owner alone, each with Undo."""
    nudge = next(message for message in slack.said() if message["metadata"]["event_payload"]["nudge_id"] > 3)
    number = nudge["metadata"]["event_payload"]["nudge_id"]
    refused = await slack.answer_to(slack.click(nudge["ts"], _control(nudge, "nudge_done"), user=BEN))
    more = await slack.modal_of(slack.click(nudge["ts"], _control(nudge, "nudge_more")))
    snoozed = await slack.answer_to(slack.click(nudge["ts"], _control(nudge, "nudge_snooze", f"3d {number}")))
    await _undo(slack, snoozed)
    done = await slack.answer_to(slack.click(nudge["ts"], _control(nudge, "nudge_done")))

    assert refused["text"] != done["text"]
    assert "no review booked" in str(nudge["blocks"])
    assert "Words for the buyer" in str(more)
    assert done["text"].startswith("Marked as done")


@asynccontextmanager
async def _two_weeks_later(database: str) -> AsyncIterator[Any]:
    """Works whatever waits for a time, at ten of the first Monday after two weeks and of the day after it."""
    day = datetime.now(UTC).date() + timedelta(weeks=2)
    monday = datetime.combine(day + timedelta(days=7 - day.weekday()), time(10), UTC)
    content, storage = shipped_content(), Storage(database)
    coach = content.coach

    async def person(user: str) -> Person:
        return Person(user, user[2:].title())

    async def nowhere(user: str, channel: str) -> bool:
        return False

    bench = Bench(storage, local_reader(content), coach, person, OwnIds())
    desk = Desk(
        storage,
        coach.playbook,
        content.signals,
        coach.catalogue,
        lambda: monday,
        person,
        nowhere,
        team_deal=Money(50000, "USD"),
        bench=bench,
    )

    async def work(at: datetime, *kinds: str) -> None:
        async with storage.begin(TEAM) as tx:
            for kind in kinds:
                for user in await tx.due.keys(kind):
                    body = await tx.due.waiting(kind, user) or {}
                    await tx.due.put(kind, user, datetime(2026, 1, 1, tzinfo=UTC), body)
        for claim in await storage.due.claim("second", 20):
            await work_due(claim, replace(desk, clock=lambda: at))

    async def work_two_days() -> None:
        await plan_due(TEAM, replace(desk, clock=lambda: datetime.now(UTC)))
        await work(monday, "digest", "managers_digest")
        await work(monday + timedelta(days=1), "timed")  # on the Monday the digest has just asked

    yield work_two_days
    await storage.close()


def _click(slack: StubSlack, answer: Payload, control: Payload, user: str = ANA) -> Any:
    slack.messages[DEALS]["told"] = {**answer, "ts": "told"}
    return slack.click("told", control, user=user)


async def _undo(slack: StubSlack, answer: Payload, user: str = ANA) -> None:
    undone = await slack.answer_to(_click(slack, answer, _control(answer, "undo"), user))
    assert undone["text"] == "Taken back."


def _chosen(menu: Payload, name: str) -> Payload:
    """The choice of the option that begins with this name, in the block in which the rest of the command is kept."""
    block = next(block for block in menu["blocks"] if block["type"] == "actions")
    [select] = block["elements"]
    option = next(each for each in select["options"] if each["text"]["text"].startswith(name))
    return {**select, "block_id": block.get("block_id", "b"), "selected_option": option}


def _control(shown: Payload, action: str, choice: str = "") -> Payload:
    """A button of a message as Slack sends its click, or a choice in one of its menus."""
    found = [one for block in shown["blocks"] for one in block.get("elements", ()) if one.get("action_id") == action]
    chosen = [option for option in found[0].get("options", ()) if option["value"] == choice]
    return {**found[0], "block_id": "b", **({"selected_option": chosen[0]} if chosen else {})}
