"""Nothing is read before somebody has said so: the invitation, the commands, the buttons, and Undo."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from coached import shipped_content
from handlers_rig import Rig, open_rig
from handlers_world import CATALOGUE, NOW, SALES, ana, breaches, payload
from hypothesis import given
from hypothesis import strategies as st
from stub_slack import ANA, BEN, MIA, StubSlack

from bot.chosen_reader import local_reader
from coaching.decision import DecisionRecord, Silence
from coaching.watch import Watch
from handlers.bench import Bench
from handlers.blocks.watch import ShadowLine, intro_message, invitation_message, status_message, welcome_message
from handlers.channels.invitation import Invited, invitation_in, welcome_admins
from handlers.desk import Desk, at_desk
from handlers.messages.intake import OwnIds
from handlers.messages.work import work
from storage.records import HeldInShadow, OutboxRow

DEALS, BOT = "C0DEALS", "U0COACH"
INVITED_AT = NOW.astimezone(UTC).replace(hour=8, minute=43, second=20, microsecond=100)
UPDATE = "Sent the proposal to Acme ($45k) two weeks ago. No reply to my last three emails, they've gone dark."


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        yield opened


def bench_of(rig: Rig, **changed: Any) -> Bench:
    content = shipped_content()
    own = OwnIds(user_id=BOT, team=SALES.team)
    bench = Bench(rig.desk.storage, local_reader(content), content.coach, ana, own, watch="ask", admins=(MIA,))
    return replace(bench, **changed)


def joined(inviter: str | None = ANA, user: str = BOT, ts: str = "1773305000.000100") -> dict[str, Any]:
    event = {"type": "member_joined_channel", "user": user, "channel": DEALS, "channel_type": "C", "team": SALES.team}
    event |= {"event_ts": ts} | ({"inviter": inviter} if inviter else {})
    return {**payload("message"), "event": event, "event_id": f"EvJoin{ts}{user}"}


def posted(text: str = UPDATE, ts: str = "1773305600.000100", **more: Any) -> dict[str, Any]:
    body = payload("message")
    event = {**body["event"], "channel": DEALS, "user": ANA, "text": text, "ts": ts, "event_ts": ts} | more
    return {**body, "event": event, "event_id": f"Ev{ts}"}


async def waiting(rig: Rig) -> tuple[OutboxRow, ...]:
    async with rig.desk.storage.begin(SALES) as tx:
        return await tx.outbox.pending()


async def watch_of(rig: Rig) -> Watch | None:
    async with rig.desk.storage.begin(SALES) as tx:
        return await tx.watches.get(DEALS)


async def say(rig: Rig, text: str, user: str = ANA, channel: str = DEALS) -> dict[str, Any]:
    body = {**payload("slash_deal"), "command": "/coach", "text": text, "user_id": user, "channel_id": channel}
    return await rig.answer_to(body)


def click(value: str, user: str = ANA, action: str = "watch_channel") -> dict[str, Any]:
    body = payload("click_on_more")
    body["user"]["id"] = user
    what = {"action_id": action, "type": "button", "value": value}
    body["actions"] = [{"block_id": "b", "action_ts": "1772443900.123456", **what}]
    return body


async def test_who_invited_the_bot_is_asked_and_nobody_else_and_once(rig: Rig) -> None:
    for _ in range(2):
        await work(joined(), bench_of(rig))

    [row] = await waiting(rig)
    assert row.channel == ANA
    assert f"<#{DEALS}>" in row.body["text"]
    assert [button["value"] for button in row.body["blocks"][1]["elements"]] == [f"{DEALS} 0", f"{DEALS} 14"]
    assert await watch_of(rig) == Watch(DEALS, "asked", ANA, INVITED_AT)


async def test_where_slack_names_nobody_the_admins_are_asked(rig: Rig) -> None:
    await work(joined(inviter=None), bench_of(rig, admins=(MIA, BEN)))

    assert [row.channel for row in await waiting(rig)] == [MIA, BEN]


async def test_an_invitation_that_comes_late_asks_nothing_that_was_answered_since(rig: Rig) -> None:
    await say(rig, "watch", MIA)

    await work(joined(), bench_of(rig))

    assert [row.channel for row in await waiting(rig)] == [DEALS]
    assert (await watch_of(rig) or Watch("", "off", None, NOW)).state == "on"


async def test_where_all_channels_are_watched_nobody_is_asked(rig: Rig) -> None:
    await work(joined(), bench_of(rig, watch="all"))

    assert await waiting(rig) == ()


@pytest.mark.parametrize(
    "body",
    [
        joined(user=BEN),
        joined(ts=""),
        joined(ts="soon"),
        joined(ts="9" * 40),
        {**joined(), "event": {"type": "member_joined_channel", "user": BOT}},
        {**joined(), "event": None},
        {},
    ],
)
def test_what_is_no_invitation_of_the_bot_is_none(body: dict[str, Any]) -> None:
    assert invitation_in(body, OwnIds(user_id=BOT)) is None
    assert invitation_in(joined(), OwnIds()) is None
    assert invitation_in(joined(), OwnIds(user_id=BOT)) == Invited(DEALS, ANA, INVITED_AT)


async def test_nothing_of_a_channel_is_read_or_kept_before_somebody_has_said_so(rig: Rig) -> None:
    assert await work(posted(), bench_of(rig)) == []

    async with rig.desk.storage.begin(SALES) as tx:
        assert await tx.messages.get(DEALS, "1773305600.000100") is None
        assert await tx.messages.text(DEALS, "1773305600.000100") is None
        assert await tx.deals.standing() == ()


async def test_once_it_was_said_updates_are_answered_and_everybody_was_told_once(rig: Rig) -> None:
    await work(joined(), bench_of(rig))
    answer = await rig.answer_to(click(f"{DEALS} 0"))
    again = await rig.answer_to(click(f"{DEALS} 0"))
    [outcome] = await work(posted(), bench_of(rig))

    assert answer["replace_original"] is True
    assert f"<#{DEALS}> from now on" in answer["text"]
    assert "already" in again["text"]
    assert (outcome.action, outcome.deal) == ("nudge", "Acme")
    _, intro, nudge = await waiting(rig)
    assert (intro.channel, intro.thread_ts) == (DEALS, None)
    assert "What I read" in intro.body["text"]
    assert nudge.thread_ts == "1773305600.000100"


@pytest.mark.parametrize("value", ["C0OTHER 0", DEALS, f"{DEALS} x", f"{DEALS} -1", ""])
async def test_a_forged_button_watches_nothing(rig: Rig, value: str) -> None:
    await work(joined(), bench_of(rig))

    refused = await rig.answer_to(click(value))

    assert "no longer open" in refused["text"]
    assert [row.channel for row in await waiting(rig)] == [ANA]


@pytest.mark.parametrize("text", ["watch", "unwatch"])
async def test_only_who_invited_the_bot_or_an_admin_decides(rig: Rig, text: str) -> None:
    await work(joined(), bench_of(rig))

    refused = await say(rig, text, BEN)
    clicked = await rig.answer_to(click(f"{DEALS} 0", BEN))
    state = (await watch_of(rig) or Watch("", "off", None, NOW)).state
    allowed = [await say(rig, text, user) for user in (ANA, MIA)]

    assert "Only who invited me, or an admin" in refused["text"]
    assert "Only who invited me, or an admin" in clicked["text"]
    assert state == "asked"
    assert not any("Only who" in answer["text"] for answer in allowed)


async def test_where_there_is_no_admin_anybody_in_the_channel_may_decide(rig: Rig) -> None:
    rig.app.use(at_desk(replace(rig.desk, admins=())))

    answer = await say(rig, "watch", BEN)

    assert "from now on" in answer["text"]


async def test_the_inviter_may_end_what_an_admin_began(rig: Rig) -> None:
    await work(joined(), bench_of(rig))
    await say(rig, "watch", MIA)

    answer = await say(rig, "unwatch", ANA)

    assert "nothing in this channel any more" in answer["text"]


async def test_watch_and_unwatch_can_be_taken_back_by_the_button_and_by_the_command(rig: Rig) -> None:
    await work(joined(), bench_of(rig))
    asked = await watch_of(rig)
    on = await say(rig, "watch")
    watched = await watch_of(rig)
    await say(rig, "unwatch")

    taken_back = [(await say(rig, "undo"))["text"], await watch_of(rig)]
    undo = on["blocks"][1]["elements"][0]
    clicked = await rig.answer_to(click(undo["value"], ANA, undo["action_id"]))

    assert taken_back == ["Taken back: what you said last of whether I watch a channel.", watched]
    assert clicked["text"] == "Taken back."
    assert await watch_of(rig) == asked


async def test_undo_of_the_first_word_on_a_channel_leaves_nothing(rig: Rig) -> None:
    await say(rig, "watch", MIA)

    await say(rig, "undo", MIA)

    assert await watch_of(rig) is None


async def test_an_edit_of_what_was_seen_is_followed_although_the_channel_is_watched_no_more(rig: Rig) -> None:
    bench = bench_of(rig)
    await say(rig, "watch", MIA)
    await work(posted(), bench)
    await say(rig, "unwatch", MIA)
    edit, removal = payload("message_changed"), payload("message_deleted")
    for body in (edit, removal):
        body["event"] |= {"channel": DEALS, "event_ts": "1773305700.000100", "ts": "1773305700.000100"}
    message = {**edit["event"]["message"], "user": ANA, "text": "Lunch, anyone?", "ts": "1773305600.000100"}
    edit["event"] |= {"message": message, "previous_message": {**message, "text": UPDATE}}

    [outcome] = await work(edit, bench)
    unseen = await work(posted(ts="1773305800.000100"), bench)

    assert (outcome.action, outcome.reason) == ("withdrawn", "not_a_deal")
    assert unseen == []


async def test_in_the_shadow_everything_is_decided_and_nothing_said_and_the_trial_keeps_the_limits(rig: Rig) -> None:
    bench = bench_of(rig)
    await say(rig, "watch quietly 10 days", MIA)
    said_before = len(await waiting(rig))

    first = await work(posted(), bench)
    again = await work(posted(ts="1773305700.000100"), bench)
    other = await work(posted(UPDATE.replace("Acme", "Globex"), ts="1773305800.000100"), bench)
    after = await work(posted(UPDATE.replace("Acme", "Initech"), ts=f"{1773305800 + 11 * 86400}.000100"), bench)

    told = [[(outcome.action, outcome.reason) for outcome in came] for came in (first, again, other, after)]
    assert told == [[("silent", "shadow")], [("silent", "rest")], [("silent", "shadow")], [("nudge", None)]]
    assert len(await waiting(rig)) == said_before + 1
    assert "post nothing" in (await waiting(rig))[0].body["text"]


async def test_why_tells_that_a_channel_is_only_tried_out(rig: Rig) -> None:
    await say(rig, "watch quietly", MIA)
    await work(posted(), bench_of(rig))

    answer = await say(rig, "why")

    assert "only tried out so far" in answer["text"]


async def test_the_status_shows_admins_what_would_have_been_said(rig: Rig) -> None:
    await say(rig, "watch quietly", MIA)
    await work(posted(), bench_of(rig))

    refused = await say(rig, "status", ANA)
    shown = await say(rig, "status", MIA)

    assert "for admins" in refused["text"]
    assert f"<#{DEALS}> is tried out until Thu 26 Mar" in shown["text"]
    assert "gone dark" in shown["text"]


async def test_the_status_tells_nothing_of_a_private_channel_to_who_is_not_in_it_nor_what_is_for_the_author(
    rig: Rig,
) -> None:
    alone = next(play.id for play in shipped_content().coach.playbook.active if play.to == "dm")
    async with rig.desk.storage.begin(SALES) as tx:
        for number, (channel, play) in enumerate([("C0BOARD", "ask_first"), (DEALS, alone), (DEALS, "ask_first")]):
            await tx.watches.put(Watch(channel, "on", MIA, NOW, NOW + timedelta(days=3)))
            await tx.channels.put(channel, private=channel == "C0BOARD")
            held = Silence("shadow", "", play, f"words {number}")
            await tx.decisions.add(DecisionRecord(channel, f"{number}.000100", "1.0", NOW, ANA, None, held))
    rig.app.use(at_desk(replace(rig.desk, playbook=shipped_content().coach.playbook)))

    outside = (await say(rig, "status", MIA))["text"]
    rig.members["C0BOARD"] = {MIA}
    inside = (await say(rig, "status", MIA))["text"]

    assert [number for number in range(3) if f"words {number}" in outside] == [2]
    assert [number for number in range(3) if f"words {number}" in inside] == [0, 2]


async def test_in_a_direct_message_there_is_no_channel_to_watch(rig: Rig) -> None:
    answer = await say(rig, "watch", MIA, "D0MIA")

    assert "type it in the one that you mean" in answer["text"]


async def test_a_channel_that_the_bot_is_not_in_is_not_watched(rig: Rig) -> None:
    rig.app.use(at_desk(replace(rig.desk, bot_user=BOT)))
    refused = await say(rig, "watch", MIA)
    rig.members[DEALS] = {BOT}

    answer = await say(rig, "watch", MIA)

    assert "/invite @Dealcoach" in refused["text"]
    assert "from now on" in answer["text"]


async def test_where_nothing_is_read_why_says_so_and_tells_of_no_older_update(rig: Rig) -> None:
    await say(rig, "watch", MIA)
    await work(posted(), bench_of(rig))
    await say(rig, "unwatch", MIA)
    older, newer = [f"why https://sales.slack.com/archives/{DEALS}/p17733056{at}000100" for at in ("00", "99")]

    last, linked, unread = [(await say(rig, text))["text"] for text in ("why", older, newer)]

    assert linked.startswith("*Why I spoke up*")
    assert [text.startswith("I do not watch that channel") for text in (last, unread)] == [True, True]


async def test_a_trial_gets_another_end_where_somebody_names_one(rig: Rig) -> None:
    await say(rig, "watch quietly", MIA)

    told = [(await say(rig, f"watch quietly {days} days", MIA))["text"] for days in (14, 3)]
    watched = await watch_of(rig)

    assert [text.partition(">")[2].partition(".")[0] for text in told] == [
        " like that already",
        " from now on, and post nothing there for 3 days",
    ]
    assert watched is not None
    assert watched.shadow_until == NOW + timedelta(days=3)


async def test_where_every_channel_is_watched_admins_are_told_so(rig: Rig) -> None:
    """It would be false there that nothing is read, and that no channel is watched yet."""
    desk: Desk = replace(rig.desk, watch="all")
    await welcome_admins(SALES, desk)
    rig.app.use(at_desk(desk))

    told = await say(rig, "status", MIA)

    [welcome] = await waiting(rig)
    assert "watch every channel" in str(welcome)
    assert "I read nothing" not in str(welcome)
    assert "Every channel that I am in is watched" in told["text"]
    assert "No channel yet" not in told["text"]


async def test_admins_are_welcomed_once_and_only_before_the_bot_heard_of_a_channel(rig: Rig) -> None:
    desk: Desk = replace(rig.desk, admins=(MIA, BEN))
    for _ in range(2):
        await welcome_admins(SALES, desk)
    welcomed = [row.channel for row in await waiting(rig)]
    await say(rig, "watch", MIA)

    await welcome_admins(SALES, replace(desk, admins=(ANA,)))

    assert welcomed == [MIA, BEN]
    assert [row.channel for row in await waiting(rig)] == [MIA, BEN, DEALS]


@given(st.text(max_size=3000), st.text(max_size=3000), st.integers(0, 300))
def test_what_is_said_of_channels_fits_and_pings_nobody(name: str, words: str, count: int) -> None:
    held = HeldInShadow("C0DEALS", "1.0", "U1", None, "p", words, NOW)
    watches = [Watch(name, "asked", None, NOW)] * count
    messages = [
        welcome_message(CATALOGUE),
        invitation_message(name, CATALOGUE),
        intro_message(99, 3650, CATALOGUE),
        status_message(watches, [ShadowLine(held, name, None)] * count, NOW, CATALOGUE),
    ]

    for message in messages:
        assert message.text.strip()
        assert list(breaches(message.blocks)) == []


@pytest.mark.parametrize("read_by_model", [False, True])
async def test_the_introduction_says_where_the_words_go(rig: Rig, read_by_model: bool) -> None:
    rig.app.use(at_desk(replace(rig.desk, reads_with_model=read_by_model)))

    await say(rig, "watch", MIA)

    [intro] = await waiting(rig)
    assert ("sent to the language model" in intro.body["text"]) == read_by_model
    assert "your own server" in intro.body["text"]
