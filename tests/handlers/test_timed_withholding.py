"""A holdout withholds timed nudges too: kept as if said, seen when the cause goes, reported, and shown to nobody."""

from datetime import timedelta
from typing import Any

import test_timed_looks
from handlers_rig import Rig
from handlers_world import CATALOGUE, SALES
from stub_slack import ANA
from test_timed_digest import brought_up, digest_on
from test_timed_looks import MONDAY, at, look, tell, waiting

from coaching.facts import Contact, Facts
from coaching.follow_through.report import Measure, report_on
from coaching.holdout import Holdout
from handlers.blocks.answers import sentences
from handlers.blocks.follow_through import with_report
from handlers.deals.changing import change_deal
from handlers.deals.stated import Stated
from handlers.desk import Desk
from handlers.messages.speaking import Speech
from handlers.timed.clearing import clear_timed
from storage.records import StoredNudge

rig = test_timed_looks.rig
NEGOTIATING = Facts(stage="negotiation")
HALF = Holdout(50)


def desk_at(rig: Rig, day: int = 0, **coach: Any) -> Desk:
    return at(rig, MONDAY + timedelta(days=day), holdout=HALF, **coach)


async def tell_until(rig: Rig, play: str, *, withheld: bool, facts: Facts = NEGOTIATING) -> int:
    """A deal on which chance withholds, or does not withhold, the play; those before it are won. Its number."""
    known = rig.desk.playbook.get(play)
    assert known is not None
    for number in range(1, 30):
        name = f"{'Held' if withheld else 'Said'} {number}"
        deal_id = await tell(rig, name, 12, facts)
        if HALF.withholds(known, f"{SALES.key}/{deal_id}") is withheld:
            return deal_id
        await tell(rig, name, 0, Facts(stage="won"))
    raise AssertionError


async def nudges_on(rig: Rig, deal_id: int) -> list[StoredNudge]:
    async with rig.desk.storage.begin(SALES) as tx:
        return list((await tx.nudges.of_deals([deal_id], MONDAY - timedelta(days=1)))[deal_id])


async def name_who_decides(rig: Rig, deal_id: int, desk: Desk) -> None:
    facts = Facts(contacts=(Contact("Dana Moss", "CFO", "decision_maker"),))
    await change_deal(deal_id, Stated(ANA, "C0DEALS", desk.clock().date(), facts, sets=("contacts",)), SALES, desk)


async def test_what_chance_withholds_is_kept_like_a_nudge_and_nothing_else_is_said_instead(rig: Rig) -> None:
    deal_id = await tell_until(rig, "no_decision_maker", withheld=True)

    days = [await look(desk_at(rig, day)) for day in range(7)]

    [held] = await nudges_on(rig, deal_id)
    async with rig.desk.storage.begin(SALES) as tx:
        decision = await tx.decisions.latest_on_deal(deal_id, [])
    assert (days, await waiting(rig)) == ([[]] * 7, ())
    assert (held.state, held.play, held.words, held.evidence) == ("withheld", "no_decision_maker", "", "")
    assert decision is not None
    assert decision.record.decision.reason == "holdout"  # type: ignore[union-attr]


async def test_it_is_seen_when_its_cause_goes_and_so_is_one_that_was_only_clicked_away(rig: Rig) -> None:
    held = await tell_until(rig, "no_decision_maker", withheld=True)
    said = await tell_until(rig, "no_decision_maker", withheld=False)
    await look(desk_at(rig))
    [clicked] = await nudges_on(rig, said)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.nudges.settle(clicked.id, None, MONDAY)

    before = [(await nudges_on(rig, deal))[0].seen_at for deal in (held, said)]
    for deal in (held, said):
        await name_who_decides(rig, deal, desk_at(rig, 2))
    after = [(await nudges_on(rig, deal))[0] for deal in (held, said)]

    assert before == [None, None]
    assert [(nudge.state, nudge.seen_at) for nudge in after] == [
        ("withheld", MONDAY + timedelta(days=2)),
        ("settled", MONDAY + timedelta(days=2)),
    ]


async def test_a_deal_that_goes_with_its_last_update_was_not_followed(rig: Rig) -> None:
    held = await tell_until(rig, "no_decision_maker", withheld=True)
    await look(desk_at(rig))
    [nudge] = await nudges_on(rig, held)

    async with rig.desk.storage.begin(SALES) as tx:
        await tx.deals.remove(held)
        done = await clear_timed(Speech(rig.desk.voice, tx, MONDAY, ""), rig.desk.bench.coach)

    async with rig.desk.storage.begin(SALES) as tx:
        left = await tx.nudges.get(nudge.id)
    assert left is not None
    assert (done.outcomes, left.state, left.seen_at) == ((), "withheld", None)


async def test_it_takes_of_the_budget_and_of_the_two_a_day(rig: Rig) -> None:
    await tell_until(rig, "no_decision_maker", withheld=True)
    for name in ("Umbra", "Initech"):
        await tell(rig, name, 30, Facts(stage="demo"))

    said = await look(desk_at(rig))

    assert len(said) <= 1


async def test_the_brief_and_what_goes_to_one_alone_are_never_withheld(rig: Rig) -> None:
    plays = {play.id: play for play in rig.desk.playbook.timed}
    brief = plays["meeting_tomorrow"]

    kept = [play.id for play in plays.values() if not play.may_be_withheld]

    assert kept == ["meeting_tomorrow"]
    assert not brief.model_copy(update={"to": "thread"}).may_be_withheld
    assert not plays["no_update"].model_copy(update={"to": "dm"}).may_be_withheld


async def test_the_digest_does_not_tell_what_is_withheld(rig: Rig) -> None:
    await tell_until(rig, "no_decision_maker", withheld=True)
    before_any_look = await digest_on(desk_at(rig))
    await look(desk_at(rig))
    after_its_rest = await digest_on(desk_at(rig, 20))

    told = {*brought_up(before_any_look).values(), *brought_up(after_its_rest).values()}
    assert "no_decision_maker" not in told


async def test_chance_draws_for_the_digest_what_it_draws_for_the_looks(rig: Rig) -> None:
    play = rig.desk.playbook.get("no_decision_maker")
    numbers = [await tell(rig, f"Deal {number}", 12, NEGOTIATING) for number in range(12)]

    digest = await digest_on(desk_at(rig))

    assert play is not None
    told = {item.number for item in (*digest.items, *digest.rest) if item.cause and item.cause.play == play}
    assert told == {number for number in numbers if not HALF.withholds(play, f"{SALES.key}/{number}")}


async def test_the_report_compares_them_and_tells_their_titles(rig: Rig) -> None:
    for withheld in (True, False):
        await tell_until(rig, "no_decision_maker", withheld=withheld)
    await look(desk_at(rig))
    now = MONDAY + timedelta(days=20)

    async with rig.desk.storage.begin(SALES) as tx:
        followed = await tx.follow_through.since(MONDAY - timedelta(days=1))
    report = report_on(followed, Measure(90, 14, 1), now)
    titles = {play.play: rig.desk.voice.title(play.play) for play in report.plays}

    assert report.compared is not None
    assert (report.compared.said.of, report.compared.withheld.of) == (1, 1)
    assert "Find out who decides" in with_report(sentences("Status", "End"), report, titles, 50, CATALOGUE).text
