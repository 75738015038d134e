"""Nudges: what was decided, what stands, what counts."""

from datetime import timedelta

import pytest
from standing_nudges import standing_on
from storage_examples import ACME, ACME_TEAM, DEALS, NOON, NUDGE, SILENCE, decided, say_nudge, ts_of

from coaching.decision import Decision
from storage import Storage, StorageError
from storage.records import Feedback, StoredDecision, StoredNudge

pytest_plugins = ("storage_databases",)

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.mark.parametrize("decision", [NUDGE, SILENCE])
async def test_the_latest_decision_about_a_message_is_kept_with_all_that_explains_it(
    storage: Storage, decision: Decision
) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(ACME)
        await tx.decisions.add(decided(0))
        last = await tx.decisions.add(decided(0, decision, deal_id))
        await tx.decisions.add(decided(1))

        assert await tx.decisions.latest(DEALS, ts_of(0)) == StoredDecision(last, decided(0, decision, deal_id))
        assert await tx.decisions.latest(DEALS, ts_of(9)) is None


async def test_a_nudge_stands_as_it_was_said(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(ACME)
        decision_id = await tx.decisions.add(decided())
        nudge_id = await tx.nudges.add(
            decision_id, deal_id, "U1", DEALS, ts_of(2), ts_of(0), "ask_why_silent", "quiet", "Ask.", "dm", NOON
        )

        nudge = await tx.nudges.on_message(DEALS, ts_of(2))

    assert nudge == StoredNudge(
        id=nudge_id,
        decision_id=decision_id,
        deal_id=deal_id,
        author="U1",
        channel=DEALS,
        ts=ts_of(2),
        thread_ts=ts_of(0),
        play="ask_why_silent",
        evidence="quiet",
        words="Ask.",
        to="dm",
        at=NOON,
        state="standing",
        changed_at=None,
        settled_by=None,
        settled_at=None,
        withdrawn_at=None,
        posted_channel=None,
        posted_ts=None,
    )


async def test_a_second_standing_nudge_about_one_message_is_refused(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await say_nudge(tx)

    with pytest.raises(StorageError):
        async with storage.begin(ACME_TEAM) as tx:
            await say_nudge(tx)


async def test_a_new_nudge_may_follow_one_that_was_withdrawn(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.nudges.withdraw(await say_nudge(tx), NOON)

        again = await say_nudge(tx)

        standing = await tx.nudges.on_message(DEALS, ts_of(0))
    assert standing is not None
    assert standing.id == again


async def test_a_changed_nudge_says_the_new_words_and_counts_from_when_it_was_first_said(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        nudge_id = await say_nudge(tx)
        decision_id = await tx.decisions.add(decided(9))

        changed = await tx.nudges.change(nudge_id, decision_id, "learn_from_loss", "lost it", "Why?", "dm", NOON + HOUR)

        nudge = await tx.nudges.get(nudge_id)
    assert changed
    assert nudge is not None
    assert (nudge.decision_id, nudge.play, nudge.evidence) == (decision_id, "learn_from_loss", "lost it")
    assert (nudge.words, nudge.to, nudge.changed_at, nudge.at) == ("Why?", "dm", NOON + HOUR, NOON)


async def test_a_nudge_is_settled_once_by_the_message_that_did_it(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        nudge_id = await say_nudge(tx)

        answers = [await tx.nudges.settle(nudge_id, ts, NOON + HOUR) for ts in (ts_of(5), ts_of(6))]

        nudge = await tx.nudges.get(nudge_id)
        assert await tx.nudges.on_message(DEALS, ts_of(0)) is None
    assert answers == [True, False]
    assert nudge is not None
    assert (nudge.state, nudge.settled_by, nudge.settled_at) == ("settled", ts_of(5), NOON + HOUR)


async def test_a_withdrawn_nudge_stays_withdrawn(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        nudge_id = await say_nudge(tx)

        first = await tx.nudges.withdraw(nudge_id, NOON + HOUR)
        again = await tx.nudges.withdraw(nudge_id, NOON + 2 * HOUR)
        settled = await tx.nudges.settle(nudge_id, ts_of(5), NOON)
        changed = await tx.nudges.change(nudge_id, 1, "p", "", "", "thread", NOON)

        nudge = await tx.nudges.get(nudge_id)
    assert (first, again, settled, changed) == (True, False, False, False)
    assert nudge is not None
    assert (nudge.state, nudge.withdrawn_at) == ("withdrawn", NOON + HOUR)


async def test_a_settled_nudge_can_still_be_withdrawn(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        nudge_id = await say_nudge(tx)
        await tx.nudges.settle(nudge_id, ts_of(5), NOON)

        assert await tx.nudges.withdraw(nudge_id, NOON)


async def test_what_was_said_on_a_deal_leaves_out_the_withdrawn_and_the_too_old(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        deal_id = await tx.deals.add(ACME)
        old, settled, withdrawn, standing = [await say_nudge(tx, second, deal_id=deal_id) for second in (0, 1, 2, 3)]
        elsewhere = await say_nudge(tx, 4)
        await tx.nudges.settle(settled, ts_of(9), NOON)
        await tx.nudges.withdraw(withdrawn, NOON)

        said = await tx.nudges.said_on_deal(deal_id, NOON + timedelta(seconds=1))
        stand = await standing_on(tx, deal_id)

    assert [nudge.id for nudge in said] == [settled, standing]
    assert [nudge.id for nudge in stand] == [old, standing]
    assert elsewhere not in {nudge.id for nudge in [*said, *stand]}


async def test_what_was_said_in_a_thread_is_of_that_thread_and_channel(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        settled, standing, withdrawn = [await say_nudge(tx, second, thread_ts=ts_of(0)) for second in (1, 2, 3)]
        await say_nudge(tx, 4)
        await say_nudge(tx, 5, thread_ts=ts_of(0), channel="C2")
        await tx.nudges.settle(settled, ts_of(9), NOON)
        await tx.nudges.withdraw(withdrawn, NOON)

        said = await tx.nudges.said_in_thread(DEALS, ts_of(0), NOON)

    assert [nudge.id for nudge in said] == [settled, standing]


async def test_budgets_count_what_was_said_from_the_start_and_before_the_end(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        for second, at, author, channel in (
            (0, NOON, "U1", DEALS),
            (1, NOON + DAY - timedelta(microseconds=1), "U1", "C2"),
            (2, NOON + DAY, "U1", DEALS),
            (3, NOON, "U2", DEALS),
        ):
            await say_nudge(tx, second, at=at, author=author, channel=channel)
        await tx.nudges.withdraw(await say_nudge(tx, 4, at=NOON + HOUR), NOON + HOUR)
        await tx.nudges.settle(await say_nudge(tx, 5, at=NOON + HOUR), ts_of(9), NOON + HOUR)

        for_person = await tx.nudges.count_for_person("U1", NOON, NOON + DAY)
        in_channel = await tx.nudges.count_in_channel(DEALS, NOON, NOON + DAY)
        of_author = await tx.nudges.of_author("U1", NOON, NOON + DAY)

    assert for_person == 3
    assert in_channel == 3
    assert [nudge.state for nudge in of_author] == ["standing", "withdrawn", "settled", "standing"]


async def test_a_verdict_given_twice_is_kept_once_with_its_last_time(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        nudge_id = await say_nudge(tx)
        await tx.feedback.put(nudge_id, "U1", "good", NOON)
        await tx.feedback.put(nudge_id, "U1", "bad", NOON + HOUR)
        await tx.feedback.put(nudge_id, "U2", "more", NOON + 3 * HOUR)

        await tx.feedback.put(nudge_id, "U1", "good", NOON + 2 * HOUR)

        given = await tx.feedback.of_nudge(nudge_id)
    assert given == (
        Feedback("U1", "bad", NOON + HOUR),
        Feedback("U1", "good", NOON + 2 * HOUR),
        Feedback("U2", "more", NOON + 3 * HOUR),
    )
