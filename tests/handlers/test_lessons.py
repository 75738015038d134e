"""What one's own losses teach comes back on a card and in a brief, with what was written in the loss review."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, SALES, payload
from sqlalchemy import event
from stub_slack import ANA, BEN, StubSlack

from coaching.deal import LossReview, Update, rebuild_deal
from coaching.facts import Contact, Facts
from coaching.told import Passage
from handlers.blocks.digest import digest_message
from handlers.digests.composing import gather_digest
from handlers.slack_ts import ts_of

PUBLIC, PRIVATE = "C0DEALS", "C0BOARD"
REVIEW = LossReview("Their CFO said no", told_by_buyer=True, differently="Ask for the CFO & <!channel> first")
COUNTED = (
    "*Worth a look:* 2 of your last 3 losses that came this far had no known decision maker at this point; "
    "this deal has none yet."
)
IN_REVIEW = " From your review of *Lost 2*, to do differently: “Ask for the CFO &amp; @\u2060channel first”"
ASIDE = Passage(0, 9, by_buyer=False)
KNOWN = {"problem": ASIDE, "motive": ASIDE}
""" What every lost deal here knew, beside two people and a dated next step."""
TWO = (Contact("Olu Ade", "buyer"), Contact("Bo Lind", None))
DECIDES = (Contact("Mara Quist", "CFO", "decision_maker"), *TWO)


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        async with opened.desk.storage.begin(SALES) as tx:
            await tx.channels.put(PUBLIC, private=False)
            await tx.channels.put(PRIVATE, private=True)
        yield opened


def told(days_ago: float, facts: Facts, channel: str = PUBLIC, author: str = ANA, **more: object) -> Update:
    at = NOW - timedelta(days=days_ago)
    kept = {"source": "person", **more}
    return Update(channel, ts_of(at), None, author, at=at, facts=facts, **kept)  # type: ignore[arg-type]


async def put(rig: Rig, name: str, *updates: Update) -> int:
    async with rig.desk.storage.begin(SALES) as tx:
        number = await tx.deals.add(rebuild_deal(name, updates))
        for update in updates:
            await tx.updates.put(update, number)
    return number


async def put_loss(rig: Rig, name: str, days_ago: float, *people: Contact, channel: str = PUBLIC, by: str = ANA) -> int:
    """A deal that came to a demo, knowing these people, and was lost ten days later with a review."""
    ahead = (NOW - timedelta(days=days_ago - 3)).date()
    facts = Facts(stage="demo", contacts=people, next_step="demo", next_step_date=ahead)
    demo = told(days_ago, facts, channel, by, told=KNOWN)
    lost = told(days_ago - 10, Facts(stage="lost"), channel, by, source="form", review=REVIEW)
    return await put(rig, name, demo, lost)


async def put_losses(rig: Rig, channel: str = PUBLIC, by: str = ANA) -> None:
    """Three lost deals, of which the second and the third had no decision maker when they came to a demo."""
    for at, people in enumerate([DECIDES, TWO, TWO]):
        await put_loss(rig, f"Lost {at}", 30.01 - at, *people, channel=channel, by=by)


async def put_open(rig: Rig, *people: Contact, author: str = ANA) -> int:
    facts = Facts(stage="demo", contacts=people)
    return await put(rig, "Tarnbeck", told(1.03, facts, author=author))


async def ask(rig: Rig, text: str = "show Tarnbeck", command: str = "/deal") -> list[str]:
    """What is answered to Ana."""
    answer = await rig.answer_to({**payload("slash_deal"), "command": command, "text": text})
    return [str(block["text"]["text"]) for block in answer["blocks"] if block["type"] == "section"]


@pytest.mark.parametrize(("command", "text"), [("/deal", "show Tarnbeck"), ("/coach", "prep Tarnbeck")])
async def test_a_lesson_stands_on_the_card_and_in_the_brief(rig: Rig, command: str, text: str) -> None:
    await put_losses(rig)
    await put_open(rig)

    assert (await ask(rig, text, command))[-1] == COUNTED + IN_REVIEW


async def test_nothing_is_said_where_the_deal_has_it_or_is_closed_or_anothers(rig: Rig) -> None:
    await put_losses(rig)
    await put_open(rig, *DECIDES)
    await put(rig, "Glenmarsh", told(1.04, Facts(stage="demo"), author=BEN))

    shown = [await ask(rig), await ask(rig, "show Glenmarsh"), await ask(rig, "show Lost 2")]

    assert "Worth a look" not in str(shown)


async def test_losses_of_a_private_channel_count_only_while_one_is_in_it(rig: Rig) -> None:
    await put_losses(rig, PRIVATE)
    await put_open(rig)

    outside = await ask(rig)
    rig.members[PRIVATE] = {ANA}
    inside = await ask(rig)

    assert "Worth a look" not in str(outside)
    assert inside[-1] == COUNTED + IN_REVIEW


async def test_losses_of_others_and_their_reviews_are_not_told(rig: Rig) -> None:
    await put_losses(rig, by=BEN)
    await put_open(rig)

    assert "Worth a look" not in str(await ask(rig))


async def test_an_undone_loss_teaches_nothing(rig: Rig) -> None:
    await put_losses(rig)
    await put_open(rig)
    async with rig.desk.storage.begin(SALES) as tx:
        [*_, last] = await tx.deals.standing("lost")
        [demo, lost] = await tx.updates.of_deal(last.id)
        await tx.updates.remove(lost.channel, lost.ts)
        await tx.deals.save(last.id, rebuild_deal(last.deal.name, [demo]))

    assert "Worth a look" not in str(await ask(rig))


async def test_a_shared_card_says_nothing_of_losses(rig: Rig) -> None:
    await put_losses(rig)
    number = await put_open(rig)
    click = payload("click_on_more")
    share = {"action_id": "share_answer", "type": "button", "value": f"show {number}", "block_id": "b"}

    await rig.send({**click, "actions": [{**share, "action_ts": "1772443900.123456"}]})
    await rig.slack.until(lambda: len(rig.slack.answers) == 2)  # the card for all, and the private one taken away

    assert "Tarnbeck" in str(rig.slack.answers[0])
    assert "Worth a look" not in str(rig.slack.answers)


async def test_the_latest_ten_losses_are_looked_at(rig: Rig) -> None:
    await put_losses(rig)
    await put_open(rig)
    for at in range(15):
        await put_loss(rig, f"Older {at}", 50 + at / 9, *TWO)

    assert "9 of your last 10 losses" in (await ask(rig))[-1]


async def test_how_much_is_asked_of_the_database_does_not_grow_with_the_losses(rig: Rig) -> None:
    asked: list[str] = []
    event.listen(rig.desk.storage._engine.sync_engine, "before_cursor_execute", lambda *seen: asked.append(seen[2]))
    await put_losses(rig)
    await put_open(rig)

    async def questions() -> int:
        asked.clear()
        await ask(rig)
        return len(asked)

    few = await questions()
    for at in range(15):
        await put_loss(rig, f"Older {at}", 50 + at / 9, *TWO)

    assert await questions() == few


async def test_a_loss_of_this_very_moment_is_not_in_the_past_yet(rig: Rig) -> None:
    await put_losses(rig)
    await put_open(rig)
    await put_loss(rig, "Just now", 10, *TWO)

    assert (await ask(rig))[-1] == COUNTED + IN_REVIEW


async def test_a_lesson_stays_when_the_words_of_the_lost_deals_are_gone(rig: Rig) -> None:
    await put_losses(rig)
    await put_open(rig)
    async with rig.desk.storage.begin(SALES) as tx:
        assert await tx.messages.texts_of_deal(1) == {}  # the updates alone are kept here, as after the words expired

    assert (await ask(rig))[-1] == COUNTED + IN_REVIEW


async def digest_at(rig: Rig, due: datetime) -> str:
    person = await rig.desk.person(ANA)
    digest = await gather_digest(person, UTC, due, SALES, rig.desk)
    return digest_message(digest, UTC, rig.desk.catalogue).text


async def test_the_digest_tells_the_lesson_on_a_deal_with_news(rig: Rig) -> None:
    await put_losses(rig)
    await put_open(rig)

    text = await digest_at(rig, NOW)

    assert "*From your own losses*\n*Tarnbeck:* 2 of your last 3 losses that came this far" in text
    assert text.splitlines()[-1].endswith(IN_REVIEW)
    assert "*From your own losses*" not in await digest_at(rig, NOW + timedelta(days=9))


async def test_a_digest_that_comes_late_tells_only_what_was_told_by_its_time(rig: Rig) -> None:
    await put_losses(rig)
    await put_open(rig)
    due = NOW - timedelta(hours=20)
    before = await digest_at(rig, due)

    await put_loss(rig, "Afterwards", 10.5, *DECIDES)
    async with rig.desk.storage.begin(SALES) as tx:
        back = told(0.2, Facts(stage="negotiation"))
        [last] = [stored.id for stored in await tx.deals.standing("lost") if stored.deal.name == "Lost 2"]
        await tx.updates.put(back, last)
        await tx.deals.save(last, rebuild_deal("Lost 2", await tx.updates.of_deal(last)))

    assert "*Tarnbeck:* 2 of your last 3 losses" in before
    assert lesson_in(await digest_at(rig, due)) == lesson_in(before)
    assert lesson_in(await digest_at(rig, NOW)) != lesson_in(before)


def lesson_in(digest: str) -> str:
    return digest.partition("*From your own losses*")[2]
