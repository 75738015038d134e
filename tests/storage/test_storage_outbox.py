"""Inbox, people and outbox: an event is taken once, and what is to be sent waits until Slack has confirmed it."""

from storage_examples import ACME_TEAM, DEALS, NOON, say_nudge, ts_of

from coaching.message import Person
from storage import Storage
from storage.records import OutboxRow

pytest_plugins = ("storage_databases",)


async def test_an_event_is_taken_once(storage: Storage) -> None:
    taken = []
    for _ in range(2):
        async with storage.begin(ACME_TEAM) as tx:
            taken.append(await tx.inbox.take("Ev1", NOON))

    assert taken == [True, False]


async def test_a_person_is_known_as_last_told(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.people.put(Person("U1", "Ann"), NOON)
        await tx.people.put(Person("U1", "Ann Lee", "Asia/Kolkata"), NOON)

        assert await tx.people.get("U1") == Person("U1", "Ann Lee", "Asia/Kolkata")
        assert await tx.people.get("U2") is None


async def test_rows_wait_in_the_order_in_which_they_were_added(storage: Storage) -> None:
    body = {"text": "Who signs?", "blocks": [{"type": "section", "n": 1}]}
    async with storage.begin(ACME_TEAM) as tx:
        nudge_id = await say_nudge(tx)
        post = await tx.outbox.add(nudge_id, "post", DEALS, ts_of(0), body)
        update = await tx.outbox.add(nudge_id, "update", DEALS, None, {})
        again = await tx.outbox.add(nudge_id, "update", DEALS, None, {})

        rows = await tx.outbox.pending()

    written = rows[0].created_at
    assert rows[0] == OutboxRow(post, nudge_id, "post", DEALS, ts_of(0), body, "pending", 0, written)
    assert [row.id for row in rows] == [post, update, again]


async def test_a_sent_post_tells_the_nudge_where_it_stands_and_waits_no_more(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        nudge_id = await say_nudge(tx)
        row = await tx.outbox.add(nudge_id, "post", "U1", None, {"text": "psst"})

        await tx.outbox.sent(row, "D9", ts_of(3), NOON)

        nudge = await tx.nudges.get(nudge_id)
        assert await tx.outbox.pending() == ()
    assert nudge is not None
    assert (nudge.posted_channel, nudge.posted_ts) == ("D9", ts_of(3))


async def test_a_sent_update_moves_nothing(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        nudge_id = await say_nudge(tx)
        post = await tx.outbox.add(nudge_id, "post", DEALS, None, {})
        await tx.outbox.sent(post, DEALS, ts_of(3), NOON)
        update = await tx.outbox.add(nudge_id, "update", DEALS, None, {})

        await tx.outbox.sent(update, DEALS, ts_of(8), NOON)

        nudge = await tx.nudges.get(nudge_id)
    assert nudge is not None
    assert nudge.posted_ts == ts_of(3)


async def test_a_row_being_sent_still_waits_and_counts_its_attempts(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        row = await tx.outbox.add(await say_nudge(tx), "post", DEALS, None, {})
        await tx.outbox.sending(row)
        await tx.outbox.sending(row)

        (waiting,) = await tx.outbox.pending()

    assert (waiting.state, waiting.attempts) == ("sending", 2)


async def test_a_row_that_was_given_up_waits_no_more_and_cannot_be_sent(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        nudge_id = await say_nudge(tx)
        row = await tx.outbox.add(nudge_id, "post", DEALS, None, {})

        await tx.outbox.failed(row, "The bot is not in the channel.", NOON)
        await tx.outbox.sent(row, DEALS, ts_of(3), NOON)

        nudge = await tx.nudges.get(nudge_id)
        assert await tx.outbox.pending() == ()
    assert nudge is not None
    assert nudge.posted_ts is None
