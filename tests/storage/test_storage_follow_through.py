"""What nudges asked for is followed until it is done, on both databases."""

from datetime import timedelta

from standing_nudges import standing_on
from storage_examples import ACME, ACME_TEAM, DEALS, NOON, OTHER_TEAM, decided, say_nudge, ts_of

from coaching.decision import Silence
from coaching.follow_through.report import Followed
from storage import Storage
from storage.unit_of_work import UnitOfWork

pytest_plugins = ("storage_databases",)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HELD = Silence("holdout", "Held back by chance.", "find_decision_maker")


async def withhold(tx: UnitOfWork, second: float, deal_id: int | None = None) -> int:
    """A nudge that was withheld about the message of that second."""
    about = await tx.decisions.add(decided(second, HELD, deal_id))
    at, ts = NOON + timedelta(seconds=second), ts_of(second)
    told = ("find_decision_maker", "", "", "thread", at)
    return await tx.nudges.add(about, deal_id, "U1", DEALS, ts, ts, *told, state="withheld")  # type: ignore[arg-type]


async def test_what_was_withheld_rests_and_counts_and_stands_nowhere(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(ACME)
        number = await withhold(tx, 0, deal_id)

        said = await tx.nudges.said_on_deal(deal_id, NOON - DAY)
        counted = [
            await tx.nudges.count_for_person("U1", NOON - DAY, NOON + DAY),
            await tx.nudges.count_in_channel(DEALS, NOON - DAY, NOON + DAY),
        ]
        shown = [
            await tx.nudges.on_message(DEALS, ts_of(0)),
            *await tx.nudges.standing_of("U1", 9),
            *await standing_on(tx, deal_id),
            *await tx.nudges.tally(NOON - DAY),
        ]
        settled = await tx.nudges.settle(number, None, NOON)

    assert [nudge.id for nudge in said] == [number]
    assert counted == [1, 1]
    assert shown == [None]
    assert not settled


async def test_one_waits_for_what_stands_was_withheld_or_only_clicked_away(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(ACME)
        stands, clicked, gone, misread, done = [await say_nudge(tx, second, deal_id=deal_id) for second in range(5)]
        held = await withhold(tx, 5, deal_id)
        await tx.nudges.settle(clicked, None, NOON)
        await tx.nudges.withdraw(gone, NOON)
        await tx.nudges.withdraw(misread, NOON)
        await tx.feedback.put(misread, "U1", "misread", NOON)
        await tx.nudges.settle(done, ts_of(9), NOON)
        await tx.follow_through.see([done], NOON)

        on_deal = await tx.follow_through.awaited(deal_id)
        in_thread = await tx.follow_through.awaited(None, (DEALS, ts_of(5)))
        nowhere = await tx.follow_through.awaited(None)

    assert [nudge.id for nudge in on_deal] == [stands, clicked, misread, held]
    assert [nudge.id for nudge in in_thread] == [held]
    assert nowhere == ()


async def test_what_was_seen_first_stays_and_can_be_taken_back(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        first, second = await say_nudge(tx), await say_nudge(tx, 1)
        await tx.follow_through.see([first], NOON)
        await tx.follow_through.see([first, second], NOON + HOUR)
        seen = [nudge.seen_at for number in (first, second) if (nudge := await tx.nudges.get(number))]
        await tx.follow_through.unsee([second])
        again = await tx.nudges.get(second)

    assert seen == [NOON, NOON + HOUR]
    assert again is not None
    assert again.seen_at is None


async def test_what_became_of_all_nudges_is_one_question(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(ACME)
        await say_nudge(tx, -7200, deal_id=deal_id)
        done = await say_nudge(tx, 1, deal_id=deal_id)
        await tx.nudges.settle(done, ts_of(9), NOON + HOUR)
        await tx.follow_through.see([done], NOON + HOUR)
        await tx.nudges.withdraw(await say_nudge(tx, 2), NOON)
        bad = await say_nudge(tx, 3)
        await tx.feedback.put(bad, "U1", "bad", NOON)
        await tx.feedback.put(bad, "U2", "bad", NOON)
        held, dropped = await withhold(tx, 4, deal_id), await withhold(tx, 5)
        await tx.follow_through.see([held], NOON + DAY)
        await tx.follow_through.drop_withheld(DEALS, ts_of(5), NOON)
        assert dropped

        told = await tx.follow_through.since(NOON - HOUR)
    async with storage.begin(OTHER_TEAM) as tx:
        await say_nudge(tx, 6)
        theirs = await tx.follow_through.since(NOON - HOUR)

    deal, threads = f"{ACME_TEAM.key}/{deal_id}", f"{ACME_TEAM.key}/{DEALS}"
    when = [NOON + timedelta(seconds=second) for second in range(6)]
    play = "find_decision_maker"
    assert told == (
        Followed(play, deal, when[1], settled_at=NOON + HOUR, seen_at=NOON + HOUR),
        Followed(play, f"{threads}/{ts_of(2)}", when[2], dropped=True),
        Followed(play, f"{threads}/{ts_of(3)}", when[3], disputed=True),
        Followed(play, deal, when[4], withheld=True, seen_at=NOON + DAY),
        Followed(play, f"{threads}/{ts_of(5)}", when[5], withheld=True, dropped=True),
    )
    assert len(theirs) == 1
    assert len(await storage.followed(NOON - HOUR)) == 6


async def test_what_was_withheld_from_somebody_who_is_forgotten_is_followed_no_more(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        number = await withhold(tx, 0)
        counted = (await tx.personal_data.count("U1"))["nudges"]
        exported = [row["state"] for row in (await tx.personal_data.export("U1"))["nudges"]]
        await tx.follow_through.drop_withheld_of("U1", NOON)
        await tx.personal_data.forget("U1")
        nudge = await tx.nudges.get(number)

    assert (counted, exported) == (1, ["withheld"])
    assert nudge is not None
    assert (nudge.state, nudge.author == "U1", nudge.evidence, nudge.words) == ("withdrawn", False, "", "")
