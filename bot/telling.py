"""Telling people on a terminal what came of a recording: who wrote what and when, and what the coach made of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

from bot.export import Recording
from bot.mrkdwn_text import mrkdwn_as_plain
from coaching.coach import Coach
from coaching.outcome import Outcome

_FOR_REP = re.compile(r"^\W*(?:for|on behalf of)\s+@\S+(?:\s+[A-Z]\w+)?\s*:\s*", re.IGNORECASE)
_LONGEST = 240
"""Characters of a message that are shown; the rest is cut with an ellipsis."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Words for the outcomes of one recording, on one console."""

    console: Console
    recording: Recording
    coach: Coach
    texts: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, console: Console, recording: Recording, coach: Coach) -> "Telling":
        """For this recording, shown on this console; knows every message's words by channel and ts."""
        said = [_message_of(body["event"]) for body in recording.events]
        texts = {(str(m.get("channel")), str(m.get("ts"))): str(m.get("text") or "") for m in said}
        return cls(console, recording, coach, texts)

    @property
    def names(self) -> dict[str, str]:
        """What stands for an id of a person or a channel."""
        return {**{user: person.name for user, person in self.recording.people.items()}, **self.recording.channels}

    def name(self, identity: str) -> str:
        """The name of a person or channel, or its id."""
        return self.names.get(identity, identity)

    def say(self, key: str, **values: object) -> str:
        """A sentence of the catalogue."""
        return self.coach.catalogue.say(f"demo.{key}", **values)

    def day(self, at: datetime, user: str) -> str:
        """`Mon 2 Mar` where the person is."""
        there = self.local(at, user)
        return f"{there:%a} {there.day} {there:%b}"

    def local(self, at: datetime, user: str) -> datetime:
        """That moment on the person's clock."""
        person = self.recording.people.get(user)
        return at.astimezone(ZoneInfo(person.tz if person else "UTC"))

    def words(self, channel: str, ts: str, longest: int = _LONGEST) -> str:
        """A message's words on one line, shortened."""
        plain = mrkdwn_as_plain(self.texts.get((channel, ts), ""), self.names)
        return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"

    def write(self, text: Text | str, indent: int = 0) -> None:
        """Print a paragraph, wrapped and indented, without trailing spaces."""
        shown = Text(text) if isinstance(text, str) else text
        width = max(20, min(self.console.width, 100) - indent)
        for line in shown.wrap(self.console, width):
            line.rstrip()
            self.console.print(Text(" " * indent if line.plain else "").append_text(line), soft_wrap=True)

    def heading(self, title: str) -> None:
        """Print a section's title."""
        self.write(Text(f"\n{title}", style="bold"))
        self.write("-" * min(len(title), 80))

    def message(self, outcome: Outcome) -> None:
        """Print who wrote the message that an outcome is about, when, and its words; without one, whose deal it is."""
        there = self.local(outcome.at, outcome.user)
        head = Text.assemble(
            (f"\n{self.day(outcome.at, outcome.user)} {there:%H:%M}  ", "dim"),
            (self.name(outcome.user), "bold"),
            (f"  #{self.name(outcome.channel)}", "dim"),
        )
        self.write(head)
        if outcome.ts is None:
            self.write(self.say("looked_at", deal=outcome.deal or ""), indent=2)
        else:
            self.write(self.words(outcome.channel, outcome.about_ts), indent=2)

    def nudge(self, outcome: Outcome) -> None:
        """Print what was said to a message, to whom, and because of which words."""
        play = self.coach.playbook.get(outcome.play or "")
        title = play.title if play else outcome.play
        private = outcome.to == "dm"
        where = self.say("privately", name=self.name(outcome.user)) if private else self.say("in_thread")
        self.write(Text.assemble((f"> Dealcoach, {where}: ", "cyan"), (outcome.words or "", "bold")), indent=4)
        key = "seen" if outcome.ts is None else "because"
        self.write(Text(self.say(key, evidence=self._evidence(outcome), play=title), style="dim"), indent=6)

    def _evidence(self, outcome: Outcome) -> str:
        """The quoted words as Slack shows them, without the "for @rep:" of a colleague who writes for another."""
        return _FOR_REP.sub("", mrkdwn_as_plain(outcome.evidence or "", self.names))

    def effect(self, outcome: Outcome) -> None:
        """Print what became of a nudge later."""
        day, name = self.day(outcome.at, outcome.user), self.name(outcome.user)
        text = self.words(outcome.channel, outcome.ts, longest=110) if outcome.ts else ""
        key = outcome.action if outcome.ts else "settled_by_time"
        said = self.say(key, day=day, name=name, text=text, words=outcome.words or "")
        self.write(Text(said, style="green"), indent=6)


def _message_of(event: Mapping[str, object]) -> Mapping[str, object]:
    """The message within an event: an edit carries the new version."""
    changed = event.get("message")
    return {**changed, "channel": event.get("channel")} if isinstance(changed, dict) else event
