"""Messages: the last version wins whatever the order of arrival, and what was deleted stays forgotten."""

import itertools
from datetime import timedelta

import pytest
from storage_examples import ACME, ACME_TEAM, DEALS, NOON, decided, posted, say_nudge, ts_of, update

from coaching.deal import Deal
from coaching.told import Passage
from storage import Storage
from storage.records import StoredMessage

pytest_plugins = ("storage_databases",)


async def test_a_message_is_known_after_it_was_put(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        current = await tx.messages.put(posted(5, thread_ts=ts_of(0)))

    async with storage.begin(ACME_TEAM) as tx:
        known = await tx.messages.get(DEALS, ts_of(5))
        unknown = await tx.messages.get(DEALS, ts_of(6))
    assert current
    at = NOON + timedelta(seconds=5)
    assert known == StoredMessage(DEALS, ts_of(5), ts_of(0), "U1", "person", at, gone=False)
    assert unknown is None


async def test_the_same_message_twice_is_fine(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        answers = [await tx.messages.put(posted()) for _ in range(2)]

    assert answers == [True, True]


@pytest.mark.parametrize("order", list(itertools.permutations(("post", "edit", "deletion"))))
async def test_a_deletion_wins_in_any_order(storage: Storage, order: tuple[str, ...]) -> None:
    edit = posted(0, at=NOON + timedelta(minutes=1), edited=True, text="Acme went badly")

    async with storage.begin(ACME_TEAM) as tx:
        for event in order:
            if event == "deletion":
                await tx.messages.forget(DEALS, ts_of(0), NOON + timedelta(minutes=2))
                continue
            version = posted(0) if event == "post" else edit
            if await tx.messages.put(version):
                await tx.messages.remember_text(DEALS, ts_of(0), version.text)

    async with storage.begin(ACME_TEAM) as tx:
        message = await tx.messages.get(DEALS, ts_of(0))
        text = await tx.messages.text(DEALS, ts_of(0))
    assert message is not None
    assert message.gone
    assert message.posted_at == NOON
    assert text is None


async def test_a_post_that_arrives_after_its_edit_is_not_the_current_version(storage: Storage) -> None:
    edit = posted(0, at=NOON + timedelta(minutes=1), edited=True)

    async with storage.begin(ACME_TEAM) as tx:
        first = await tx.messages.put(edit)
        late = await tx.messages.put(posted(0))

    assert (first, late) == (True, False)


async def test_an_edit_without_a_thread_keeps_the_thread(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.messages.put(posted(5, thread_ts=ts_of(0)))
        await tx.messages.put(posted(5, at=NOON + timedelta(minutes=1), edited=True))

        message = await tx.messages.get(DEALS, ts_of(5))

    assert message is not None
    assert message.thread_ts == ts_of(0)


async def test_a_text_is_replaced_by_the_next_version_of_it(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.messages.put(posted())
        await tx.messages.remember_text(DEALS, ts_of(0), "Acme: 'maybe' 🤝")
        await tx.messages.remember_text(DEALS, ts_of(0), "Acme: yes")

        assert await tx.messages.text(DEALS, ts_of(0)) == "Acme: yes"


async def test_the_texts_of_a_deal_are_those_of_its_updates_that_are_kept(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        deal, other = await tx.deals.add(ACME), await tx.deals.add(Deal("Globex"))
        for second, belongs_to in enumerate((deal, deal, other)):
            await tx.messages.put(posted(second))
            await tx.messages.remember_text(DEALS, ts_of(second), f"update {second}")
            await tx.updates.put(update(second), belongs_to)
        await tx.messages.forget_text(DEALS, ts_of(0))

        assert await tx.messages.texts_of_deal(deal) == {(DEALS, ts_of(1)): "update 1"}


async def test_where_an_update_tells_of_the_buyer_is_kept(storage: Storage) -> None:
    told = {"money": Passage(3, 9, by_buyer=True)}
    async with storage.begin(ACME_TEAM) as tx:
        deal = await tx.deals.add(ACME)
        await tx.updates.put(update(0, told=told), deal)

        assert [kept.told for kept in await tx.updates.of_deal(deal)] == [told]


async def test_no_text_is_kept_of_a_message_that_is_gone_or_unknown(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.messages.forget(DEALS, ts_of(0), NOON)

        of_gone = await tx.messages.remember_text(DEALS, ts_of(0), "late")
        of_unknown = await tx.messages.remember_text(DEALS, ts_of(1), "early")

        assert (of_gone, of_unknown) == (False, False)
        assert await tx.messages.text(DEALS, ts_of(0)) is None


async def test_only_the_deletion_of_a_message_never_seen_is_known(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.messages.forget(DEALS, ts_of(7), NOON + timedelta(minutes=1))

        message = await tx.messages.get(DEALS, ts_of(7))

    at = NOON + timedelta(seconds=7)
    assert message == StoredMessage(DEALS, ts_of(7), None, None, None, at, gone=True)


async def test_forgetting_a_message_erases_what_was_quoted_from_it_and_from_no_other(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        forgotten, kept = await say_nudge(tx, 0), await say_nudge(tx, 1)
        unsent = await tx.outbox.add(forgotten, "post", DEALS, None, {"text": "You wrote: waiting to hear back"})
        await tx.outbox.failed(unsent, "channel_not_found", NOON)

        await tx.messages.forget(DEALS, ts_of(0), NOON)

        of_forgotten, of_kept = await tx.nudges.get(forgotten), await tx.nudges.get(kept)
        decision = await tx.decisions.latest(DEALS, ts_of(0))
    assert of_forgotten is not None
    assert of_forgotten.evidence == ""
    assert of_kept is not None
    assert of_kept.evidence == "waiting to hear back"
    assert decision is not None
    assert decision.record.decision != decided().decision
    assert getattr(decision.record.decision, "evidence", None) == ""


async def test_the_text_of_a_forgotten_message_is_nowhere_in_the_database(storage: Storage) -> None:
    from storage.tables import metadata

    secret = "waiting to hear back from Zebulon"
    async with storage.begin(ACME_TEAM) as tx:
        await tx.messages.put(posted())
        await tx.messages.remember_text(DEALS, ts_of(0), secret)
        nudge = await say_nudge(tx, 0, evidence=secret)
        row = await tx.outbox.add(nudge, "post", DEALS, None, {"text": secret})
        await tx.outbox.sent(row, DEALS, ts_of(3), NOON)
        lost = await tx.outbox.add(nudge, "update", DEALS, None, {"text": secret})
        await tx.outbox.failed(lost, "message_not_found", NOON)

        await tx.messages.forget(DEALS, ts_of(0), NOON)

    async with storage._transaction() as connection:
        for table in metadata.tables.values():
            rows = (await connection.execute(table.select())).all()
            assert "Zebulon" not in str(rows), table.name


@pytest.mark.parametrize(
    ("answer", "counts"),
    [
        (posted(10, thread_ts=ts_of(0)), True),
        (posted(4, thread_ts=ts_of(0)), False),
        (posted(5, thread_ts=ts_of(0)), False),
        (posted(10, thread_ts=ts_of(1)), False),
        (posted(10), False),
        (posted(10, thread_ts=ts_of(0), channel="C2"), False),
        (posted(10, thread_ts=ts_of(0), author="HubSpot", source="crm"), False),
    ],
    ids=["later", "earlier", "the same", "other thread", "no thread", "other channel", "a CRM"],
)
async def test_people_answered_means_a_later_message_of_a_person_in_that_thread(
    storage: Storage, answer: object, counts: bool
) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.messages.put(answer)  # type: ignore[arg-type]

        assert await tx.messages.people_answered(DEALS, ts_of(0), ts_of(5)) is counts


async def test_later_is_a_matter_of_numbers(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.messages.put(posted(ts="10.000000", thread_ts="1.0"))

        assert await tx.messages.people_answered(DEALS, "1.0", "9.000000")


async def test_an_answer_that_was_deleted_does_not_count(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.messages.put(posted(10, thread_ts=ts_of(0)))
        await tx.messages.forget(DEALS, ts_of(10), NOON)

        assert not await tx.messages.people_answered(DEALS, ts_of(0), ts_of(5))


async def test_what_a_form_told_comes_back_with_half_a_surrogate_pair_in_it(storage: Storage) -> None:
    """A form's words are JSON's, which can spell one; nobody may lose a deal by it."""
    told = update(signals={"won": "caf\ud83d", "lost": "Käse \U0001f9c0"})
    async with storage.begin(ACME_TEAM) as tx:
        await tx.updates.put(told, None)

        kept = await tx.updates.get(DEALS, told.ts)

    assert kept is not None
    assert kept.update == told
