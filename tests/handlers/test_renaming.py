"""The form of a deal renames it: the old name still finds it, another open deal's name is refused, Undo goes back."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import SALES
from stub_slack import StubSlack
from test_changing_deals import DEALS, errors_of, filled, known, opened_view, say, tell, undo_in

from coaching.facts import Facts
from handlers.deals.renaming import rename


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        await tell(opened, "Tarnbeck", DEALS)
        yield opened


async def meant_by(rig: Rig, *names: str) -> list[int | None]:
    async with rig.desk.storage.begin(SALES) as tx:
        return [await tx.deals.open_of(name) for name in names]


async def submit(rig: Rig, **fields: str) -> dict[str, str]:
    """The form of Tarnbeck with these fields changed; what is wrong with it."""
    return await errors_of(rig, filled(await opened_view(rig, "update Tarnbeck"), **fields))


async def answered(rig: Rig, **fields: str) -> dict[str, object]:
    seen = len(rig.slack.answers)
    await submit(rig, **fields)
    await rig.slack.until(lambda: len(rig.slack.answers) > seen)
    return rig.slack.answers[-1]


async def test_a_renamed_deal_is_found_by_both_names_and_nothing_else_changes(rig: Rig) -> None:
    before = await known(rig)

    answer = await answered(rig, company="Glenmarsh Foods")

    after = await known(rig)
    assert answer["text"] == "The deal is now called *Glenmarsh Foods*. Its old name still finds it."
    assert (after.name, after.updates, after.amount) == ("Glenmarsh Foods", before.updates, before.amount)
    assert await meant_by(rig, "Glenmarsh Foods", "Tarnbeck") == [1, 1]
    assert "Glenmarsh Foods" in (await say(rig, "show tarnbeck"))["text"]


async def test_a_form_submitted_twice_renames_once(rig: Rig) -> None:
    view = await opened_view(rig, "update Tarnbeck")
    for _ in range(2):
        await errors_of(rig, filled(view, company="Glenmarsh"))

    async with rig.desk.storage.begin(SALES) as tx:
        assert await tx.aliases.of("Glenmarsh") == ("Tarnbeck",)
        last = await tx.changes.latest_by("U0ANA")
        assert last is not None
        assert (last.id, last.kind) == (1, "rename")


async def test_undo_gives_the_old_name_back_and_forgets_the_new_one(rig: Rig) -> None:
    await rig.answer_to(undo_in(await answered(rig, company="Glenmarsh Foods")))

    assert (await known(rig)).name == "Tarnbeck"
    assert await meant_by(rig, "Tarnbeck", "Glenmarsh Foods") == [1, None]


async def test_a_name_and_a_fact_changed_together_are_taken_back_together(rig: Rig) -> None:
    answer = await answered(rig, company="Glenmarsh", amount="$60k")
    changed = await known(rig)

    await rig.answer_to(undo_in(answer))

    undone = await known(rig)
    assert (changed.name, changed.amount, answer["text"]) == ("Glenmarsh", 60000, "*Glenmarsh* is updated.")
    assert (undone.name, undone.amount) == ("Tarnbeck", 45000)


async def test_another_open_deals_name_is_refused_with_the_way_to_merge(rig: Rig) -> None:
    await tell(rig, "Glenmarsh", DEALS)

    errors = await submit(rig, company="GLENMARSH Ltd")
    nothing = await submit(rig, company="!!")

    assert "/deal merge" in errors["company"]
    assert list(nothing) == ["company"]
    assert (await known(rig)).name == "Tarnbeck"


async def test_a_won_deals_name_is_free_and_that_deal_keeps_it(rig: Rig) -> None:
    won = await tell(rig, "Glenmarsh", DEALS, Facts(stage="won"))

    await answered(rig, company="Glenmarsh")

    assert ((await known(rig)).name, (await known(rig, won)).name) == ("Glenmarsh", "Glenmarsh")
    assert await meant_by(rig, "Glenmarsh", "Tarnbeck") == [1, 1]


async def test_another_spelling_is_a_new_name_without_an_alias(rig: Rig) -> None:
    await answered(rig, company="TARNBECK Ltd.")

    async with rig.desk.storage.begin(SALES) as tx:
        assert await tx.aliases.of("Tarnbeck") == ()
    assert (await known(rig)).name == "TARNBECK Ltd."
    assert await meant_by(rig, "tarnbeck") == [1]


async def test_a_deal_can_go_back_to_an_old_name_by_hand_and_by_undo(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.aliases.put("Tarn", "Tarnbeck")
        await rename(1, "Glenmarsh", tx)

    answer = await answered(rig, company="Tarnbeck")
    async with rig.desk.storage.begin(SALES) as tx:
        by_hand = await tx.aliases.of("Tarnbeck")
    await rig.answer_to(undo_in(answer))

    async with rig.desk.storage.begin(SALES) as tx:
        assert await tx.aliases.of("Glenmarsh") == ("Tarn", "Tarnbeck")
    assert by_hand == ("Glenmarsh", "Tarn")
    assert (await known(rig)).name == "Glenmarsh"


async def test_undo_is_refused_while_another_open_deal_has_the_old_name(rig: Rig) -> None:
    answer = await answered(rig, company="Glenmarsh")
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.aliases.drop("Tarnbeck")
    other = await tell(rig, "Tarnbeck", DEALS)

    refused = await rig.answer_to(undo_in(answer))

    assert "There is an open deal with that company." in refused["text"]
    assert ((await known(rig)).name, (await known(rig, other)).name) == ("Glenmarsh", "Tarnbeck")
