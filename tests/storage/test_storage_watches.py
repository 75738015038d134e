"""Watches: one for each channel of a workspace, and what was held back in the shadow."""

from datetime import timedelta

from storage_examples import ACME_TEAM, NOON, OTHER_TEAM, ts_of

from coaching.decision import DecisionRecord, Silence
from coaching.watch import Watch
from storage import Storage
from storage.records import HeldInShadow

pytest_plugins = ("storage_databases",)

ASKED = Watch("C1", "asked", "U1", NOON)
ON = Watch("C1", "on", "U2", NOON + timedelta(hours=1), NOON + timedelta(days=14))


async def test_the_last_word_on_a_channel_holds_in_its_workspace_alone(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.watches.put(ASKED)
        await tx.watches.put(ON)
        await tx.watches.put(Watch("C2", "off", None, NOON))
        assert await tx.watches.get("C1") == ON
        assert await tx.watches.get("C3") is None
        assert [watch.channel for watch in await tx.watches.all()] == ["C1", "C2"]
        await tx.watches.remove("C1")
        assert await tx.watches.get("C1") is None
    async with storage.begin(OTHER_TEAM) as tx:
        assert await tx.watches.all() == ()


async def test_what_the_shadow_held_back_is_told_once_for_each_message(storage: Storage) -> None:
    held = Silence("shadow", "It is tried out.", "ask_first", "no reply")
    decided = [("C1", 0, held), ("C1", 0, held), ("C1", 1, Silence("rest", "Later.", "ask_first")), ("C2", 2, held)]
    async with storage.begin(ACME_TEAM) as tx:
        for channel, second, decision in decided:
            ts = ts_of(second)
            await tx.decisions.add(DecisionRecord(channel, ts, ts, NOON, "U1", None, decision))

        in_one = await tx.decisions.held_in_shadow(["C1"], NOON)
        in_both = await tx.decisions.held_in_shadow(["C1", "C2"], NOON)
        later = await tx.decisions.held_in_shadow(["C1"], NOON + timedelta(seconds=1))
        nowhere = await tx.decisions.held_in_shadow([], NOON)
        kept = await tx.decisions.latest("C1", ts_of(0))

    assert in_one == (HeldInShadow("C1", ts_of(0), "U1", None, "ask_first", "no reply", NOON),)
    assert [each.channel for each in in_both] == ["C1", "C2"]
    assert (later, nowhere) == ((), ())
    assert kept is not None
    assert kept.record.decision == held


async def test_the_quote_goes_with_its_message(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        held = Silence("shadow", "It is tried out.", "ask_first", "no reply")
        await tx.decisions.add(DecisionRecord("C1", ts_of(0), ts_of(0), NOON, "U1", None, held))
        await tx.messages.forget("C1", ts_of(0), NOON)

        [left] = await tx.decisions.held_in_shadow(["C1"], NOON)

    assert left.evidence == ""
