"""A Slack export in its standard layout, as the events that Slack would have delivered."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.export.files import ExportFiles, UnreadableFileError
from bot.export.recording import Recording, people_from, person_from, time_of
from coaching.message import Person

_DAY_FILE = re.compile(r"([^/]+)/(\d{4}-\d{2}-\d{2})\.json")
_LISTS = {"users.json", "channels.json", "groups.json"}
_UNREAD_LISTS = {"dms.json", "mpims.json"}
_ONLY_IN_EXPORTS = frozenset(
    {
        "reactions",
        "replies",
        "reply_count",
        "reply_users",
        "reply_users_count",
        "latest_reply",
        "user_profile",
        "edited",
    }
)
"""Keys that an export adds to a message and a delivered event lacks (an edited message stands in its final form)."""


def holds_export(files: ExportFiles) -> bool:
    """Whether these files look like a Slack export at all."""
    return "channels.json" in files.names or any(_DAY_FILE.fullmatch(name) for name in files.names)


def read_export(files: ExportFiles) -> Recording:
    """Everything said in the export's channels, oldest first; what cannot be used is skipped and counted."""
    reading = _ExportReading(files)
    members = reading.read_list("users.json")
    channels = {name: channel for channel, name in reading.read_channels().items()}
    people = people_from(members)
    found: dict[tuple[str, str], tuple[float, dict[str, Any]]] = {}
    for channel, message, time in reading.read_messages(channels):
        if (channel, message["ts"]) in found:
            reading.skipped["messages that occur twice"] += 1
            continue
        found[channel, message["ts"]] = time, message
        _add_stranger(people, message)
    team = _team_of(members, (message for _, message in found.values()))
    ordered = sorted(found.items(), key=lambda item: item[1][0])
    events = tuple(_as_body(channel, message, team) for (channel, _), (_, message) in ordered)
    return Recording(events, people, {channel: name for name, channel in channels.items()}, dict(reading.skipped))


@dataclass(slots=True)
class _ExportReading:
    """One pass over an export's files, counting what is left out."""

    files: ExportFiles
    skipped: Counter[str] = field(default_factory=Counter)

    def read_list(self, name: str) -> list[Any]:
        """The entries of a file that should hold a list; empty when it is missing or wrong."""
        if name not in self.files.names:
            return []
        try:
            entries = self.files.read_json(name)
        except UnreadableFileError as error:
            self.skipped[str(error)] += 1
            return []
        if not isinstance(entries, list):
            self.skipped["files that hold no list"] += 1
            return []
        return entries

    def read_channels(self) -> dict[str, str]:
        """Channel names by id; the folders stand for themselves when no list names a channel."""
        entries = [entry for name in ("channels.json", "groups.json") for entry in self.read_list(name)]
        named = {
            entry["id"]: entry["name"]
            for entry in entries
            if isinstance(entry, dict) and isinstance(entry.get("id"), str) and isinstance(entry.get("name"), str)
        }
        if named:
            return named
        self.skipped["lists of channels (folder names are used instead)"] += 1
        return {
            folder: folder for folder in sorted({day[1] for day in map(_DAY_FILE.fullmatch, self.files.names) if day})
        }

    def read_messages(self, channels: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Any], float]]:
        """Each message of a known channel with the channel's id and its time."""
        unknown: set[str] = set()
        for name in self.files.names:
            day = _DAY_FILE.fullmatch(name)
            if day and day[1] in channels:
                yield from self._messages_in(name, channels[day[1]])
            elif day:
                unknown.add(day[1])
            elif name not in _LISTS:
                self.skipped[
                    "lists of direct messages" if name in _UNREAD_LISTS else "files that hold no messages"
                ] += 1
        if unknown:
            self.skipped["folders that are no listed channel"] += len(unknown)

    def _messages_in(self, name: str, channel: str) -> Iterator[tuple[str, dict[str, Any], float]]:
        for entry in self.read_list(name):
            if not isinstance(entry, dict) or entry.get("type", "message") != "message":
                self.skipped["entries that are no messages"] += 1
            elif (time := time_of(entry.get("ts"))) is None:
                self.skipped["messages without a time"] += 1
            else:
                yield channel, entry, time


def _as_body(channel: str, message: Mapping[str, Any], team: str) -> dict[str, Any]:
    """The `event_callback` body with which Slack would have delivered an exported message."""
    ts = message["ts"]
    event = {key: value for key, value in message.items() if key not in _ONLY_IN_EXPORTS}
    event |= {"type": "message", "channel": channel, "channel_type": "channel", "event_ts": ts}
    return {
        "type": "event_callback",
        "team_id": team,
        "api_app_id": "A0REPLAY",
        "event": event,
        "event_id": "Ev" + hashlib.sha256(f"{channel} {ts}".encode()).hexdigest()[:14].upper(),
        "event_time": int(float(ts)),
        "authorizations": [{"enterprise_id": None, "team_id": team, "user_id": "U0REPLAY", "is_bot": True}],
    }


def _team_of(members: Iterable[object], messages: Iterable[Mapping[str, Any]]) -> str:
    """The workspace that most members, or else most messages, name."""
    for entries, key in ((members, "team_id"), (messages, "team")):
        named = Counter[str](e[key] for e in entries if isinstance(e, dict) and isinstance(e.get(key), str) and e[key])
        if named:
            return named.most_common(1)[0][0]
    return "T0REPLAY"


def _add_stranger(people: dict[str, Person], message: Mapping[str, Any]) -> None:
    """Take the name of somebody whom users.json lacks from the profile that stands on their message."""
    user, profile = message.get("user"), message.get("user_profile")
    if isinstance(user, str) and user and user not in people and isinstance(profile, dict):
        person = person_from({"id": user, "profile": profile, "name": profile.get("name")})
        if person:
            people[user] = person
