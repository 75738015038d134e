"""Whatever a team does, its managers read nothing of a rep who did not share: no name, word, link, deal or figure."""

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import CATALOGUE, NASTY, PLAY
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from stub_slack import StubSlack
from team_of_reps import BOSS, LAST_WEEK, MONDAY, PRIVATE, PUBLIC, Told, hear

from coaching.chart import Chart
from coaching.facts import STAGES, Stage
from coaching.message import Person, Tenant
from coaching.money import Money
from coaching.team_digest import TeamDigest
from coaching.team_week import Shown, end_of, start_of
from handlers.blocks.pieces import Message
from handlers.blocks.team_digest import chart_of, say_pipeline, team_message
from handlers.desk import Desk
from handlers.managers.gathering import gather_team_digest

CHIEF = "U0CHIEF"
REPS = tuple(f"U0REP{number}Q" for number in range(5))
PLAYS = (PLAY.id, "ask_why_silent")
LEAST = 50_000
OPEN_STAGES: tuple[Stage, ...] = STAGES[:5]
NAMES = (
    *(text[:120].replace("\ud800", "") for text in NASTY),
    f"<@{REPS[0]}>",
)
"""What may stand behind a name; a database keeps no half characters."""
_workspaces = count()
steady = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        yield opened


def name_of(rep: str) -> str:
    """A person's name, as nobody writes by chance."""
    return f"Zqname{rep}"


@st.composite
def tolds(draw: st.DrawFn) -> list[Told]:
    """Deals of a few reps, with any names and words, told of and nudged in the last weeks, some shared, some large."""
    team = []
    for number in range(draw(st.integers(0, 14))):
        nasty = draw(st.sampled_from(NAMES))
        told = Told(
            name=f"Zqdeal{number}z {nasty}",
            rep=draw(st.sampled_from([*REPS, BOSS, "HubSpot"])),
            stage=draw(st.sampled_from([*OPEN_STAGES[:2], "won"])),
            amount=draw(st.sampled_from([None, 10, LEAST - 1, LEAST, 10**9])),
            play=draw(st.sampled_from(["", *PLAYS])),
            channel=draw(st.sampled_from([PUBLIC, PUBLIC, PUBLIC, PRIVATE])),
            shared=draw(st.sampled_from([False, False, True])),
            words=f"Zqwords{number}z {nasty}"[:400],
            at=LAST_WEEK - timedelta(weeks=draw(st.integers(0, 5))),
        )
        team.append(told)
    return team


def shown(message: Message, chart: Chart) -> str:
    """Everything that a manager, or their screen reader, can get at."""
    return json.dumps([message.text, message.blocks], ensure_ascii=False) + repr(chart)


def leaks(told: str, digest: TeamDigest, team: Sequence[Told], inside: bool) -> list[str]:
    """What is told of who did not share; `inside` says whether the manager is in the private channel."""
    seen = [each for each in team if each.channel == PUBLIC or inside]
    named = [each for each in seen if each.shared or ((each.amount or 0) >= LEAST and each.stage != "won")]
    sharers = {each.rep for each in seen if each.shared}
    secrets = [each.words.split()[0] for each in team]
    secrets += [each.name.split()[0] for each in team if each not in named]
    secrets += list({each.rep for each in team} - sharers)
    secrets += [name_of(each.rep) for each in team] + ["/archives/", "<http", "17724438", PUBLIC, PRIVATE]
    return [secret for secret in secrets if secret in told] + thin_figures(digest, team)


def thin_figures(digest: TeamDigest, team: Sequence[Told]) -> list[str]:
    """The figures that are told although fewer than three reps are behind them; counted here from what was made up."""
    everybody = [each for each in team if each.channel == PUBLIC and each.rep in REPS]
    thin = []
    for week in digest.weeks:
        known = [each for each in everybody if each.at < end_of(week.week)]
        reps = {f"stage_{stage}": {each.rep for each in known if each.stage == stage} for stage in OPEN_STAGES}
        now = [each for each in known if each.at >= start_of(week.week)]
        reps |= {f"play_{play}": {each.rep for each in now if each.play == play} for play in PLAYS}
        reps |= {
            name: {each.rep for each in known if each.stage != "won"} for name in week.figures if name[:5] == "cause"
        }
        thin += [name for name in week.figures if len(reps.get(name, ())) < 3]
    return thin


async def read(manager: str, tenant: Tenant, desk: Desk) -> tuple[TeamDigest, Message, Chart]:
    digest = await gather_team_digest(manager, tenant, desk)
    titles = {play: desk.voice.title(play) for play, _ in digest.plays}
    message = team_message(digest, titles, MONDAY.date(), CATALOGUE, "F012345678" if digest.stages else None)
    return digest, message, chart_of(digest, CATALOGUE)


def desk_of(rig: Rig) -> Desk:
    async def person(user_id: str) -> Person:
        return Person(user_id, name_of(user_id), "Europe/Madrid")

    def clock() -> datetime:
        return MONDAY

    return replace(rig.desk, clock=clock, person=person, team_deal=Money(LEAST, "EUR"))


@steady
@given(team=tolds())
async def test_managers_read_nothing_of_who_did_not_share(rig: Rig, team: list[Told]) -> None:
    tenant, desk = Tenant(f"T{next(_workspaces)}"), desk_of(rig)
    rig.members[PRIVATE] = {CHIEF}
    await hear(rig.desk.storage, team, tenant, managers=(BOSS, CHIEF))

    for manager in (BOSS, CHIEF):
        digest, message, chart = await read(manager, tenant, desk)

        assert leaks(shown(message, chart), digest, team, manager == CHIEF) == []


@steady
@given(team=tolds())
async def test_managers_read_the_same_of_the_team_so_that_nothing_is_learnt_by_comparing(
    rig: Rig, team: list[Told]
) -> None:
    tenant, desk = Tenant(f"T{next(_workspaces)}"), desk_of(rig)
    rig.members[PRIVATE] = {CHIEF}
    await hear(rig.desk.storage, team, tenant, managers=(BOSS, CHIEF))

    (one, _, drawn), (other, _, drawn_too) = [await read(manager, tenant, desk) for manager in (BOSS, CHIEF)]

    assert (one.weeks, drawn, say_pipeline(one, CATALOGUE)) == (other.weeks, drawn_too, say_pipeline(other, CATALOGUE))


SECRET = Told("Zqdeal0z of ours", REPS[0], play=PLAY.id, words="Zqwords0z call", amount=LEAST - 1)


@pytest.mark.parametrize(
    "planted",
    [
        REPS[0],
        f"<@{REPS[0]}>",
        name_of(REPS[0]),
        "Zqwords0z",
        "Zqdeal0z",
        "https://sales.slack.com/archives/C0DEALS/p1772443800000100",
    ],
)
@pytest.mark.parametrize("where", ["text", "blocks", "alt", "chart"])
async def test_a_leak_that_is_planted_is_found(rig: Rig, planted: str, where: str) -> None:
    tenant, desk = Tenant(f"T{next(_workspaces)}"), desk_of(rig)
    await hear(rig.desk.storage, [SECRET], tenant)
    digest, message, chart = await read(BOSS, tenant, desk)
    clean = leaks(shown(message, chart), digest, [SECRET], inside=False)
    image: dict[str, Any] = {"type": "image", "alt_text": planted}
    match where:
        case "text":
            message = replace(message, text=f"{message.text} {planted}")
        case "blocks":
            message = replace(message, blocks=(*message.blocks, {"type": "section", "text": {"text": planted}}))
        case "alt":
            message = replace(message, blocks=(*message.blocks, image))
        case _:
            chart = replace(chart, note=planted)

    assert clean == []
    assert leaks(shown(message, chart), digest, [SECRET], inside=False) != []


@pytest.mark.parametrize("figure", [f"play_{PLAY.id}", "stage_demo", "cause_needs_step"])
async def test_a_figure_over_two_reps_that_is_planted_is_found(rig: Rig, figure: str) -> None:
    team = [SECRET, replace(SECRET, rep=REPS[1]), replace(SECRET, rep=REPS[1])]
    tenant, desk = Tenant(f"T{next(_workspaces)}"), desk_of(rig)
    await hear(rig.desk.storage, [replace(each, name=f"{each.name}{at}") for at, each in enumerate(team)], tenant)
    digest, message, chart = await read(BOSS, tenant, desk)
    week = replace(digest.weeks[-1], figures={figure: Shown("few", digest.weeks[-1].week)})
    planted = replace(digest, weeks=(*digest.weeks[:-1], week))

    assert leaks(shown(message, chart), digest, team, inside=False) == []
    assert leaks(shown(message, chart), planted, team, inside=False) == [figure]
