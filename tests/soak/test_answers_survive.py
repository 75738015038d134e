"""The bot killed while it answers mentions: each that it took is answered once, however often Slack tells of it."""

from collections import Counter
from pathlib import Path

import stub_payloads as shape
from crash_run import Bots, Setting, killing, tell_and_interrupt, until_all_done
from kill_plan import plan_kills
from ledger import open_ledger
from redelivering_slack import RedeliveringSlack
from sales_story import CHANNELS, PEOPLE, Delivery, SalesStory

QUESTIONS = ("what should I ask before a demo?", "how do I get to the decision maker?", "who decides at Zorbex?")
MENTIONS = 40


def mentions() -> SalesStory:
    """Mentions in all channels, of each of which Slack tells as a mention and as a message; every third is repeated."""
    happened = []
    for number in range(MENTIONS):
        ts, channel = f"{1772440000 + number}.000100", CHANNELS[number % len(CHANNELS)]
        words = f"<@{shape.BOT_USER}> {QUESTIONS[number % len(QUESTIONS)]}"
        said = {"user": list(PEOPLE)[number % len(PEOPLE)], "text": words, "ts": ts, "team": shape.TEAM}
        told = {"type": "app_mention", "channel": channel, "event_ts": ts, **said}
        for kind, event in (("Mention", told), ("Message", shape.posted(channel, {"type": "message", **said}))):
            happened.append(shape.event_callback(event) | {"event_id": f"Ev{kind}{number:04d}"})
    repeated = [Delivery(body, None) for body in happened[::3]]
    return SalesStory(tuple(happened), (*(Delivery(body, None) for body in happened), *repeated))


async def test_a_bot_killed_three_times_answers_each_mention_once_in_its_thread(tmp_path: Path) -> None:
    url, story = f"sqlite:///{tmp_path / 'dealcoach.db'}", mentions()

    async with RedeliveringSlack(seed=7, weather=10) as slack, open_ledger(url) as ledger:
        bots = Bots(Setting(url, [tmp_path], weather=10), slack)
        try:
            await bots.start_all()
            await tell_and_interrupt(story, killing(plan_kills(7, 3, len(story.happened), 1)), bots)
            await until_all_done(ledger, bots)
            codes = await bots.stop()
        finally:
            await bots.kill_all()
    answers = Counter(
        message["thread_ts"]
        for channel in slack.messages.values()
        for message in channel.values()
        if message["metadata"]["event_type"] == "dealcoach_note"
    )
    acked = {body["event"]["ts"] for body in story.happened if slack.acked[body["event_id"]] and _is_mention(body)}

    assert codes == [0]
    assert set(answers.values()) == {1}
    assert acked <= answers.keys()
    assert len(acked) > MENTIONS / 2


def _is_mention(body: shape.Payload) -> bool:
    return bool(body["event"]["type"] == "app_mention")
