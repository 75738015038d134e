"""The thumbs under a nudge: what was wrong is asked, kept, and put right."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, NUDGE, SALES, TARNBECK, payload
from stub_slack import ANA, BEN, MIA, StubSlack

from coaching.deal import Update
from coaching.decision import DecisionRecord
from coaching.facts import Facts
from coaching.message import Posted
from coaching.reading.result import Reading
from handlers.messages.deal_memory import link_update
from storage.records import Feedback, StoredNudge

DEALS, TS = "C0DEALS", "1772443800.000100"
TEXT = "Tarnbeck has the proposal, waiting to hear back"


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        yield opened


async def nudge(rig: Rig, author: str = ANA, *, on_deal: bool = True, text: bool = True) -> int:
    """A nudge about an update whose text is kept."""
    said = Posted(DEALS, TS, TS, None, author, "person", TEXT, NOW, NOW)
    async with rig.desk.storage.begin(SALES) as tx:
        deal_id = await tx.deals.add(TARNBECK) if on_deal else None
        await tx.channels.put(DEALS, private=False)
        await tx.messages.put(said)
        if text:
            await tx.messages.remember_text(DEALS, TS, TEXT)
        decision_id = await tx.decisions.add(DecisionRecord(DEALS, TS, TS, NOW, author, deal_id, NUDGE))
        told = NUDGE.play, NUDGE.evidence, NUDGE.words, NUDGE.to, NOW
        return await tx.nudges.add(decision_id, deal_id, author, DEALS, TS, TS, *told)


def thumb(nudge_id: int, user: str = ANA, which: str = "bad") -> dict[str, Any]:
    body = payload("click_on_a_thumb")
    body["user"]["id"] = user
    body["actions"][0]["value"] = f"{which} {nudge_id}"
    return body


async def form(rig: Rig, nudge_id: int, user: str = ANA) -> dict[str, Any]:
    """The modal that a thumb down opens."""
    seen = len(rig.slack.views)
    await rig.send(thumb(nudge_id, user))
    await rig.slack.until(lambda: len(rig.slack.views) > seen)
    return rig.slack.views[-1]


def submitted(
    view: dict[str, Any], choice: str | None, note: str | None = None, *, consent: bool = False, user: str = ANA
) -> dict[str, Any]:
    ticked = [{"value": "yes"}] if consent else []
    values = {
        "choice": {"choice": {"type": "radio_buttons", "selected_option": choice and {"value": choice}}},
        "note": {"note": {"type": "plain_text_input", "value": note}},
        "consent": {"consent": {"type": "checkboxes", "selected_options": ticked}},
    }
    return {
        "type": "view_submission",
        "team": {"id": "T0SALES"},
        "user": {"id": user, "team_id": "T0SALES"},
        "view": {**view, "id": "V1", "state": {"values": values}},
    }


def undo_in(answer: dict[str, Any], user: str = ANA) -> dict[str, Any]:
    body = payload("click_on_more")
    body["user"]["id"] = user
    value = answer["blocks"][1]["elements"][0]["value"]
    body["actions"] = [{"action_id": "undo", "block_id": "b", "type": "button", "value": value, "action_ts": "1.1"}]
    return body


async def stored(rig: Rig, nudge_id: int) -> StoredNudge:
    async with rig.desk.storage.begin(SALES) as tx:
        found = await tx.nudges.get(nudge_id)
    assert found is not None
    return found


async def verdicts(rig: Rig, nudge_id: int) -> list[tuple[str, str | None]]:
    async with rig.desk.storage.begin(SALES) as tx:
        given: tuple[Feedback, ...] = await tx.feedback.of_nudge(nudge_id)
    return sorted((each.verdict, each.note) for each in given)


async def waiting(rig: Rig) -> list[str]:
    async with rig.desk.storage.begin(SALES) as tx:
        return [row.kind for row in await tx.outbox.pending()]


async def test_a_thumb_up_asks_nothing(rig: Rig) -> None:
    nudge_id = await nudge(rig)

    await rig.send(thumb(nudge_id, which="good"))
    await form(rig, nudge_id)

    assert len(rig.slack.views) == 1
    assert await verdicts(rig, nudge_id) == [("bad", None), ("good", None)]


@pytest.mark.parametrize("which", ["good", "bad"])
async def test_only_the_author_or_an_admin_may_judge(rig: Rig, which: str) -> None:
    nudge_id = await nudge(rig)

    answer = await rig.answer_to(thumb(nudge_id, BEN, which))

    assert answer["response_type"] == "ephemeral"
    assert "Only who wrote the update, or an admin" in answer["text"]
    assert (await verdicts(rig, nudge_id), rig.slack.views) == ([], [])


async def test_a_form_that_somebody_else_sends_changes_nothing(rig: Rig) -> None:
    nudge_id = await nudge(rig)
    view = await form(rig, nudge_id)

    response = await rig.send(submitted(view, "misread", consent=True, user=BEN))

    assert "Only who wrote the update, or an admin" in str(response.body)
    assert (await stored(rig, nudge_id)).state == "standing"
    assert await rig.desk.storage.corrections() == ()


async def test_already_done_settles_the_nudge_as_done_does(rig: Rig) -> None:
    nudge_id = await nudge(rig)

    answer = await rig.answer_to(submitted(await form(rig, nudge_id), "done", "they signed"))
    settled = (await stored(rig, nudge_id)).state
    await rig.answer_to(undo_in(answer))

    assert answer["text"] == "Marked as done: Propose the next step."
    assert (settled, (await stored(rig, nudge_id)).state) == ("settled", "standing")
    assert await verdicts(rig, nudge_id) == [("bad", None), ("done", "they signed")]


async def test_what_was_misread_is_taken_back_and_no_example_without_consent(rig: Rig) -> None:
    nudge_id = await nudge(rig)

    answer = await rig.answer_to(submitted(await form(rig, nudge_id), "misread"))

    assert answer["text"].startswith("I took “Propose the next step” back")
    assert "example" not in answer["text"]
    assert ((await stored(rig, nudge_id)).state, await waiting(rig)) == ("withdrawn", ["delete"])
    assert await rig.desk.storage.corrections() == ()


async def test_with_the_authors_consent_the_message_is_kept_as_an_example_until_undo(rig: Rig) -> None:
    nudge_id = await nudge(rig)

    answer = await rig.answer_to(submitted(await form(rig, nudge_id), "misread", "a joke", consent=True))
    kept = await rig.desk.storage.corrections()
    undone = await rig.answer_to(undo_in(answer))

    assert "is kept as an example" in answer["text"]
    assert [(each.text, each.play) for each in kept] == [(TEXT, NUDGE.play)]
    assert undone["text"] == "Taken back."
    assert await rig.desk.storage.corrections() == ()
    assert await verdicts(rig, nudge_id) == [("bad", None)]
    assert (await stored(rig, nudge_id)).state == "withdrawn"


async def test_an_edit_of_the_message_withdraws_the_example(rig: Rig) -> None:
    nudge_id = await nudge(rig)
    facts = Facts(company="Tarnbeck", stage="proposal")
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.updates.put(Update(DEALS, TS, None, ANA, "person", NOW, facts), 1)
    await rig.answer_to(submitted(await form(rig, nudge_id), "misread", consent=True))
    kept = len(await rig.desk.storage.corrections())

    edited = Posted(
        DEALS, TS, "1772443999.000100", None, ANA, "person", "Tarnbeck: proposal sent", NOW, NOW, edited=True
    )
    async with rig.desk.storage.begin(SALES) as tx:
        await link_update(edited, Reading(edited.text, english=True, is_deal_update=True, facts=facts), tx)
        text = await tx.messages.text(DEALS, TS)

    assert (kept, text) == (1, "Tarnbeck: proposal sent")
    assert await rig.desk.storage.corrections() == ()


async def test_an_admin_is_not_asked_for_a_consent_that_is_the_authors(rig: Rig) -> None:
    nudge_id = await nudge(rig)

    for_author, for_admin = await form(rig, nudge_id), await form(rig, nudge_id, MIA)
    answer = await rig.answer_to(submitted(for_admin, "misread", consent=True, user=MIA))

    fields = [[block["block_id"] for block in view["blocks"]] for view in (for_author, for_admin)]
    assert fields == [["choice", "note", "consent"], ["choice", "note"]]
    assert "example" not in answer["text"]
    assert await rig.desk.storage.corrections() == ()


async def test_words_that_are_no_longer_kept_make_no_example(rig: Rig) -> None:
    nudge_id = await nudge(rig)
    view = await form(rig, nudge_id)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.messages.forget_text(DEALS, TS)

    later = await form(rig, nudge_id)
    answer = await rig.answer_to(submitted(view, "misread", consent=True))

    assert [block["block_id"] for block in later["blocks"]] == ["choice", "note"]
    assert "I no longer have its words" in answer["text"]


async def test_not_my_deal_goes_on_to_the_choice_of_a_deal(rig: Rig) -> None:
    nudge_id = await nudge(rig)

    response = await rig.send(submitted(await form(rig, nudge_id), "wrong_deal"))

    assert '"response_action": "update"' in str(response.body)
    assert '"callback_id": "link_form"' in str(response.body)
    assert f"{DEALS} {TS}" in str(response.body)
    assert ("wrong_deal", None) in await verdicts(rig, nudge_id)


async def test_not_now_snoozes_the_deal_for_three_days_once(rig: Rig) -> None:
    nudge_id = await nudge(rig)
    view = await form(rig, nudge_id)

    answers = [await rig.answer_to(submitted(view, "not_now")) for _ in range(2)]
    async with rig.desk.storage.begin(SALES) as tx:
        hushes = await tx.hushes.standing(ANA, DEALS, 1)
    await rig.answer_to(undo_in(answers[1]))
    async with rig.desk.storage.begin(SALES) as tx:
        left = await tx.hushes.standing(ANA, DEALS, 1)

    assert {answer["text"] for answer in answers} == {"I stay quiet on *Tarnbeck* until Sun 15 Mar."}
    assert [stored.hush.until for stored in hushes] == [NOW + timedelta(days=3)]
    assert left == ()


async def test_sending_the_form_twice_is_harmless(rig: Rig) -> None:
    nudge_id = await nudge(rig)
    view = await form(rig, nudge_id)

    await rig.answer_to(submitted(view, "misread", consent=True))
    again = await rig.send(submitted(view, "misread", consent=True))

    assert (again.status, again.body) == (200, "")
    assert (len(await rig.desk.storage.corrections()), await waiting(rig)) == (1, ["delete"])


@pytest.mark.parametrize("choice", [None, "nonsense"])
async def test_no_choice_is_told_at_its_field(rig: Rig, choice: str | None) -> None:
    nudge_id = await nudge(rig)

    response = await rig.send(submitted(await form(rig, nudge_id), choice))

    assert '"errors": {"choice": "Choose one of these."}' in str(response.body)
    assert await verdicts(rig, nudge_id) == [("bad", None)]


async def test_what_cannot_be_snoozed_is_told_at_its_field(rig: Rig) -> None:
    nudge_id = await nudge(rig, on_deal=False)

    response = await rig.send(submitted(await form(rig, nudge_id), "not_now"))

    assert "nothing to snooze" in str(response.body)
    assert await verdicts(rig, nudge_id) == [("bad", None)]


async def test_a_nudge_that_is_gone_by_now_is_told_at_its_field(rig: Rig) -> None:
    nudge_id = await nudge(rig)
    view = await form(rig, nudge_id)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.nudges.withdraw(nudge_id, NOW)

    response = await rig.send(submitted(view, "done"))

    assert "find that suggestion any more" in str(response.body)
