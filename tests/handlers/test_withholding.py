"""A holdout on the one path: what chance withholds is followed as what is said is, and nobody sees it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import CATALOGUE, NOW, PLAY, SALES, breaches, payload
from hypothesis import given
from hypothesis import strategies as st
from stub_slack import ANA, MIA, StubSlack

from coaching.coach import Coach
from coaching.facts import Facts
from coaching.follow_through.report import Measure, PlayReport, Report, report_on
from coaching.follow_through.shares import Share
from coaching.holdout import Holdout
from coaching.outcome import Outcome
from coaching.reading.result import Reading
from coaching.situation import Limits
from handlers.bench import Bench
from handlers.blocks.answers import sentences
from handlers.blocks.follow_through import with_report
from handlers.desk import at_desk
from handlers.messages.work import work
from storage.records import StoredNudge

DEALS = "C0DEALS"
WAITING = "{deal}: waiting to hear back"
BOOKED = "{deal}: call booked"
START = NOW - timedelta(days=60)
FREE = Limits(timedelta(0), 10**6, 10**6)
WITHHELD, SAID = (
    next(n for n in range(1, 20) if Holdout(50).withholds(PLAY, f"{SALES.key}/{n}") is held) for held in (True, False)
)
"""The first deals, by their numbers, from which the play is withheld and on which it is said."""


class Team:
    """A team that reports on deals which are opened one after the other, by their numbers."""

    def __init__(self, rig: Rig, limits: Limits = FREE) -> None:
        self.rig, self.limits = rig, limits
        letters = Random(5)  # noqa: S311 (no secret: names)
        self.names = ["".join(letters.choices("abdeiklmnoprstuvz", k=9)).title() for _ in range(99)]

    @property
    def bench(self) -> Bench:
        coach = Coach(self.rig.desk.playbook, CATALOGUE, self.limits, holdout=Holdout(50))
        return replace(self.rig.desk.bench, coach=coach, watch="all")

    async def post(self, text: str, deal: int, day: float, *, step: bool = False, **more: Any) -> list[Outcome]:
        """Somebody writes of the deal, so many days after the start."""
        name, at = self.names[deal], START + timedelta(days=day, seconds=deal)
        words, ts = text.format(deal=name), f"{at.timestamp():.6f}"
        facts = Facts(company=name, next_step="call", next_step_date=(at + timedelta(days=3)).date() if step else None)
        self.rig.reader.taught[words] = Reading(words, english=True, is_deal_update=True, facts=facts)
        body = payload("message")
        event = {**body["event"], "channel": DEALS, "user": ANA, "text": words, "ts": ts, "event_ts": ts, **more}
        return await work({**body, "event": event, "event_id": f"Ev{ts}{words}"}, self.bench)

    async def edit(self, text: str, deal: int, day: float, *, step: bool = False) -> list[Outcome]:
        """The update of the first day gets other words."""
        before = {"user": ANA, "type": "message", "ts": f"{(START + timedelta(seconds=deal)).timestamp():.6f}"}
        name, at = self.names[deal], START + timedelta(days=day, seconds=deal)
        words = text.format(deal=name)
        facts = Facts(company=name, next_step_date=(at + timedelta(days=3)).date() if step else None)
        self.rig.reader.taught[words] = Reading(words, english=True, is_deal_update=True, facts=facts)
        after = {**before, "text": words, "edited": {"user": ANA, "ts": f"{at.timestamp():.6f}"}}
        change = {"subtype": "message_changed", "message": after, "previous_message": {**before, "text": "other"}}
        body, ts = payload("message"), f"{at.timestamp():.6f}"
        event = {"type": "message", "channel": DEALS, "channel_type": "channel", "ts": ts, "event_ts": ts, **change}
        return await work({**body, "event": event, "event_id": f"Ev{ts}"}, self.bench)

    async def nudge(self, number: int) -> StoredNudge:
        async with self.rig.desk.storage.begin(SALES) as tx:
            found = await tx.nudges.get(number)
        assert found is not None
        return found

    async def report(self, least: int = 5) -> Report:
        async with self.rig.desk.storage.begin(SALES) as tx:
            return report_on(await tx.follow_through.since(START), Measure(least=least), NOW)


@pytest_asyncio.fixture
async def team(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Team]:
    async with open_rig(tmp_path, slack) as rig:
        yield Team(rig)


async def until(team: Team, deal: int) -> list[Outcome]:
    """Deals up to this one are opened by an update that calls for a nudge; what came of the last."""
    came: list[Outcome] = []
    for number in range(1, deal + 1):
        came = await team.post(WAITING, number, 0)
    return came


async def why(team: Team, link: str = "") -> str:
    body = {**payload("slash_deal"), "command": "/coach", "text": f"why {link}".strip()}
    answer = await team.rig.answer_to({**body, "user_id": ANA, "channel_id": DEALS})
    return str(answer["text"])


async def test_what_is_withheld_is_posted_nowhere_and_why_says_so_honestly(team: Team) -> None:
    came = await until(team, WITHHELD)

    async with team.rig.desk.storage.begin(SALES) as tx:
        waiting = [row.nudge_id for row in await tx.outbox.pending()]
        standing = {nudge.id for nudge in await tx.nudges.standing_of(ANA, 99)}
    assert [(outcome.action, outcome.reason, outcome.play) for outcome in came] == [("silent", "holdout", PLAY.id)]
    assert (await team.nudge(WITHHELD)).state == "withheld"
    assert WITHHELD not in {*waiting, *standing}
    told = await why(team)
    assert "held back by chance" in told
    assert "Coach this update" in told


async def test_a_deal_rests_after_what_was_withheld_as_after_a_nudge(team: Team) -> None:
    team.limits = Limits(timedelta(hours=20), 10**6, 10**6)
    await until(team, max(WITHHELD, SAID))

    again = [await team.post(WAITING + " still", deal, 0.1) for deal in (WITHHELD, SAID)]

    assert [[outcome.reason for outcome in came] for came in again] == [["rest"], ["rest"]]


async def test_a_later_message_is_seen_to_do_what_was_withheld_and_nothing_is_said_of_it(team: Team) -> None:
    await until(team, WITHHELD)

    came = await team.post(BOOKED, WITHHELD, 2, step=True)

    nudge = await team.nudge(WITHHELD)
    assert [outcome.action for outcome in came] == ["silent"]
    assert (nudge.state, nudge.seen_at) == ("withheld", START + timedelta(days=2, seconds=WITHHELD))


async def test_a_change_by_hand_is_seen_as_well_and_undo_takes_that_back(team: Team) -> None:
    await until(team, WITHHELD)
    body = {**payload("slash_deal"), "user_id": ANA, "channel_id": DEALS}
    await team.rig.answer_to({**body, "text": f"next {team.names[WITHHELD]} friday call Mara"})
    seen = (await team.nudge(WITHHELD)).seen_at

    await team.rig.answer_to({**body, "command": "/coach", "text": "undo"})

    assert (seen, (await team.nudge(WITHHELD)).seen_at) == (NOW, None)


async def test_what_happens_after_a_done_is_still_seen(team: Team) -> None:
    await until(team, SAID)
    async with team.rig.desk.storage.begin(SALES) as tx:
        await tx.nudges.settle(SAID, None, START + timedelta(days=1))

    await team.post(BOOKED, SAID, 3, step=True)

    nudge = await team.nudge(SAID)
    assert (nudge.settled_by, nudge.settled_at) == (None, START + timedelta(days=1))
    assert nudge.seen_at == START + timedelta(days=3, seconds=SAID)


async def test_an_edit_of_a_word_leaves_what_was_withheld_alone(team: Team) -> None:
    await until(team, WITHHELD)

    came = await team.edit(WAITING + " today", WITHHELD, 0.1)

    assert (came, (await team.nudge(WITHHELD)).state) == ([], "withheld")


async def test_an_edit_that_books_the_step_counts_on_both_sides(team: Team) -> None:
    await until(team, max(WITHHELD, SAID))

    for deal in (WITHHELD, SAID):
        await team.edit(BOOKED, deal, 0.1, step=True)

    nudges = [await team.nudge(deal) for deal in (WITHHELD, SAID)]
    assert [(nudge.state, nudge.seen_at is not None) for nudge in nudges] == [("withdrawn", True)] * 2
    async with team.rig.desk.storage.begin(SALES) as tx:
        told = {each.about: each for each in await tx.follow_through.since(START)}
    assert [told[f"{SALES.key}/{deal}"].withheld for deal in (WITHHELD, SAID)] == [True, False]
    assert not any(told[f"{SALES.key}/{deal}"].dropped for deal in (WITHHELD, SAID))


async def test_what_was_withheld_about_a_deleted_message_is_followed_no_more(team: Team) -> None:
    await until(team, WITHHELD)
    ts = f"{(START + timedelta(seconds=WITHHELD)).timestamp():.6f}"

    await team.post("", WITHHELD, 1, subtype="message_deleted", deleted_ts=ts)

    assert (await team.nudge(WITHHELD)).state == "withdrawn"


async def test_a_click_on_what_was_never_said_is_refused(team: Team) -> None:
    await until(team, WITHHELD)
    body = payload("click_on_more")
    done = {"action_id": "nudge_done", "type": "button", "value": str(WITHHELD), "block_id": "b", "action_ts": "1.1"}

    answer = await team.rig.answer_to({**body, "user": {"id": ANA, "team_id": SALES.team}, "actions": [done]})

    assert answer["text"] == CATALOGUE.say("commands.nudge_gone")
    assert (await team.nudge(WITHHELD)).state == "withheld"


async def test_the_report_finds_the_behaviour_that_was_planted(team: Team) -> None:
    """A small team on the real path: of the deals with a nudge 3 of 4 go on within two weeks, without 1 of 4."""
    deals = range(1, 49)
    held = [deal for deal in deals if Holdout(50).withholds(PLAY, f"{SALES.key}/{deal}")]
    said = [deal for deal in deals if deal not in held]
    await until(team, 48)
    follow = [*said[: len(said) * 3 // 4], *held[: len(held) // 4]]
    for deal in deals:
        await team.post(BOOKED, deal, 5 if deal in follow else 20, step=True)

    report = await team.report()

    [play] = report.plays
    assert (play.fired, play.settled) == (len(said), Share(len(said) * 3 // 4, len(said)))
    assert play.median_days == 5
    assert report.compared is not None
    assert report.compared.withheld == Share(len(held) // 4, len(held))
    meanwhile = [deal for deal in said if held[0] < deal < held[-1]]
    assert report.compared.said == Share(sum(deal in follow for deal in meanwhile), len(meanwhile))
    low, high = report.compared.interval
    assert 0 < low < 0.5 < high


async def test_the_status_shows_admins_how_plays_fare_and_that_a_holdout_runs(team: Team) -> None:
    await until(team, 12)
    team.rig.app.use(at_desk(replace(team.rig.desk, bench=team.bench, report_minimum=5)))
    body = {**payload("slash_deal"), "command": "/coach", "text": "status", "channel_id": DEALS}

    shown = await team.rig.answer_to({**body, "user_id": MIA})
    refused = await team.rig.answer_to({**body, "user_id": ANA})

    assert f"{PLAY.title}: said " in shown["text"]
    assert "50 of 100 nudges are held back by chance now." in shown["text"]
    assert "admins" in refused["text"]
    assert ANA not in shown["text"]


shares = st.integers(0, 10**6).flatmap(lambda of: st.integers(0, of).map(lambda hits: Share(hits, of)))


@given(st.text(max_size=300), shares, st.sampled_from([0, 1, 24, 60]), st.booleans(), st.none() | st.floats(0, 90))
def test_any_report_is_one_that_slack_takes(
    title: str, share: Share, plays: int, enough: bool, median: float | None
) -> None:
    line = PlayReport("ask", share.of, share, share, share.hits, median, enough)
    report = Report(Measure(), (line,) * plays, None)

    message = with_report(sentences("x"), report, {"ask": title}, 50, CATALOGUE)

    assert list(breaches(message.blocks)) == []
