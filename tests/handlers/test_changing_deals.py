"""`/deal new`, `update`, `next`, `won` and `lost`, with their forms and Undo."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, PLAY, SALES, payload
from stub_slack import ANA, BEN, MIA, StubSlack

from coaching.deal import Deal, LossReview, SetField, Update
from coaching.decision import DecisionRecord, Nudge
from coaching.facts import Contact, Facts
from coaching.ladder import climb
from coaching.told import Passage, Rung
from handlers.deals.changing import change_deal
from handlers.deals.stated import Stated
from handlers.errors import RefusedError
from handlers.messages.deal_memory import rebuild

DEALS, CLOSET = "C0DEALS", "C0CLOSET"
TOLD = Facts(
    stage="proposal",
    amount=45000,
    currency="USD",
    next_step="review the offer",
    next_step_date=date(2026, 3, 20),
    contacts=(Contact("Mara Quist", "CFO", "decision_maker", met=True), Contact("Ben Ito", None)),
)


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        await tell(opened, "Tarnbeck", DEALS)
        yield opened


async def tell(rig: Rig, name: str, channel: str, facts: Facts = TOLD, *, private: bool = False) -> int:
    """A deal that one message in a channel has made."""
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.channels.put(channel, private=private)
        number = await tx.deals.add(Deal(name))
        told = Update(channel, f"17724439{number:02}.000100", None, ANA, "person", NOW, facts)
        await tx.updates.put(told, number)
        await rebuild(number, tx)
        return number


def command(text: str, user: str = ANA, channel: str = DEALS, **more: str) -> dict[str, Any]:
    return {**payload("slash_deal"), "text": text, "user_id": user, "channel_id": channel, **more}


async def say(rig: Rig, text: str, user: str = ANA) -> dict[str, Any]:
    return await rig.answer_to(command(text, user))


async def opened_view(rig: Rig, text: str, **more: str) -> dict[str, Any]:
    """The modal that a command opens."""
    seen = len(rig.slack.views)
    await rig.send(command(text, **more))
    await rig.slack.until(lambda: len(rig.slack.views) > seen)
    return rig.slack.views[-1]


def filled(view: dict[str, Any], user: str = ANA, **fields: str | None) -> dict[str, Any]:
    """The submission of a modal as it was shown, but for `fields`."""
    values = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            name, element = block["block_id"], block["element"]
            first = next((element[key] for key in element if key.startswith("initial_")), None)
            first = first["value"] if isinstance(first, dict) else first
            first = " ".join(choice["value"] for choice in first) if isinstance(first, list) else first
            shown = fields.get(name, first)
            values[name] = {name: _state(element["type"], shown)}
    return {
        "type": "view_submission",
        "team": {"id": "T0SALES"},
        "user": {"id": user, "team_id": "T0SALES"},
        "view": {**view, "id": "V1", "state": {"values": values}},
    }


def _state(kind: str, shown: str | None) -> dict[str, Any]:
    match kind:
        case "datepicker":
            return {"type": kind, "selected_date": shown}
        case "users_select":
            return {"type": kind, "selected_user": shown}
        case "static_select" | "radio_buttons":
            return {"type": kind, "selected_option": {"value": shown} if shown else None}
        case "checkboxes":
            return {"type": kind, "selected_options": [{"value": rung} for rung in (shown or "").split()]}
        case _:
            return {"type": kind, "value": shown}


async def errors_of(rig: Rig, body: dict[str, Any]) -> dict[str, str]:
    answer = await rig.send(body)
    told: dict[str, str] = json.loads(answer.body or "{}").get("errors", {})
    return told


async def deal(rig: Rig, number: int = 1) -> Deal | None:
    async with rig.desk.storage.begin(SALES) as tx:
        return await tx.deals.get(number)


async def known(rig: Rig, number: int = 1) -> Deal:
    found = await deal(rig, number)
    assert found is not None
    return found


def undo_in(answer: dict[str, Any]) -> dict[str, Any]:
    body = payload("click_on_more")
    body["user"] = {"id": ANA, "team_id": "T0SALES"}
    value = answer["blocks"][1]["elements"][0]["value"]
    body["actions"] = [{"action_id": "undo", "block_id": "b", "type": "button", "value": value, "action_ts": "1.1"}]
    return body


async def test_an_amount_put_right_leaves_a_lost_deal_lost(rig: Rig) -> None:
    number = await tell(rig, "Glenmarsh", DEALS, Facts(stage="lost", amount=40_000, currency="USD"))

    await rig.answer_to(filled(await opened_view(rig, "update Glenmarsh"), amount="$50k", owner=BEN))

    corrected = await known(rig, number)
    assert (corrected.state, corrected.amount, corrected.owner) == ("lost", 50_000, BEN)


async def test_a_form_of_a_deal_that_is_gone_closes_and_says_so(rig: Rig) -> None:
    view = await opened_view(rig, "update Tarnbeck")
    view["private_metadata"] = view["private_metadata"].replace('"deal_id":1', '"deal_id":99')

    response = await rig.send(filled(view, amount="50k"))
    await rig.slack.until(lambda: rig.slack.answers)

    assert response.status == 200
    assert rig.slack.answers[-1]["text"] == "I can't find that deal any more. Nothing was changed."


@pytest.mark.parametrize(
    ("typed", "day", "step"),
    [
        ("next Tarnbeck next thu send the offer", date(2026, 3, 19), "send the offer"),
        ("next tarn 14 March: call Mara", date(2026, 3, 14), "call Mara"),
        ('next "Tarnbeck" in 2 weeks go through the contract', date(2026, 3, 26), "go through the contract"),
        ("next Tarnbeck on tomorrow - coffee", date(2026, 3, 13), "coffee"),
        ("next Tarnbeck today send it", date(2026, 3, 12), "send it"),
    ],
)
async def test_next_sets_the_step_and_its_day(rig: Rig, typed: str, day: date, step: str) -> None:
    answer = await say(rig, typed)

    changed = await known(rig)
    assert (changed.next_step, changed.next_step_date) == (step, day)
    assert answer["text"].startswith("Next on *Tarnbeck*, ")
    assert changed.amount == 45000


@pytest.mark.parametrize(
    "typed", ["next", "next Tarnbeck", "next Tarnbeck send it", "next Tarnbeck friday", "next Tarnbeck 3 March 2026 x"]
)
async def test_next_without_a_day_ahead_or_a_step_says_how(rig: Rig, typed: str) -> None:
    answer = await say(rig, typed)

    assert answer["text"].startswith("When, and what?")
    assert (await known(rig)).next_step == "review the offer"


async def test_won_closes_the_deal_and_undo_opens_it_again(rig: Rig) -> None:
    answer = await say(rig, "won Tarnbeck")
    won = await known(rig)

    undone = await rig.answer_to(undo_in(answer))
    twice = await rig.answer_to(undo_in(answer))

    assert (won.state, won.closed_at) == ("won", NOW)
    assert (await known(rig)).stage == "proposal"
    assert [undone["text"], twice["text"]] == ["Taken back.", "There is nothing of yours to take back."]


async def test_a_deal_that_is_won_is_not_won_again(rig: Rig) -> None:
    await say(rig, "won Tarnbeck")

    answer = await say(rig, "won Tarnbeck")

    assert "won already" in answer["text"]
    assert (await known(rig)).updates == 2


async def test_the_same_command_sent_four_times_at_one_moment_is_one_change(rig: Rig) -> None:
    await asyncio.gather(*(rig.send(command("won Tarnbeck")) for _ in range(4)))
    await rig.slack.until(lambda: len(rig.slack.answers) == 4)

    won = [answer for answer in rig.slack.answers if "won already" not in answer["text"]]
    assert len(won) == 1
    await rig.answer_to(undo_in(won[0]))
    assert (await known(rig)).stage == "proposal"


@pytest.mark.parametrize(
    ("facts", "review"),
    [(Facts(stage="lost"), LossReview("price", told_by_buyer=True)), (Facts(amount=77_000, currency="USD"), None)],
)
async def test_a_form_submitted_twice_at_one_moment_is_one_change(
    rig: Rig, facts: Facts, review: LossReview | None
) -> None:
    sets: tuple[SetField, ...] = ("amount", "currency") if review is None else ()
    stated = Stated(ANA, DEALS, NOW.date(), facts, sets, review=review)

    done = await asyncio.gather(*(change_deal(1, stated, SALES, rig.desk) for _ in range(2)), return_exceptions=True)

    [refused] = [each for each in done if isinstance(each, RefusedError)]
    assert "came twice" in rig.desk.catalogue.say(refused.key, **refused.names)
    assert (await known(rig)).updates == 2
    await rig.answer_to(command("undo") | {"command": "/coach"})
    assert ((await known(rig)).stage, (await known(rig)).amount) == ("proposal", 45_000)


async def test_what_is_ticked_and_unticked_at_once_is_two_changes(rig: Rig) -> None:
    one_off = Stated(ANA, DEALS, NOW.date(), Facts(), ("transactional",), {"transactional": "transactional"})

    await change_deal(1, one_off, SALES, rig.desk)
    await change_deal(1, replace(one_off, signals={}), SALES, rig.desk)

    assert (await known(rig)).updates == 3


async def test_a_closed_deal_gets_no_next_step_that_its_card_would_not_show(rig: Rig) -> None:
    await say(rig, "won Tarnbeck")

    answer = await say(rig, "next Tarnbeck tomorrow kick-off")

    assert answer["text"].startswith("*Tarnbeck* is closed, so it has no next step.")
    assert (await known(rig)).updates == 2


async def test_coach_undo_takes_back_the_last_change_of_ones_own(rig: Rig) -> None:
    await say(rig, "next Tarnbeck 14 March call Mara")
    await say(rig, "won Tarnbeck", user=BEN)

    answer = await rig.answer_to({**command("undo"), "command": "/coach"})

    now = await known(rig)
    assert answer["text"] == "Taken back: your last change to *Tarnbeck*."
    assert (now.state, now.next_step) == ("won", None)
    async with rig.desk.storage.begin(SALES) as tx:
        assert [update.author for update in await tx.updates.of_deal(1)] == [ANA, BEN]


async def test_what_somebody_else_changed_only_an_admin_takes_back(rig: Rig) -> None:
    body = undo_in(await say(rig, "won Tarnbeck"))

    refused = await rig.answer_to({**body, "user": {"id": BEN, "team_id": "T0SALES"}})
    assert (await known(rig)).state == "won"
    await rig.answer_to({**body, "user": {"id": MIA, "team_id": "T0SALES"}})

    assert "Only who made that change" in refused["text"]
    assert (await known(rig)).state == "open"


async def test_a_step_by_hand_settles_the_nudge_that_asked_for_it_and_undo_opens_it(rig: Rig) -> None:
    nudge_id = await nudge(rig)
    answer = await say(rig, "next Tarnbeck friday call Mara")
    settled = await state_of(rig, nudge_id)

    await rig.answer_to(undo_in(answer))

    assert (settled, await state_of(rig, nudge_id)) == ("settled", "standing")


async def nudge(rig: Rig) -> int:

    said = Nudge(PLAY.id, "waiting", "What next?", "thread")
    async with rig.desk.storage.begin(SALES) as tx:
        about = await tx.decisions.add(DecisionRecord(DEALS, "1772443900.000100", "1.0", NOW, ANA, 1, said))
        return await tx.nudges.add(
            decision_id=about,
            deal_id=1,
            author=ANA,
            channel=DEALS,
            ts="1772443900.000100",
            thread_ts="1772443900.000100",
            play=said.play,
            evidence=said.evidence,
            words=said.words,
            to="thread",
            at=NOW,
        )


async def state_of(rig: Rig, nudge_id: int) -> str:
    async with rig.desk.storage.begin(SALES) as tx:
        found = await tx.nudges.get(nudge_id)
        assert found is not None
        return found.state


async def test_the_form_shows_what_is_known(rig: Rig) -> None:
    view = await opened_view(rig, "update Tarnbeck")

    shown = filled(view)["view"]["state"]["values"]
    assert shown["company"]["company"]["value"] == "Tarnbeck"
    assert shown["amount"]["amount"]["value"] == "$45,000"
    assert shown["stage"]["stage"]["selected_option"]["value"] == "proposal"
    assert shown["next_step_date"]["next_step_date"]["selected_date"] == "2026-03-20"
    assert shown["decision_maker"]["decision_maker"]["value"] == "Mara Quist (CFO)"
    assert shown["owner"]["owner"]["selected_user"] == ANA


async def test_the_form_changes_what_was_changed_and_nothing_else(rig: Rig) -> None:
    view = await opened_view(rig, "update Tarnbeck")

    answer = await rig.answer_to(
        filled(
            view,
            amount="52k EUR",
            next_step="",
            next_step_date=None,
            close_date="2026-04-30",
            owner=BEN,
            decision_maker="Mara Quist (CEO)\nIvo Lind",
            champion="Ben Ito (IT lead)",
            motive="Two of three trucks stand still",
            kind="transactional",
        )
    )

    now = await known(rig)
    assert (now.amount, now.currency, now.stage, now.owner) == (52000, "EUR", "proposal", BEN)
    assert (now.next_step, now.next_step_date, now.close_date) == (None, None, date(2026, 4, 30))
    assert now.contacts == (
        Contact("Mara Quist", "CEO", "decision_maker", met=True),
        Contact("Ivo Lind", None, "decision_maker"),
        Contact("Ben Ito", "IT lead", "champion"),
    )
    assert now.motive == "Two of three trucks stand still"
    assert {"motive_known", "transactional"} <= set(now.signals)
    assert answer["text"] == "*Tarnbeck* is updated."


async def ladder(rig: Rig) -> list[Rung]:
    async with rig.desk.storage.begin(SALES) as tx:
        return list(climb(await tx.updates.of_deal(1)))


async def hear_of(rig: Rig, *rungs: Rung) -> None:
    """Ana's next message tells of the rungs."""
    passages: dict[str, Passage] = {rung: Passage(0, 1, by_buyer=False) for rung in rungs}
    told = Update(DEALS, "1772443999.000100", None, ANA, "person", NOW - timedelta(hours=1), Facts(), told=passages)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.updates.put(told, 1)
        await rebuild(1, tx)


async def test_the_form_shows_what_the_buyer_agreed_to_and_ticks_add_and_take_back(rig: Rig) -> None:
    await hear_of(rig, "time", "decision")
    view = await opened_view(rig, "update Tarnbeck")
    shown = filled(view)["view"]["state"]["values"]["ladder"]["ladder"]["selected_options"]

    answer = await rig.answer_to(filled(view, ladder="time problem_shared decision_maker_involved"))
    changed = await ladder(rig)
    await rig.answer_to(undo_in(answer))

    assert [choice["value"] for choice in shown] == ["time", "decision_maker_involved", "decision"]
    assert changed == ["time", "problem_shared", "decision_maker_involved"]
    assert await ladder(rig) == ["time", "decision_maker_involved", "decision"]


async def test_what_a_message_tells_of_the_ladder_while_the_form_is_open_stays(rig: Rig) -> None:
    view = await opened_view(rig, "update Tarnbeck")
    await hear_of(rig, "decision")

    await rig.answer_to(filled(view, ladder="time"))
    await rig.send(filled(view, ladder="time"))

    assert await ladder(rig) == ["time", "decision"]
    assert (await known(rig)).updates == 3


@pytest.mark.parametrize("amount", ["$50,000", "$50k", "50,000 USD"])
async def test_a_form_submitted_twice_or_unchanged_counts_once_or_not_at_all(rig: Rig, amount: str) -> None:
    view = await opened_view(rig, "update Tarnbeck")
    typed = filled(view, amount=amount, champion="Ines Falk(VP) ; Tom Reed")

    await rig.send(filled(view))
    await rig.answer_to(typed)
    await rig.send(typed)

    assert ((await known(rig)).amount, (await known(rig)).updates) == (50000, 2)


async def test_a_long_step_of_which_the_form_shows_the_beginning_stays_whole(rig: Rig) -> None:
    number = await tell(rig, "Wexmoor", DEALS, Facts(next_step="go through the offer " * 40))
    view = await opened_view(rig, "update Wexmoor")

    await rig.answer_to(filled(view, amount="$50,000"))

    assert (await known(rig, number)).next_step == "go through the offer " * 40


async def test_what_somebody_changed_while_the_form_was_open_stays(rig: Rig) -> None:
    view = await opened_view(rig, "update Tarnbeck")
    await say(rig, "next Tarnbeck 25 March sign", user=BEN)

    await rig.answer_to(filled(view, amount="$50,000"))

    now = await known(rig)
    assert (now.amount, now.next_step) == (50000, "sign")


async def test_later_messages_add_to_what_the_form_said(rig: Rig) -> None:
    view = await opened_view(rig, "update Tarnbeck")
    await rig.answer_to(filled(view, amount="", motive="They lose orders"))
    async with rig.desk.storage.begin(SALES) as tx:
        later = Update(DEALS, "1773443900.000100", None, ANA, "person", NOW, Facts(amount=61000, currency="GBP"))
        await tx.updates.put(later, 1)
        await rebuild(1, tx)

    now = await known(rig)

    assert (now.amount, now.currency, now.motive) == (61000, "GBP", "They lose orders")


@pytest.mark.parametrize("amount", ["a lot", "$", "ten or twenty"])
async def test_a_sum_that_cannot_be_read_is_told_at_its_field(rig: Rig, amount: str) -> None:
    view = await opened_view(rig, "update Tarnbeck")

    errors = await errors_of(rig, filled(view, amount=amount))

    assert list(errors) == ["amount"]
    assert (await known(rig)).amount == 45000


@pytest.mark.parametrize(
    ("typed", "amount", "currency"),
    [
        ("45000", 45000, None),
        ("45,000", 45000, None),
        ("$45k", 45000, "USD"),
        ("45.000 EUR", 45000, "EUR"),
        ("1200.50", 1200, None),
        ("7", 7, None),
    ],
)
async def test_sums_are_read_as_people_write_them(rig: Rig, typed: str, amount: int, currency: str | None) -> None:
    view = await opened_view(rig, "update Tarnbeck")

    await rig.answer_to(filled(view, amount=typed, motive="x"))

    assert ((await known(rig)).amount, (await known(rig)).currency) == (amount, currency)


async def test_a_day_that_has_passed_is_told_at_its_field(rig: Rig) -> None:
    view = await opened_view(rig, "update Tarnbeck")

    errors = await errors_of(rig, filled(view, next_step_date="2026-03-11", close_date="2025-01-01"))

    assert sorted(errors) == ["close_date", "next_step_date"]


async def test_new_opens_a_deal_that_its_owner_finds(rig: Rig) -> None:
    view = await opened_view(rig, "new Wexmoor Ltd")

    answer = await rig.answer_to(filled(view, amount="$9k", stage="discovery"))

    card = await say(rig, "show wexmoor")
    assert answer["text"] == "*Wexmoor Ltd* is opened."
    assert "*Amount:* $9,000" in card["text"]
    assert f"*Owner:* <@{ANA}>" in card["text"]


async def test_undo_of_a_new_deal_leaves_none(rig: Rig) -> None:
    view = await opened_view(rig, "new Wexmoor")
    answer = await rig.answer_to(filled(view))

    await rig.answer_to(undo_in(answer))

    assert await deal(rig, 2) is None


@pytest.mark.parametrize("name", ["Tarnbeck", "tarnbeck inc.", " ", "…"])
async def test_a_deal_that_is_there_or_has_no_name_is_told_at_its_field(rig: Rig, name: str) -> None:
    view = await opened_view(rig, "new")

    errors = await errors_of(rig, filled(view, company=name))

    assert list(errors) == ["company"]
    assert await deal(rig, 2) is None


async def test_in_a_private_channel_that_the_bot_does_not_know_no_deal_is_opened(rig: Rig) -> None:
    answer = await rig.answer_to(command("new Wexmoor", channel="C0SECRET", channel_name="privategroup"))

    assert "I am not in this channel" in answer["text"]


async def test_what_is_added_to_a_private_deal_stays_among_those_who_see_it(rig: Rig) -> None:
    rig.members[CLOSET] = {ANA}
    number = await tell(rig, "Ravenhall", CLOSET, private=True)

    await say(rig, "next Ravenhall friday call them")

    assert (await known(rig, number)).next_step == "call them"
    assert "call them" in (await say(rig, "show Ravenhall"))["text"]
    assert "no deal called" in (await say(rig, "show Ravenhall", user=BEN))["text"]
    assert "no deal called" in (await say(rig, "won Ravenhall", user=BEN))["text"]


async def test_a_form_of_a_deal_that_one_may_not_see_changes_nothing(rig: Rig) -> None:
    rig.members[CLOSET] = {ANA}
    number = await tell(rig, "Ravenhall", CLOSET, private=True)
    view = await opened_view(rig, "update Ravenhall")

    await rig.send(filled(view, user=BEN, amount="$1"))

    assert (await known(rig, number)).amount == 45000


async def test_lost_first_shows_the_record_then_asks_why(rig: Rig) -> None:
    view = await opened_view(rig, "lost Tarnbeck")

    record = view["blocks"][0]["text"]["text"]
    assert "*Tarnbeck*: what the record showed" in record
    assert "Mara Quist (CFO)" in record
    assert (await known(rig)).state == "open"

    answer = await rig.answer_to(filled(view, why="No budget before May", told="buyer", differently="Ask earlier"))

    now = await known(rig)
    assert (now.state, now.next_step) == ("lost", None)
    assert "loss_debriefed" in now.signals
    async with rig.desk.storage.begin(SALES) as tx:
        [*_, last] = await tx.updates.of_deal(1)
    assert last.review == LossReview("No budget before May", told_by_buyer=True, differently="Ask earlier")
    assert answer["text"].startswith("*Tarnbeck* is lost.")


async def test_a_loss_review_submitted_twice_counts_once_and_undo_forgets_it(rig: Rig) -> None:
    view = await opened_view(rig, "lost Tarnbeck")

    answer = await rig.answer_to(filled(view, why="Too slow"))
    await rig.send(filled(view, why="Too slow"))
    assert (await known(rig)).updates == 2
    await rig.answer_to(undo_in(answer))

    now = await known(rig)
    assert (now.state, now.updates, now.next_step) == ("open", 1, "review the offer")


async def test_a_loss_that_is_only_inferred_is_not_taken_for_the_buyers_word(rig: Rig) -> None:
    view = await opened_view(rig, "lost Tarnbeck")

    await rig.answer_to(filled(view, why="I think the price", told="inferred"))

    assert "loss_debriefed" not in (await known(rig)).signals


async def test_a_review_without_a_reason_is_told_at_its_field(rig: Rig) -> None:
    view = await opened_view(rig, "lost Tarnbeck")

    assert list(await errors_of(rig, filled(view, why="   "))) == ["why"]
    assert (await known(rig)).state == "open"


@pytest.mark.parametrize("typed", ["update", "won", "lost"])
async def test_without_a_name_it_is_asked_for(rig: Rig, typed: str) -> None:
    assert f"`/deal {typed} Acme`" in (await say(rig, typed))["text"]


async def test_an_unknown_deal_is_met_with_the_nearest_name(rig: Rig) -> None:
    assert "Did you mean *Tarnbeck*?" in (await say(rig, "won Tarnbekc"))["text"]
