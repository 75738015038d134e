"""Examples of what was misread: each is kept while its message's text is, and no longer."""

from datetime import timedelta

from storage_examples import ACME_TEAM, DEALS, NOON, OTHER_TEAM, posted, say_nudge, ts_of

from storage import Storage, UnitOfWork
from storage.records import Correction

pytest_plugins = ("storage_databases",)

PLAY, TEXT = "ask_why_silent", "Acme asked for a pause until May"


async def give(tx: UnitOfWork, second: int = 0, text: str = TEXT) -> bool:
    """A message whose text is kept, given as an example."""
    await tx.messages.put(posted(second, text=text))
    await tx.messages.remember_text(DEALS, ts_of(second), text)
    return await tx.corrections.put(DEALS, ts_of(second), PLAY, "U1", NOON)


async def test_an_example_is_the_text_and_the_play_that_was_wrong_there(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        kept = [await give(tx), await give(tx)]

    assert kept == [True, True]
    assert await storage.corrections() == (Correction(DEALS, ts_of(0), NOON, TEXT, PLAY, is_deal_update=True),)


async def test_what_is_no_deal_update_by_a_ruling_is_told_so(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await give(tx, 0)
        await give(tx, 1)
        await tx.rulings.put(DEALS, ts_of(0), None, "U1", NOON)
        await tx.rulings.put(DEALS, ts_of(1), 7, "U1", NOON)

    assert [example.is_deal_update for example in await storage.corrections()] == [False, True]


async def test_no_example_without_a_text_that_is_kept(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.messages.put(posted())

        kept = await tx.corrections.put(DEALS, ts_of(0), PLAY, "U1", NOON)

    assert not kept
    assert await storage.corrections() == ()


async def test_an_example_goes_when_its_text_or_its_message_goes_or_it_is_taken_back(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        for second in range(4):
            await give(tx, second)

        await tx.messages.forget_text(DEALS, ts_of(0))
        await tx.messages.forget(DEALS, ts_of(1), NOON + timedelta(minutes=1))
        await tx.corrections.remove(DEALS, ts_of(2), PLAY)
        text = await tx.messages.text(DEALS, ts_of(2))

    assert text == TEXT
    assert [example.ts for example in await storage.corrections()] == [ts_of(3)]


async def test_another_workspace_can_neither_give_nor_take_back(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await give(tx)

    async with storage.begin(OTHER_TEAM) as tx:
        given = await tx.corrections.put(DEALS, ts_of(0), "other", "U1", NOON)
        await tx.corrections.remove(DEALS, ts_of(0), PLAY)

    assert not given
    assert len(await storage.corrections()) == 1


async def test_what_people_wrote_about_a_nudge_goes_with_the_message(storage: Storage) -> None:
    async with storage.begin(ACME_TEAM) as tx:
        await tx.messages.put(posted())
        nudge_id = await say_nudge(tx)
        await tx.feedback.put(nudge_id, "U1", "misread", NOON, "Zebulon only asked for a pause")

        before = await tx.feedback.misread_plays(DEALS, ts_of(0))
        await tx.messages.forget(DEALS, ts_of(0), NOON + timedelta(minutes=1))
        [given] = await tx.feedback.of_nudge(nudge_id)
        await tx.feedback.remove(nudge_id, "U1", "misread")
        after = await tx.feedback.misread_plays(DEALS, ts_of(0))

    assert (given.verdict, given.note) == ("misread", None)
    assert [sorted(before), sorted(after)] == [["find_decision_maker"], []]
