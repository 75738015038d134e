"""An answer follows its question: edits and deletions, in any order and more than once, end in one answer or none."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, SALES
from stub_slack import ANA, StubSlack
from test_replying import OWN, direct, mention, said
from told_deals import DEMO, PUBLIC, hear, know_channels

from handlers.messages.spoken import Spoken, Unsaid, spoken_in

DECIDES, NEXT, NOBODY, OWNS = (
    "<@U0COACH> who decides at Tarnbeck?",
    "<@U0COACH> what is the next step with Tarnbeck?",
    "who decides at Tarnbeck?",
    "<@U0COACH> who owns the Tarnbeck deal?",
)
ANSWERS = {DECIDES: "*Decision maker:*", NEXT: "*Next step:*", OWNS: "*Owner:*", NOBODY: None, "": None}


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        await know_channels(opened)
        await hear(opened, (PUBLIC, DEMO))
        yield opened


def edited(body: dict[str, Any], text: str, cause_ts: str = "1772449000.000100", **more: Any) -> dict[str, Any]:
    """The event of an edit of the message in `body`."""
    before = {key: value for key, value in body["event"].items() if key != "channel_type"}
    event = {
        "type": "message",
        "subtype": "message_changed",
        "channel": before["channel"],
        "channel_type": body["event"].get("channel_type", "channel"),
        "message": {**before, "type": "message", "text": text},
        "previous_message": {**before, "type": "message"},
        "ts": cause_ts,
        "event_ts": cause_ts,
    }
    return {**body, "event_id": f"Ev{cause_ts}", "event": {**event, **more}}


def deleted(body: dict[str, Any], cause_ts: str = "1772449900.000100", **more: Any) -> dict[str, Any]:
    """The event of its deletion."""
    changed = edited(body, "", cause_ts)["event"]
    gone = {key: changed[key] for key in changed if key != "message"}
    event = {**gone, "subtype": "message_deleted", "deleted_ts": body["event"]["ts"], **more}
    return {**body, "event_id": f"Ev{cause_ts}", "event": event}


@dataclass
class Shown:
    """What stands in Slack: the outbox is sent in its order, as the sender does it."""

    rig: Rig
    messages: dict[str, tuple[str, str]] = field(default_factory=dict)
    posted: int = 0

    async def send(self) -> None:
        async with self.rig.desk.storage.begin(SALES) as tx:
            for row in await tx.outbox.pending():
                note = await tx.notes.get(row.note_id or 0)
                assert note is not None
                if row.kind == "post":
                    self.posted += 1
                ts = f"{self.posted}.000100" if row.kind == "post" else note.posted_ts
                assert ts is not None
                if row.kind == "delete":
                    del self.messages[ts]
                else:
                    assert row.kind == "post" or ts in self.messages
                    self.messages[ts] = (row.channel, row.body["text"])
                await tx.outbox.sent(row.id, row.channel, ts, NOW)

    def answer(self) -> str | None:
        """The one answer, cut after its first words; None when there is none."""
        assert len(self.messages) <= 1
        found = next(iter(self.messages.values()), None)
        return found[1] if found else None


def story(texts: Iterable[str], ts: str) -> list[dict[str, Any]]:
    """A message of the first text, edited to each of the others; "" deletes it."""
    first, *later = texts
    body = mention(first, ts=ts, channel=PUBLIC)
    told = [body]
    for number, text in enumerate(later, 1):
        cause_ts = f"{int(ts.split('.')[0]) + number}.000900"
        told.append(edited(body, text, cause_ts) if text else deleted(body, cause_ts))
        if text:
            body = {**body, "event": {**body["event"], "text": text}}
    return told


@pytest.mark.parametrize(
    "texts",
    [[DECIDES, NEXT], [DECIDES, NOBODY], [DECIDES, NEXT, ""], [DECIDES, NOBODY, OWNS]],
    ids=["another question", "the mention goes", "deleted at last", "the mention comes back"],
)
@pytest.mark.parametrize("at_once", [True, False], ids=["sent at once", "sent at last"])
async def test_the_last_state_wins_in_any_order(rig: Rig, texts: list[str], at_once: bool) -> None:
    for number, order in enumerate(permutations(range(len(texts)))):
        shown, told = Shown(rig), story(texts, f"{1772450000 + 100 * number}.000100")
        for place in (*order, order[0]):  # and one of them comes twice
            await said(rig, told[place])
            if at_once:
                await shown.send()
        await shown.send()

        wanted, answer = ANSWERS[texts[-1]], shown.answer()
        assert (answer is None) if wanted is None else (answer is not None and wanted in answer), order


async def test_an_edit_that_adds_a_mention_is_answered(rig: Rig) -> None:
    body = mention(NOBODY, "message", channel=PUBLIC, channel_type="channel")
    await said(rig, body)

    [row] = await said(rig, edited(body, DECIDES))

    assert (row.kind, row.channel, row.thread_ts) == ("post", PUBLIC, body["event"]["ts"])


async def test_an_answer_that_becomes_private_leaves_the_thread(rig: Rig) -> None:
    shown, body = Shown(rig), mention(DECIDES, channel=PUBLIC)
    await said(rig, body)
    await shown.send()

    await said(rig, edited(body, "<@U0COACH> can I push with a discount deadline?"))
    await shown.send()

    [(channel, text)] = shown.messages.values()
    assert channel == ANA
    assert "Leave the trick out" in text


async def test_a_direct_message_is_followed_too(rig: Rig) -> None:
    shown, body = Shown(rig), direct("who decides at Tarnbeck?")
    await said(rig, body)
    await shown.send()
    await said(rig, edited(body, "what is the next step with Tarnbeck?"))
    await shown.send()
    changed = shown.answer()
    await said(rig, deleted(body))
    await shown.send()

    assert changed is not None
    assert "*Next step:*" in changed
    assert shown.messages == {}


QUESTION = mention(DECIDES)


@pytest.mark.parametrize(
    ("body", "unsaid"),
    [
        (edited(QUESTION, NEXT), False),
        (edited(QUESTION, NOBODY), True),
        (deleted(QUESTION), True),
        (deleted(QUESTION, previous_message=None), True),
        (edited(QUESTION, "", message={"subtype": "tombstone", "user": "USLACKBOT", "ts": "1.1"}), True),
        (edited(mention(NOBODY), DECIDES), False),
        (edited(direct("hello"), "bye"), False),
    ],
)
def test_what_an_edit_or_a_deletion_says_to_us(body: dict[str, Any], unsaid: bool) -> None:
    assert isinstance(spoken_in(body, OWN), Unsaid if unsaid else Spoken)


OURS = {"bot_id": "B0COACH", "user": "U0COACH", "ts": "1772447960.001500", "text": DECIDES}


@pytest.mark.parametrize(
    "body",
    [
        edited(QUESTION, DECIDES),
        edited(mention(NOBODY), "who decides?"),
        deleted(mention(NOBODY)),
        edited(QUESTION, NEXT, message=OURS, previous_message=OURS | {"text": NEXT}),
        deleted(QUESTION, previous_message=OURS),
        edited(QUESTION, NEXT, channel=""),
        edited(QUESTION, NEXT, ts="soon"),
        deleted(QUESTION, deleted_ts=None),
        edited(QUESTION, NEXT, message={**QUESTION["event"], "user_team": "T0PARTNER"}),
    ],
)
def test_other_changes_say_nothing_to_us(body: dict[str, Any]) -> None:
    assert spoken_in(body, OWN) is None
