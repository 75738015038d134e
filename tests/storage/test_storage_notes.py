"""Notes: said once for each key, sent like nudges, and none waits for another."""

from storage_examples import ACME_TEAM, DEALS, NOON, OTHER_TEAM, say_nudge, ts_of

from storage import Storage
from storage.records import StoredNote

pytest_plugins = ("storage_databases",)


async def test_a_note_is_said_once_in_a_workspace(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        first = await tx.notes.add("intro/C1", ts_of(0))
        again = await tx.notes.add("intro/C1", ts_of(1))
        other = await tx.notes.add("intro/C2", ts_of(1))
        said = await tx.notes.said("intro/C1")
        never = await tx.notes.said("intro/C3")
    async with storage.begin(OTHER_TEAM) as tx:
        elsewhere = await tx.notes.add("intro/C1", ts_of(0))

    assert first is not None
    assert again is None
    assert len({first, other, elsewhere}) == 3
    assert said == StoredNote(first, "intro/C1", ts_of(0))
    assert never is None


async def test_notes_and_nudges_are_claimed_alike_and_no_note_waits_for_another(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        nudge = await say_nudge(tx)
        await tx.outbox.add(nudge, "post", DEALS, None, {})
        await tx.outbox.add(nudge, "update", "C4", None, {})
        for channel in ("C8", "C9"):
            note = await tx.notes.add(channel, ts_of(0))
            assert note is not None
            await tx.outbox.add_note(note, channel, None, {"text": channel})

    claims = await storage.outbox.claim("me", 10)

    assert [claim.row.channel for claim in claims] == [DEALS, "C8", "C9"]
    assert [claim.row.nudge_id for claim in claims] == [nudge, None, None]


async def test_a_note_that_was_sent_knows_where_it_stands(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        note = await tx.notes.add("welcome/U1", ts_of(0))
        assert note is not None
        row = await tx.outbox.add_note(note, "U1", None, {"text": "Hello"})

        await tx.outbox.sent(row, "D9", ts_of(3), NOON)

        assert await tx.outbox.pending() == ()
        assert await tx.notes.get(note) == StoredNote(note, "welcome/U1", ts_of(0), "D9", ts_of(3))
        assert await tx.notes.get(note + 1) is None


async def test_a_note_follows_only_what_was_told_later(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        told = [await tx.notes.follow("answer/C1/1", ts_of(0), ts_of(at)) for at in (2, 1, 2, 3)]
        first = told[0]
        assert first is not None
        await tx.notes.let_stand(first.id, "C1/")
        stands = await tx.notes.get(first.id)

    assert [note and note.id for note in told] == [first.id, None, None, first.id]
    assert stands == StoredNote(first.id, "answer/C1/1", ts_of(0), place="C1/")


async def test_the_messages_of_one_note_are_claimed_one_after_the_other(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        note = await tx.notes.add("answer/C1/1", ts_of(0))
        assert note is not None
        await tx.outbox.add_note(note, "C1", None, {"text": "first"})
        await tx.outbox.add_note(note, "C2", None, {"text": "second"}, "update")

    [post] = await storage.outbox.claim("me", 10)
    none = await storage.outbox.claim("me", 10)
    async with storage.begin(ACME_TEAM) as tx:
        await tx.outbox.sent(post, "C1", ts_of(1), NOON)
    [update] = await storage.outbox.claim("me", 10)

    assert (post.row.kind, none, update.row.kind) == ("post", (), "update")


async def test_keys_are_found_among_many_whatever_stands_in_them(storage: Storage) -> None:
    keys = ["plain", "it's", 'so "said"', "back\\slash", "Käse 🧀", "{1,2}", "NULL", "7", ""]
    async with storage.begin(ACME_TEAM) as tx:
        added = await tx.notes.add_all(keys, ts_of(0))
        again = await tx.notes.add_all([*keys, "new"], ts_of(1))

        assert added.keys() == set(keys)
        assert again.keys() == {"new"}
        assert await tx.notes.said_among([*keys, "other"]) == set(keys)
        assert await tx.notes.said_among([]) == frozenset()
