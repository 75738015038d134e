"""A recording: events in the order in which they happened, with the people and channels that they name."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coaching.message import Person

Body = Mapping[str, Any]
"""An `event_callback` body as Slack delivers it."""

_TS = re.compile(r"\d{1,11}(\.\d{6})?")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class NotARecordingError(Exception):
    """The path holds nothing that can be replayed; the message is one sentence for the person who gave the path."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What a path held: `events` oldest first, `people` by user id, channel names by id.

    `skipped` counts what was left out, by a phrase that says what it was ("messages without a time").
    """

    events: tuple[Body, ...]
    people: Mapping[str, Person] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    skipped: Mapping[str, int] = field(default_factory=dict)


def parse_json(text: str) -> Any:
    """The value that `text` holds; raises `ValueError` when it is no JSON.

    Half of a surrogate pair, which JSON can spell and no database can store, becomes a question mark.
    """
    try:
        value = json.loads(text)
        if _SURROGATE.search(text):
            return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value


def time_of(ts: object) -> float | None:
    """The seconds since 1970 of a Slack `ts` such as "1772443923.481929", or None when it is none."""
    return float(ts) if isinstance(ts, str) and _TS.fullmatch(ts) else None


def person_from(member: object) -> Person | None:
    """A person from an entry of `users.json` (or a recorded `users` line), or None when it names no user id.

    The time zone is UTC where the entry names none that the IANA database knows.
    """
    if not isinstance(member, dict) or not isinstance(member.get("id"), str) or not member["id"]:
        return None
    profile = member["profile"] if isinstance(member.get("profile"), dict) else {}
    names = (profile.get("real_name"), member.get("real_name"), profile.get("display_name"), member.get("name"))
    return Person(member["id"], _first_text(names) or member["id"], _known_zone(member.get("tz")))


def people_from(members: Iterable[object]) -> dict[str, Person]:
    """The people among `members`, by user id."""
    return {person.id: person for person in map(person_from, members) if person}


def _first_text(values: Iterable[object]) -> str | None:
    return next((value.strip() for value in values if isinstance(value, str) and value.strip()), None)


def _known_zone(name: object) -> str:
    if not isinstance(name, str) or not name:
        return "UTC"
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, OSError, ValueError):  # unknown, a folder's name, or a path
        return "UTC"
