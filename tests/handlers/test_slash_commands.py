"""`/deal` and `/coach`, from what is typed to what is said back."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, SALES, TARNBECK, payload
from stub_slack import StubSlack

from coaching.deal import Deal
from coaching.message import Tenant


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        yield opened


async def know(rig: Rig, *deals: Deal, tenant: Tenant = SALES) -> None:
    async with rig.desk.storage.begin(tenant) as tx:
        for deal in deals:
            await tx.deals.add(deal)


async def ask(rig: Rig, text: str | None, command: str = "/deal") -> dict[str, Any]:
    return await rig.answer_to({**payload("slash_deal"), "command": command, "text": text})


async def test_show_prints_one_deal_to_the_asker_alone(rig: Rig) -> None:
    await know(rig, TARNBECK)

    answer = await ask(rig, "show tarnbeck")

    assert answer["response_type"] == "ephemeral"
    assert answer["text"].splitlines() == [
        "*Tarnbeck*",
        "*Stage:* Proposal",
        "*Amount:* $45,000",
        "*Owner:* <@U0ANA>",
        "*Next step:* review the proposal, Tue 10 Mar (overdue)",
        "*Decision maker:* Mara Quist (CFO)",
        "*People:* Mara Quist (CFO), office manager",
        "*Also in the race:* Northwind",
        "*What the buyer has agreed to*",
        "• Nothing yet that I am sure of. It begins with: Time for us",
        "*What we know*",
        "• *Unknown:* their problem, why they would buy, who decides, money, timing, next step",
        "Last update today · 3 updates",
    ]


async def test_a_typo_is_met_with_the_name_that_may_have_been_meant(rig: Rig) -> None:
    await know(rig, TARNBECK)

    answer = await ask(rig, "show Tarnbekc")

    assert "no deal called “Tarnbekc”" in answer["text"]
    assert "Did you mean *Tarnbeck*?" in answer["text"]


async def test_a_beginning_that_two_deals_share_lists_both(rig: Rig) -> None:
    await know(rig, replace(TARNBECK, name="Glenmarsh Foods"), replace(TARNBECK, name="Glenmarsh Logistics"))

    answer = await ask(rig, "show glenmarsh")

    assert "*Glenmarsh Foods*, *Glenmarsh Logistics*" in answer["text"]


async def test_before_the_first_deal_show_says_how_there_will_be_one(rig: Rig) -> None:
    answer = await ask(rig, "show Tarnbeck")

    assert "I know no deals yet" in answer["text"]


async def test_a_name_that_would_ping_the_channel_is_echoed_harmlessly(rig: Rig) -> None:
    await know(rig, TARNBECK)

    answer = await ask(rig, "show <!channel> & <@U0BEN>")

    assert "<!" not in str(answer)
    assert "<@" not in str(answer)
    assert "&amp;" in answer["text"]


async def test_deals_of_another_workspace_are_not_known_here(rig: Rig) -> None:
    await know(rig, TARNBECK, tenant=Tenant("T0PARTNER"))

    answer = await ask(rig, "show Tarnbeck")

    assert "I know no deals yet" in answer["text"]


async def test_list_names_the_open_deals_with_what_is_due_first_on_top(rig: Rig) -> None:
    undated = replace(TARNBECK, name="Undated", next_step_date=None, amount=None)
    await know(rig, undated, TARNBECK, replace(TARNBECK, name="Gone", stage="won"))

    answer = await ask(rig, "list")

    assert answer["text"].splitlines() == [
        "*2 open deals*",
        "*Tarnbeck* · Proposal · $45,000 · next Tue 10 Mar (overdue)",
        "*Undated* · Proposal · no dated next step",
        "In all: $45,000 · 1 without an amount",
    ]


async def test_list_mine_names_the_deals_of_who_asks(rig: Rig) -> None:
    await know(rig, TARNBECK, replace(TARNBECK, name="Of Ben", owner="U0BEN"), replace(TARNBECK, name="X", owner=None))

    answer = await ask(rig, "list mine")

    assert answer["text"].splitlines() == [
        "*1 open deal* · yours",
        "*Tarnbeck* · Proposal · $45,000 · next Tue 10 Mar (overdue)",
    ]


async def test_a_filter_chooses_among_the_deals_of_the_team_or_ones_own(rig: Rig) -> None:
    silent = replace(TARNBECK, updated_at=NOW - timedelta(days=30))
    await know(rig, TARNBECK, replace(silent, name="Mine"), replace(silent, name="Of Ben", owner="U0BEN"))

    team = (await ask(rig, "list silent"))["text"]
    mine = (await ask(rig, "list SILENT mine"))["text"]

    assert [name for name in ("Tarnbeck", "Mine", "Of Ben") if name in team] == ["Mine", "Of Ben"]
    assert [name for name in ("Tarnbeck", "Mine", "Of Ben") if name in mine] == ["Mine"]


async def test_an_unknown_word_after_list_is_met_with_the_list_that_may_have_been_meant(rig: Rig) -> None:
    assert "Did you mean `/deal list mine silent`?" in (await ask(rig, "list silnet mine"))["text"]


async def test_list_without_deals_says_so(rig: Rig) -> None:
    assert "No open deals" in (await ask(rig, "list"))["text"]


@pytest.mark.parametrize("text", ["", "help", None])
async def test_help_of_deal_names_each_of_its_verbs(rig: Rig, text: str | None) -> None:
    answer = await ask(rig, text)

    assert all(f"/deal {verb}" in answer["text"] for verb in ("show", "list", "help"))


async def test_help_of_coach_says_what_it_does(rig: Rig) -> None:
    answer = await ask(rig, "help", command="/coach")

    assert "*What I do*" in answer["text"]


async def test_a_verb_that_does_not_exist_yet_is_refused_honestly_with_help(rig: Rig) -> None:
    answer = await ask(rig, "archive Tarnbeck")

    assert "`/deal archive Tarnbeck` is nothing that I can do yet." in answer["text"]
    assert "/deal show" in answer["text"]


async def test_a_verb_with_a_typo_is_met_with_the_command_that_may_have_been_meant(rig: Rig) -> None:
    assert "Did you mean `/deal show Tarnbeck`?" in (await ask(rig, "shwo Tarnbeck"))["text"]


async def test_show_without_a_name_asks_for_one(rig: Rig) -> None:
    assert "Which deal?" in (await ask(rig, "show"))["text"]


async def test_days_are_those_of_the_one_who_asks(rig: Rig) -> None:
    await know(rig, replace(TARNBECK, next_step=None, next_step_date=None))

    answer = await ask(rig, "show Tarnbeck")

    assert "Last update today" in answer["text"]
