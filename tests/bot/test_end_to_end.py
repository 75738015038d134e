"""The whole bot as a process of its own, against a stub Slack and a SQLite file."""

import signal
import sqlite3
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from running_bot import RunningBot
from stub_slack import ANA, Fault, StubSlack

from coaching.deal import Deal
from coaching.digest_week import week_of
from coaching.message import Tenant
from coaching.preferences import Preferences
from storage import Storage

SILENT_BUYER = "Sent the proposal to Acme ($45k) two weeks ago. No reply to my last three emails, they've gone dark."
NO_DECIDER = "Good demo with Acme today, the users love it. But we still don't know who signs off on the budget."
CHATTER = "Anyone up for lunch at half past twelve? The new noodle place has opened."

StartBot = Callable[..., RunningBot]


@pytest.fixture
def start_bot(slack: StubSlack, tmp_path: Path) -> StartBot:
    """Makes a bot that works for the stub, each time with the same database."""

    def make(**changed: str) -> RunningBot:
        database = {"DEALCOACH_DATABASE_URL": f"sqlite:///{tmp_path / 'deals.db'}"}
        settings = slack.environment | database | changed
        return RunningBot({name: value for name, value in settings.items() if value}, tmp_path)

    return make


async def test_a_deal_update_gets_one_nudge_in_its_thread_and_chatter_gets_nothing(
    slack: StubSlack, start_bot: StartBot
) -> None:
    async with start_bot():
        await slack.post(CHATTER)
        await slack.post_as_app("Some Bot", text=SILENT_BUYER)
        ts = await slack.post(SILENT_BUYER)

        await slack.until(slack.said)

    [nudge] = slack.said()
    assert nudge["thread_ts"] == ts
    assert "gone dark" in str(nudge["blocks"])
    assert nudge["metadata"]["event_type"] == "dealcoach_nudge"


async def test_an_invited_bot_asks_reads_nothing_tells_the_channel_and_then_coaches(
    slack: StubSlack, start_bot: StartBot
) -> None:
    async with start_bot(DEALCOACH_WATCH="ask", DEALCOACH_ADMINS="U0MIA"):
        await slack.until(lambda: slack.said("D0MIA"))
        await slack.post(NO_DECIDER)
        await slack.invite(ANA)
        await slack.until(lambda: slack.said("D0ANA"))
        [question] = slack.said("D0ANA")
        for _ in range(2):
            await slack.click(question["ts"], _control(question, "watch_channel"), channel="D0ANA")
        await slack.until(lambda: len(slack.answers) == 2 and slack.said())
        ts = await slack.post(SILENT_BUYER)
        await slack.until(lambda: len(slack.said()) == 2)

    intro, nudge = slack.said()
    assert "an admin of mine" in slack.said("D0MIA")[0]["text"]
    assert "What I keep" in intro["text"]
    assert "thread_ts" not in intro
    assert nudge["thread_ts"] == ts


async def answer_to(words: str, slack: StubSlack, start_bot: StartBot) -> dict[str, Any]:
    """What the bot says to these words in a direct message, once it knows of Acme."""
    async with start_bot():
        await slack.post(SILENT_BUYER)
        await slack.until(slack.said)
        slack.messages["D0ANA"] = {}
        await slack.post(words, channel="D0ANA")
        await slack.until(lambda: slack.said("D0ANA"))
    [answer] = slack.said("D0ANA")
    return answer


async def test_a_direct_message_that_asks_is_answered_there_from_the_record(
    slack: StubSlack, start_bot: StartBot
) -> None:
    answer = await answer_to("how much is Acme worth?", slack, start_bot)

    assert "*Amount:* $45,000" in answer["text"]
    assert answer["metadata"]["event_type"] == "dealcoach_note"


async def test_a_command_in_a_direct_message_is_done_there(slack: StubSlack, start_bot: StartBot) -> None:
    answer = await answer_to("deal won Acme", slack, start_bot)

    assert "*Acme* is won." in answer["text"]
    assert "undo" in str(answer["blocks"])


async def test_an_answer_follows_the_edit_and_the_deletion_of_its_question(
    slack: StubSlack, start_bot: StartBot
) -> None:
    async with start_bot():
        slack.messages["D0ANA"] = {}
        ts = await slack.post("what should I ask before a demo?", channel="D0ANA")
        await slack.until(lambda: slack.said("D0ANA"))
        [first] = slack.said("D0ANA")
        await slack.edit(ts, "can I push with a discount deadline?", channel="D0ANA")
        await slack.until(lambda: slack.said("D0ANA")[0]["text"] != first["text"])
        [changed] = slack.said("D0ANA")
        await slack.delete(ts, channel="D0ANA")
        await slack.until(lambda: not slack.said("D0ANA"))

    assert "From the play “Leave the trick out”" in changed["text"]
    assert changed["ts"] == first["ts"]


async def test_a_digest_that_is_due_reaches_its_owner_once_although_the_bot_is_killed(
    slack: StubSlack, start_bot: StartBot, tmp_path: Path
) -> None:
    storage = Storage(f"sqlite:///{tmp_path / 'deals.db'}")
    await storage.upgrade()
    due = datetime.now(ZoneInfo("Europe/Madrid")) - timedelta(hours=2)
    async with storage.begin(Tenant("T0SALES")) as tx:
        await tx.deals.add(Deal("Acme", owner=ANA, stage="demo", next_step="call", next_step_date=date(2026, 1, 2)))
        await tx.preferences.put(ANA, Preferences(digest_day=min(due.weekday(), 4), digest_at=due.time()), due)
        planned = {
            "since": (due - timedelta(days=1)).isoformat(),
            "planned": due.isoformat(),
            "week": week_of(due.date()),
        }
        await tx.due.put("digest", ANA, due, planned)
    await storage.close()

    async with start_bot() as bot:
        await slack.until(lambda: slack.said("D0ANA"))
        await bot.end(signal.SIGKILL)
    async with start_bot() as bot:
        await bot.until_connected()
        await slack.post(SILENT_BUYER)
        await slack.until(slack.said)

    [digest] = slack.said("D0ANA")
    assert "*Next step overdue*" in digest["text"]


async def test_an_edit_changes_the_nudge_and_a_deletion_takes_it_back(slack: StubSlack, start_bot: StartBot) -> None:
    async with start_bot():
        ts = await slack.post(SILENT_BUYER)
        await slack.until(slack.said)
        [before] = slack.said()

        await slack.edit(ts, NO_DECIDER)
        await slack.until(lambda: [message["text"] for message in slack.said()] != [before["text"]])
        [after] = slack.said()
        await slack.delete(ts)
        await slack.until(lambda: not slack.said())

    assert after["ts"] == before["ts"]
    assert len(slack.called("chat.postMessage")) == 1


async def test_deal_show_answers_with_what_is_known_of_the_deal(slack: StubSlack, start_bot: StartBot) -> None:
    async with start_bot():
        await slack.post(SILENT_BUYER)
        await slack.until(slack.said)

        answer = await slack.command("/deal", "show acme")

    shown = str(answer)
    assert answer["response_type"] == "ephemeral"
    assert "Acme" in shown
    assert "45" in shown


async def test_a_click_on_a_thumb_is_stored_and_more_opens_the_modal(
    slack: StubSlack, start_bot: StartBot, tmp_path: Path
) -> None:
    async with start_bot():
        await slack.post(SILENT_BUYER)
        await slack.until(slack.said)
        [nudge] = slack.said()

        await slack.click(nudge["ts"], _thumb_up(nudge))
        await slack.click(nudge["ts"], _control(nudge, "nudge_more"))
        await slack.until(lambda: slack.views and len(_verdicts(tmp_path)) == 2)

    assert set(_verdicts(tmp_path)) == {(ANA, "good"), (ANA, "more")}


async def test_a_nudge_that_is_done_shrinks_in_its_place_and_stands_again_after_undo(
    slack: StubSlack, start_bot: StartBot
) -> None:
    async with start_bot():
        await slack.post(SILENT_BUYER)
        await slack.until(slack.said)
        [nudge] = slack.said()

        await slack.click(nudge["ts"], _control(nudge, "nudge_done"))
        await slack.until(lambda: slack.said()[0]["text"].startswith("✓ Settled"))
        await slack.until(lambda: slack.answers)
        await slack.click(nudge["ts"], slack.answers[-1]["blocks"][1]["elements"][0])
        await slack.until(lambda: slack.said()[0]["text"] == nudge["text"])

    assert len(slack.said()) == 1


async def test_a_muted_play_stays_unsaid_and_why_tells_so(slack: StubSlack, start_bot: StartBot) -> None:
    async with start_bot():
        await slack.post(SILENT_BUYER)
        await slack.until(slack.said)
        [nudge] = slack.said()
        await slack.click(nudge["ts"], _control(nudge, "nudge_mute", "me"))
        await slack.until(lambda: slack.answers)

        await slack.post(SILENT_BUYER.replace("Acme", "Tarnbeck"))
        await slack.post(NO_DECIDER.replace("Acme", "Glenmarsh"))
        await slack.until(lambda: len(slack.said()) == 2)
        why = await slack.command("/coach", "why Tarnbeck")

    assert "Glenmarsh" in str(slack.said()[1]) or "signs off" in str(slack.said()[1])
    assert why["text"].startswith("*Why I said nothing* about Tarnbeck")
    assert "it is muted here" in why["text"]


async def test_whoever_asks_hears_what_the_budget_held_back_and_nothing_is_said_or_decided_once_more(
    slack: StubSlack, start_bot: StartBot, tmp_path: Path
) -> None:
    async with start_bot(DEALCOACH_PERSON_PER_DAY="1"):
        await slack.post(SILENT_BUYER)
        await slack.until(slack.said)
        held = await slack.post(SILENT_BUYER.replace("Acme", "Tarnbeck"))
        await slack.until(lambda: _count(tmp_path, "decisions") == 2)

        told = await slack.choose_shortcut(held, "coach_update")

    assert told["text"].startswith("*What I would say* about Tarnbeck")
    assert "enough has been said for today" in told["text"]
    assert len(slack.said()) == 1
    assert [_count(tmp_path, table) for table in ("decisions", "nudges", "deals", "updates")] == [2, 1, 2, 2]


async def test_kill_9_and_restart_keep_the_deals_and_say_nothing_twice(slack: StubSlack, start_bot: StartBot) -> None:
    async with start_bot() as bot:
        await slack.post(SILENT_BUYER)
        await slack.until(slack.said)
        await bot.end(signal.SIGKILL)

    async with start_bot():
        answer = await slack.command("/deal", "show acme")

    assert "45" in str(answer)
    assert len(slack.called("chat.postMessage")) == 1


async def test_what_could_not_be_posted_before_a_crash_is_posted_once_after_it(
    slack: StubSlack, start_bot: StartBot
) -> None:
    slack.fail("chat.postMessage", *[Fault(status=503)] * 100)
    async with start_bot() as bot:
        await slack.post(SILENT_BUYER)
        await slack.until(lambda: slack.called("chat.postMessage"))
        await bot.end(signal.SIGKILL)
    slack.mend("chat.postMessage")

    async with start_bot():
        await slack.until(slack.said)

    assert len(slack.said()) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_told_to_stop_the_bot_finishes_what_it_took_and_exits_with_0(
    slack: StubSlack, start_bot: StartBot, number: signal.Signals
) -> None:
    async with start_bot() as bot:
        await slack.post(SILENT_BUYER)

        code = await bot.end(number)

    assert code == 0
    assert len(slack.said()) == 1


@pytest.mark.parametrize(
    ("changed", "sentences"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, ["Slack does not know SLACK_BOT_TOKEN: copy the Bot User OAuth Token"]),
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, ["Slack refuses SLACK_APP_TOKEN (invalid_auth): make a token"]),
        ({"SLACK_BOT_TOKEN": "", "SLACK_APP_TOKEN": ""}, ["SLACK_BOT_TOKEN is missing", "SLACK_APP_TOKEN is missing"]),
        (
            {"DEALCOACH_DATABASE_URL": "sqlite:////no/such/folder/deals.db"},
            ["has no folder to lie in: create /no/such/folder"],
        ),
        ({"SLACK_API_URL": "http://127.0.0.1:9/"}, ["Slack does not answer at http://127.0.0.1:9/"]),
    ],
    ids=["bot token", "app token", "no tokens", "database", "no Slack"],
)
async def test_what_keeps_the_bot_from_starting_is_said_in_a_sentence_with_exit_code_1(
    start_bot: StartBot, changed: dict[str, str], sentences: list[str]
) -> None:
    async with start_bot(**changed) as bot:
        code = await bot.end()

    assert code == 1
    assert [sentence for sentence in sentences if sentence not in bot.said] == []
    assert "Traceback" not in bot.said
    assert len([line for line in bot.said.splitlines() if not line.startswith("{")]) <= 1 + len(sentences)


async def test_no_token_is_ever_logged(slack: StubSlack, start_bot: StartBot) -> None:
    slack.fail("chat.postMessage", Fault(status=503))
    async with start_bot(DEALCOACH_LOG_LEVEL="DEBUG") as bot:
        await slack.post(SILENT_BUYER)
        await slack.until(slack.said)
        await bot.end(signal.SIGTERM)

    assert bot.said
    assert not [token for token in ("xoxb-", "xapp-", "ticket-") if token in bot.said]


def _thumb_up(nudge: dict[str, Any]) -> dict[str, Any]:
    """The thumb as Slack sends its click."""
    [block] = [block for block in nudge["blocks"] if block["type"] == "context_actions"]
    [thumbs] = block["elements"]
    up = {"value": thumbs["positive_button"]["value"], "text": thumbs["positive_button"]["text"]}
    return {"type": "feedback_buttons", "action_id": thumbs["action_id"], "block_id": block["block_id"], **up}


def _control(nudge: dict[str, Any], action: str, choice: str = "") -> dict[str, Any]:
    """A button of a message as Slack sends its click, or a choice in one of its menus."""
    [block] = [block for block in nudge["blocks"] if block["type"] == "actions"]
    [control] = [one for one in block["elements"] if one["action_id"] == action]
    chosen = [option for option in control.get("options", ()) if option["value"].startswith(f"{choice} ")]
    return {**control, "block_id": block.get("block_id", "b"), **({"selected_option": chosen[0]} if chosen else {})}


def _count(folder: Path, table: str) -> int:
    """How many rows a table of the bot's has."""
    with sqlite3.connect(folder / "deals.db") as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608  our own names


def _verdicts(folder: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(folder / "deals.db") as database:
        return list(database.execute("SELECT user_id, verdict FROM feedback"))
