"""`/coach ask`: from the record or from the plays, by name, or honestly not at all."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio
from coached import shipped_content
from handlers_rig import Rig, open_rig
from handlers_world import SALES, payload
from stub_slack import ANA, StubSlack
from told_deals import DEMO, MONEY, PRIVATE, PUBLIC, hear, know_channels

from coaching.deal import rebuild_deal
from coaching.facts import Facts


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack, playbook=shipped_content().coach.playbook) as opened:
        await know_channels(opened)
        yield opened


async def ask(rig: Rig, question: str) -> str:
    body = {**payload("slash_deal"), "command": "/coach", "text": f"ask {question}"}
    answer = await rig.answer_to(body)
    assert answer["response_type"] == "ephemeral"
    return "\n".join([str(answer["text"]), str(answer["blocks"])])


async def test_a_fact_is_told_with_the_day_on_which_it_was_said(rig: Rig) -> None:
    await hear(rig, (PUBLIC, MONEY), (PUBLIC, DEMO))

    answer = await ask(rig, "who decides at Tarnbeck?")

    assert "*Tarnbeck*\n*Decision maker:* Mara Quist (CFO)" in answer
    assert "Said Tue 10 Mar" in answer


async def test_a_fact_that_was_filled_in_by_hand_says_so(rig: Rig) -> None:
    await hear(rig, ("", MONEY), source="form")

    assert "Filled in by hand yesterday" in await ask(rig, "how much is Tarnbeck worth?")


async def test_what_the_record_lacks_is_not_known_yet_and_how_to_add_it_is_told(rig: Rig) -> None:
    await hear(rig, (PUBLIC, DEMO))

    for question, line in (
        ("how much is Tarnbeck worth?", "*Amount:* not known yet"),
        ("when does Tarnbeck close?", "*Close date:* not known yet"),
        ("why would Tarnbeck buy from us?", "*Why they would buy:* not known yet"),
        ("who are the competitors at Tarnbeck?", "*Also in the race:* nobody named"),
        ("what's the next step with Tarnbeck?", "*Next step:* none agreed yet"),
    ):
        answer = await ask(rig, question)

        assert line in answer
        assert "`/deal update`" in answer


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("what stage is Tarnbeck at?", "*Stage:* Demo"),
        ("who owns the Tarnbeck deal?", "*Owner:* <@U0CARA>"),
        ("who else is in the deal with Tarnbeck?", "*People:* Olu Ade (buyer)"),
        ("when did we last hear from Tarnbeck?", "Last update yesterday · 1 update"),
        ("what do we know about Tarnbeck?", "*Stage:* Demo"),
    ],
)
async def test_each_kind_of_fact_has_its_line(rig: Rig, question: str, line: str) -> None:
    await hear(rig, (PUBLIC, DEMO))

    assert line in await ask(rig, question)


async def test_a_next_step_and_a_close_date_are_told_with_their_days(rig: Rig) -> None:
    dated = Facts("Tarnbeck", next_step="send the offer", next_step_date=date(2026, 3, 19), close_date=date(2026, 4, 1))
    await hear(rig, (PUBLIC, dated))

    assert "*Next step:* send the offer, Thu 19 Mar" in await ask(rig, "what's next with Tarnbeck")
    assert "*Close date:* Wed 1 Apr" in await ask(rig, "when does Tarnbeck close?")


async def test_a_closed_deal_has_no_next_step(rig: Rig) -> None:
    await hear(rig, (PUBLIC, Facts("Tarnbeck", stage="won")))

    answer = await ask(rig, "what is the next step with Tarnbeck?")

    assert "*Stage:* Won" in answer
    assert "closed, so there is no next step" in answer


async def test_nothing_from_a_private_channel_is_told_to_an_outsider(rig: Rig) -> None:
    await hear(rig, (PUBLIC, DEMO), (PRIVATE, MONEY))

    outside = await ask(rig, "who decides at Tarnbeck?")
    rig.members[PRIVATE] = {ANA}
    inside = await ask(rig, "who decides at Tarnbeck?")

    assert "not known yet" in outside
    assert "Mara Quist" not in outside
    assert "Mara Quist" in inside


async def test_a_deal_that_was_only_spoken_of_elsewhere_is_not_there(rig: Rig) -> None:
    await hear(rig, (PRIVATE, MONEY))

    assert "names none that I can tell you of" in await ask(rig, "who decides at Tarnbeck?")


async def test_what_to_do_is_answered_by_a_play_with_words_for_this_deal(rig: Rig) -> None:
    await hear(rig, (PUBLIC, DEMO))

    answer = await ask(rig, "Tarnbeck stopped answering, what now?")

    assert "*Ask why it went quiet* · for Tarnbeck" in answer
    assert "> Hi Olu Ade," in answer
    assert "From the play “Ask why it went quiet”" in answer


async def test_what_nothing_answers_is_said_so_with_what_can_be_asked(rig: Rig) -> None:
    await hear(rig, (PUBLIC, DEMO))

    assert "answers that, so I leave it" in await ask(rig, "where can we have lunch?")
    assert "what I know of *Tarnbeck* answers that" in await ask(rig, "what is the wifi password of Tarnbeck?")
    assert "What would you like to know?" in await ask(rig, "")


async def test_two_deals_of_one_beginning_are_both_named(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        for name in ("Glenmarsh Foods", "Glenmarsh Tools"):
            await tx.deals.add(rebuild_deal(name, []))

    assert "*Glenmarsh Foods*, *Glenmarsh Tools*" in await ask(rig, "who decides at Glenmarsh?")


async def test_a_question_without_the_verb_is_met_with_it(rig: Rig) -> None:
    body = {**payload("slash_deal"), "command": "/coach", "text": "who decides at Tarnbeck?"}

    assert "`/coach ask who decides at Tarnbeck?`" in (await rig.answer_to(body))["text"]
