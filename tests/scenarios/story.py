"""A story told as Slack would deliver it: people post, edit and delete, CRM apps report; then it is replayed."""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from coached import shipped_content

from bot.chosen_reader import local_reader
from bot.export import read_recording
from bot.replay import Replayed, replay
from coaching.deal import Deal
from coaching.situation import Limits

TEAM = "T0STORY"
DEALS = "C0DEALS"


class Story:
    """Events in the making. Times are "2026-03-02 10:00" on the clock of whoever acts."""

    def __init__(self) -> None:
        self.users: dict[str, dict[str, str]] = {}
        self.events: list[dict[str, Any]] = []
        self._posted: dict[str, dict[str, Any]] = {}

    def rep(self, user: str, tz: str = "Europe/London") -> str:
        """Introduce a person by their user id; the id."""
        self.users[user] = {"id": user, "name": user.removeprefix("U").title(), "tz": tz}
        return user

    def post(self, user: str, at: str, text: str, *, thread: str | None = None, channel: str = DEALS) -> str:
        """Somebody posts; the message's ts."""
        ts = self._ts(user, at)
        message = {"type": "message", "user": user, "text": text, "ts": ts, "team": TEAM}
        if thread:
            message["thread_ts"] = thread
        self._posted[ts] = message
        self._deliver(channel, ts, message)
        return ts

    def crm(self, at: str, title: str, text: str, **fields: str) -> str:
        """HubSpot posts about a deal (on UTC), with everything in an attachment; the message's ts."""
        ts = self._ts("", at)
        shown = [{"title": name.replace("_", " "), "value": value, "short": True} for name, value in fields.items()]
        post = {
            "type": "message",
            "subtype": "bot_message",
            "text": "",
            "username": "HubSpot",
            "bot_id": "B0HUBSPOT",
            "ts": ts,
            "attachments": [{"id": 1, "fallback": title, "title": title, "text": text, "fields": shown}],
        }
        self._deliver(DEALS, ts, post)
        return ts

    def edit(self, ts: str, at: str, text: str) -> str:
        """The author gives a message new words; the ts of the edit."""
        before = self._posted[ts]
        edited = self._ts(before["user"], at)
        after = before | {"text": text, "edited": {"user": before["user"], "ts": edited}}
        self._posted[ts] = after
        change = {"subtype": "message_changed", "hidden": True, "message": after, "previous_message": before}
        self._deliver(DEALS, edited, {"type": "message", "ts": edited, **change})
        return edited

    def delete(self, ts: str, at: str) -> str:
        """The author deletes a message; the ts of the deletion."""
        before = self._posted.pop(ts)
        deleted = self._ts(before["user"], at)
        removal = {"subtype": "message_deleted", "hidden": True, "deleted_ts": ts, "previous_message": before}
        self._deliver(DEALS, deleted, {"type": "message", "ts": deleted, **removal})
        return deleted

    def deliver_again(self) -> None:
        """Slack repeats its last delivery, as it does when an answer was lost."""
        self.events.append(self.events[-1])

    def write(self, path: Path) -> Path:
        """The recording as a JSONL file."""
        lines = [{"users": list(self.users.values())}, *self.events]
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        return path

    def _ts(self, user: str, at: str) -> str:
        """A ts for that moment on the user's clock; no two events of a story share one."""
        zone = ZoneInfo(self.users[user]["tz"] if user else "UTC")
        moment = datetime.fromisoformat(at).replace(tzinfo=zone) + timedelta(microseconds=100 * len(self.events))
        return f"{int(moment.timestamp())}.{moment.microsecond:06d}"

    def _deliver(self, channel: str, ts: str, event: dict[str, Any]) -> None:
        body = {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": "A0DEALCOACH",
            "event": event | {"channel": channel, "channel_type": "channel", "event_ts": ts},
            "event_id": f"Ev{len(self.events):08d}",
            "event_time": int(float(ts)),
            "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": "U0DEALCOACH", "is_bot": True}],
        }
        self.events.append(body)


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a story."""

    replayed: Replayed

    def about(self, ts: str) -> list[str]:
        """What the event `ts` caused, in order: "nudge book_follow_up", "silent rest", "settled propose_next_step"."""
        return [
            f"{outcome.action} {outcome.reason if outcome.action == 'silent' else outcome.play}"
            for outcome in self.replayed.outcomes
            if outcome.ts == ts
        ]

    @property
    def nudges(self) -> list[str]:
        """The plays that were said, in order."""
        return [outcome.play or "" for outcome in self.replayed.outcomes if outcome.action == "nudge"]

    def deals(self, name: str) -> list[Deal]:
        """The deals of that name at the end, the latest updated first."""
        return [deal for deal in self.replayed.deals if deal.name == name]


async def tell(story: Story, folder: Path, limits: Limits | None = None) -> Told:
    """Replay a story through the one path, with the content that we ship."""
    content = shipped_content()
    coach = replace(content.coach, limits=limits or Limits())
    recording = read_recording(story.write(folder / "story.jsonl"))
    return Told(await replay(recording, local_reader(content), coach, ("HubSpot",)))
