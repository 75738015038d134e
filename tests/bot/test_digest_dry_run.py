"""`dealcoach digest`: what somebody would get, as things stood when it was due; nothing is written or sent."""

import asyncio
import hashlib
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from command_line import dealcoach
from stub_slack import ANA, BEN, StubSlack

from bot.digest_command import show_digest
from bot.settings import names_of_settings
from coaching.deal import LossReview, Update, rebuild_deal
from coaching.decision import DecisionRecord, Nudge
from coaching.facts import Facts
from coaching.message import Person, Tenant
from coaching.preferences import Preferences
from storage import Storage, UnitOfWork

TEAM = Tenant("T0SALES")
DUE = datetime(2026, 3, 2, 8, tzinfo=UTC)
"""Nine in Madrid on the Monday of week 10."""


@asynccontextmanager
async def kept_in(folder: Path) -> AsyncIterator[Storage]:
    storage = Storage(f"sqlite:///{folder / 'dealcoach.db'}")
    await storage.upgrade()
    yield storage
    await storage.close()


async def hear(storage: Storage, *told: tuple[datetime, Facts, LossReview | None], channel: str = "C1") -> int:
    """Let there be a deal of these updates by Ana; its number."""
    updates = [
        Update(channel, f"{at.timestamp():.6f}", None, ANA, "person", at, facts, review=review)
        for at, facts, review in told
    ]
    async with storage.begin(TEAM) as tx:
        deal_id = await tx.deals.add(rebuild_deal(str(told[0][1].company), updates))
        for update in updates:
            await tx.updates.put(update, deal_id)
    return deal_id


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A database in which Acme was lost and Glenmarsh got a next step after the digest of week 10 was due."""
    asyncio.run(_fill(tmp_path))
    return tmp_path


async def _fill(tmp_path: Path) -> None:
    day = timedelta(days=1)
    async with kept_in(tmp_path) as storage:
        async with storage.begin(TEAM) as tx:
            await tx.people.put(Person(ANA, "Ana Ruiz", "Europe/Madrid"), DUE)
            await tx.channels.put("C1", private=False)
            await tx.channels.put("C0BOARD", private=True)
        lost = (DUE + day, Facts("Acme", stage="lost"), LossReview("Price", told_by_buyer=True))
        acme = await hear(storage, (DUE - 3 * day, Facts("Acme", stage="demo", next_step="call Bo"), None), lost)
        await hear(
            storage,
            (DUE - 2 * day, Facts("Glenmarsh"), None),
            (DUE + day + timedelta(hours=1), Facts("Glenmarsh", next_step_date=date(2026, 4, 1)), None),
        )
        await hear(storage, (DUE - 5 * day, Facts("Secret"), None), channel="C0BOARD")
        await hear(storage, (DUE + 2 * day, Facts("Later"), None))
        async with storage.begin(TEAM) as tx:
            said = Nudge("find_decision_maker", "call Bo", "Who signs?", "thread")
            record = DecisionRecord("C1", "1.0", "1.0", DUE - 3 * day, ANA, acme, said)
            told = said.play, said.evidence, said.words, said.to, record.at
            number = await tx.nudges.add(await tx.decisions.add(record), acme, ANA, "C1", "1.0", "1.0", *told)
            await tx.nudges.settle(number, None, DUE + day)


@pytest.fixture
def show(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What is printed for somebody and a week, in a process without tokens."""
    monkeypatch.chdir(folder)
    for name in names_of_settings():
        monkeypatch.delenv(name, raising=False)

    def shown(who: str = ANA, week: str = "2026-W10", code: int = 0) -> str:
        out = io.StringIO()
        assert show_digest(who, week, out) == code
        return out.getvalue()

    return shown


def test_a_week_that_is_past_is_shown_as_things_stood_when_its_digest_was_due(show: Callable[..., str]) -> None:
    shown = show()

    assert "Ana Ruiz (U0ANA), 2026-W10: due on Monday 2 March 2026, 09:00 (Europe/Madrid)." in shown
    assert "Acme: Meet the person who decides (asked Fri 27 Feb)" in shown
    assert "Glenmarsh: nothing agreed yet" in shown
    assert "It was not sent" in shown
    assert "lost" not in shown
    assert "Later" not in shown
    assert "Slack was not asked" in shown
    assert "The time zone is the one that the database has of them, as Slack told last: Europe/Madrid." in shown
    assert "Secret" not in shown


def test_the_week_after_knows_what_came_then_and_how_the_loss_is_explained(show: Callable[..., str]) -> None:
    shown = show(week="2026-W11")

    assert "Acme: lost. The buyer's reason: “Price”" in shown
    assert "Meet the person who decides (asked" not in shown
    assert "Glenmarsh" in shown


def test_slack_is_asked_where_it_takes_the_tokens_and_nothing_is_written(
    show: Callable[..., str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def with_slack() -> tuple[str, list[object]]:
        async with StubSlack() as slack:
            slack.users[ANA] |= {"tz": "Asia/Kolkata", "name": "ana"}
            slack.channel_members = [ANA]
            for name, value in slack.environment.items():
                monkeypatch.setenv(name, value)
            return await asyncio.to_thread(show), [*slack.posted]

    before = hashlib.sha256((folder / "dealcoach.db").read_bytes()).hexdigest()

    shown, posted = asyncio.run(with_slack())

    assert "09:00 (Asia/Kolkata)" in shown
    assert "The time zone is the one that they have in Slack." in shown
    assert "Secret" in shown
    assert posted == []
    assert hashlib.sha256((folder / "dealcoach.db").read_bytes()).hexdigest() == before


def test_a_zone_and_a_day_that_were_chosen_count(show: Callable[..., str], folder: Path) -> None:
    async def choose(tx: UnitOfWork) -> None:
        await tx.preferences.put(ANA, Preferences(tz="America/New_York", digest_day=3), DUE)

    keep(folder, choose)
    shown = show()

    assert "due on Thursday 5 March 2026, 09:00 (America/New_York)" in shown
    assert "The time zone is the one that they have chosen." in shown


def test_one_that_was_sent_is_named_so_and_one_that_nobody_wants_is_told(
    show: Callable[..., str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def choose(tx: UnitOfWork) -> None:
        await tx.notes.add(f"digest/{ANA}/2026-W10", "1.0")
        await tx.preferences.put(BEN, Preferences(digest_day=None), DUE)
        await tx.people.put(Person(BEN, "Ben", "UTC"), DUE)

    keep(folder, choose)

    assert "It was sent" in show()
    assert show(BEN, code=1) == ""
    assert "wants no digest" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["@ana ruiz", "ana.ruiz@example.com"])
def test_people_are_found_by_name_in_whatever_case_and_by_what_looks_like_an_address(
    show: Callable[..., str], name: str
) -> None:
    assert show(name).startswith("Ana Ruiz (U0ANA)")


def test_who_is_unknown_and_a_week_that_is_none_are_told(
    show: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert show("Nobody", code=1) == ""
    assert show(week="2026-10", code=1) == ""

    told = capsys.readouterr().err
    assert "Nobody called 'Nobody' is known" in told
    assert "write it like 2026-W10" in told


def test_a_missing_dry_run_and_a_missing_database_are_refused_in_a_sentence(tmp_path: Path) -> None:
    wet = dealcoach("digest", "--user", ANA, "--week", "2026-W10", folder=tmp_path)
    lost = dealcoach("digest", "--user", ANA, "--week", "2026-W10", "--dry-run", folder=tmp_path)

    assert wet.returncode == 2
    assert "Only the bot sends digests" in " ".join(wet.stderr.replace("│", " ").split())
    assert lost.returncode == 1
    assert "dealcoach.db" in lost.stderr


def keep(folder: Path, change: Callable[[UnitOfWork], Awaitable[None]]) -> None:
    """Change something in the database."""

    async def kept() -> None:
        async with kept_in(folder) as storage, storage.begin(TEAM) as tx:
            await change(tx)

    asyncio.run(kept())
