"""A name that a deal of a private channel has: who is not in there is answered as if there were no such deal."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from handlers_rig import Rig, open_rig
from handlers_world import SALES
from home_visits import opened
from stub_slack import ANA, BEN, StubSlack
from test_changing_deals import CLOSET, DEALS, TOLD, command, errors_of, filled, known, opened_view, say, tell, undo_in

from coaching.facts import Facts
from handlers.digests.weekly import DIGEST, plan_digests
from handlers.sight import deal_seen_by

LOST = replace(TOLD, stage="lost", next_step=None, next_step_date=None)
HIDDEN = Facts(stage="negotiation", amount=90_000, currency="USD", owner=BEN)
Steps = Callable[[Rig], Awaitable[list[Any]]]


async def with_hidden(rig: Rig, name: str = "Ravenhall", alias: str = "Raven") -> int:
    number = await tell(rig, name, CLOSET, HIDDEN, private=True)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.aliases.put(alias, name)
    rig.members[CLOSET] = {BEN}
    return number


async def submit(rig: Rig, typed: str, **fields: str) -> list[Any]:
    """A form of Ana's with these fields changed: what is wrong with it, or how it is answered."""
    seen = len(rig.slack.answers)
    view = await opened_view(rig, typed)
    errors = await errors_of(rig, filled(view, **fields))
    if not errors:
        await rig.slack.until(lambda: len(rig.slack.answers) > seen)
    return [view["blocks"], errors, *rig.slack.answers[seen:]]


async def looks(rig: Rig, name: str) -> list[Any]:
    return [await say(rig, text) for text in ("list", "list mine", f"show {name}")]


async def undone(rig: Rig, answered: list[Any]) -> list[Any]:
    """The answer to Undo, and what is there then."""
    return [await rig.answer_to(undo_in(answered[-1])), *await looks(rig, "Tarnbeck")]


def renamed_to(name: str, **fields: str) -> Steps:
    async def steps(rig: Rig) -> list[Any]:
        answered = await submit(rig, "update Tarnbeck", company=name, **fields)
        return [*answered, *await looks(rig, name), *await undone(rig, answered)]

    return steps


def opened_as(name: str, **fields: str) -> Steps:
    async def steps(rig: Rig) -> list[Any]:
        answered = await submit(rig, f"new {name}", **fields)
        again = await submit(rig, f"new {name}")
        return [*answered, *again, *await looks(rig, name), *await undone(rig, answered)]

    return steps


async def opened_as_the_first(rig: Rig) -> list[Any]:
    """Ana, who owned nothing, opens a deal: what her Home and her digest hold, and whether one is planned for her."""
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.deals.remove(1)
    opening = await submit(rig, "new Ravenhall", amount="$5k", next_step="call", next_step_date="2026-03-13")
    home, digest = await opened(rig), await rig.answer_to(command("digest now") | {"command": "/coach"})
    await plan_digests(SALES, rig.desk)
    async with rig.desk.storage.begin(SALES) as tx:
        return [*opening, home["blocks"], digest, ANA in await tx.due.keys(DIGEST)]


async def opened_and_undone_by_command(rig: Rig) -> list[Any]:
    answered = await submit(rig, "new RAVENHALL", amount="$5k")
    return [*answered, await rig.answer_to(command("undo") | {"command": "/coach"}), *await looks(rig, "RAVENHALL")]


def without_numbers(told: Any) -> Any:
    """What is told, without the numbers of deals and changes that only buttons and menus carry."""
    if isinstance(told, dict):
        return {key: without_numbers(told[key]) for key in told if key not in ("value", "block_id", "view_id")}
    return [without_numbers(each) for each in told] if isinstance(told, list | tuple) else told


async def told_twice(steps: Steps, tmp_path: Path, slack: StubSlack, name: str, facts: Facts = TOLD) -> list[Any]:
    """What Ana hears on these steps, of whose deal these facts are told: without the hidden deal, and with it."""
    told = []
    for number, hidden in enumerate((False, True)):
        folder = tmp_path / str(number)
        folder.mkdir()
        async with open_rig(folder, slack) as rig:
            await tell(rig, name, DEALS, facts)
            if hidden:
                await with_hidden(rig)
            told.append(without_numbers(await steps(rig)))
    return told


@pytest.mark.parametrize(
    "steps",
    [
        renamed_to("RAVENHALL Ltd"),
        renamed_to("Ravenhall", amount="$60k"),
        renamed_to("raven"),
        opened_as("RAVENHALL Ltd", amount="$5k"),
        opened_as("Raven"),
        opened_and_undone_by_command,
        opened_as_the_first,
    ],
)
async def test_nothing_differs_from_a_workspace_without_the_hidden_deal(
    steps: Steps, tmp_path: Path, slack: StubSlack
) -> None:
    without, with_it = await told_twice(steps, tmp_path, slack, "Tarnbeck")

    assert without == with_it


async def reopened(rig: Rig) -> list[Any]:
    """Undo of it, and the form that was open all the while."""
    open_form = await opened_view(rig, "update Ravenhall")
    answered = await submit(rig, "update Ravenhall", stage="demo", amount="$7k")
    again = await rig.answer_to(filled(open_form, stage="demo", amount="$8k"))
    return [*answered, again, *await looks(rig, "Ravenhall"), *await undone(rig, [again]), *await undone(rig, answered)]


async def opened_anew(rig: Rig) -> list[Any]:
    answered = await submit(rig, "new Ravenhall", amount="$7k")
    return [*answered, *await looks(rig, "Ravenhall"), *await undone(rig, answered), *await looks(rig, "Ravenhall")]


@pytest.mark.parametrize("steps", [reopened, opened_anew])
async def test_nothing_differs_for_who_lost_a_deal_of_that_company(
    steps: Steps, tmp_path: Path, slack: StubSlack
) -> None:
    without, with_it = await told_twice(steps, tmp_path, slack, "Ravenhall", LOST)

    assert without == with_it


async def closed_one_renamed(rig: Rig) -> list[Any]:
    answered = await submit(rig, "update Tarnbeck", company="Ravenhall")
    return [*answered, *await looks(rig, "Ravenhall"), *await undone(rig, answered), *await looks(rig, "Raven")]


async def test_nothing_differs_for_who_renames_a_closed_deal(tmp_path: Path, slack: StubSlack) -> None:
    without, with_it = await told_twice(closed_one_renamed, tmp_path, slack, "Tarnbeck", LOST)

    assert without == with_it


async def test_a_lost_deal_that_opens_again_takes_the_hidden_one_in_and_undo_parts_them(
    tmp_path: Path, slack: StubSlack
) -> None:
    async with open_rig(tmp_path, slack) as rig:
        await tell(rig, "Ravenhall", DEALS, LOST)
        number = await with_hidden(rig)

        answered = await submit(rig, "update Ravenhall", stage="demo")
        together = await known(rig)
        await rig.answer_to(undo_in(answered[-1]))
        parted = [await known(rig, each) for each in (1, number)]

    assert (together.updates, together.state) == (3, "open")
    assert [(deal.state, deal.updates, deal.amount, deal.owner) for deal in parted] == [
        ("lost", 1, 45_000, ANA),
        ("open", 1, 90_000, BEN),
    ]


async def test_a_hidden_deal_keeps_its_aliases_when_a_closed_one_gets_its_name_and_gives_it_back(
    tmp_path: Path, slack: StubSlack
) -> None:
    async with open_rig(tmp_path, slack) as rig:
        await tell(rig, "Tarnbeck", DEALS, LOST)
        number = await with_hidden(rig)

        answered = await submit(rig, "update Tarnbeck", company="Ravenhall")
        await rig.answer_to(undo_in(answered[-1]))

        async with rig.desk.storage.begin(SALES) as tx:
            numbers = [await tx.deals.open_of(name) for name in ("Ravenhall", "Raven", "Tarnbeck")]

        assert ((await known(rig)).name, numbers) == ("Tarnbeck", [number, number, None])


async def test_a_deal_renamed_onto_a_hidden_one_takes_it_in_and_undo_parts_them(
    tmp_path: Path, slack: StubSlack
) -> None:
    async with open_rig(tmp_path, slack) as rig:
        await tell(rig, "Tarnbeck", DEALS)
        number = await with_hidden(rig)

        answered = await submit(rig, "update Tarnbeck", company="RAVENHALL")
        together = await deal_seen_by(BEN, 1, SALES, rig.desk)
        async with rig.desk.storage.begin(SALES) as tx:
            numbers = [await tx.deals.open_of(name) for name in ("Ravenhall", "Raven", "Tarnbeck")]
        await rig.answer_to(undo_in(answered[-1]))
        parted = [await known(rig, each) for each in (1, number)]
        async with rig.desk.storage.begin(SALES) as tx:
            after = [await tx.deals.open_of(name) for name in ("Ravenhall", "Raven", "Tarnbeck")]

    assert together is not None
    assert (together.name, together.updates, numbers) == ("RAVENHALL", 2, [1, 1, 1])
    assert [(deal.name, deal.updates, deal.owner) for deal in parted] == [
        ("Tarnbeck", 1, ANA),
        ("Ravenhall", 1, BEN),
    ]
    assert after == [number, number, 1]


async def test_who_is_in_the_private_channel_is_still_refused(tmp_path: Path, slack: StubSlack) -> None:
    async with open_rig(tmp_path, slack) as rig:
        await tell(rig, "Tarnbeck", DEALS)
        await with_hidden(rig)
        rig.members[CLOSET] = {ANA}

        _, errors, *_ = await submit(rig, "update Tarnbeck", company="Ravenhall")

    assert "/deal merge" in errors["company"]


async def test_undo_does_not_tell_that_a_hidden_deal_has_the_old_name_by_now(tmp_path: Path, slack: StubSlack) -> None:
    async with open_rig(tmp_path, slack) as rig:
        await tell(rig, "Tarnbeck", DEALS)
        answered = await submit(rig, "update Tarnbeck", company="Glenmarsh")
        async with rig.desk.storage.begin(SALES) as tx:
            await tx.aliases.drop("Tarnbeck")
        await with_hidden(rig, "Tarnbeck")

        refused = await rig.answer_to(undo_in(answered[-1]))

    assert refused["text"] == "That can't be taken back any more. Nothing was changed."
