"""One line of `dealcoach coach`: a message to answer, or the reason why the line is none."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.export.recording import parse_json

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class BadLineError(ValueError):
    """A line that cannot be answered; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message to read: the caller's id for it, its words, and its author's calendar day."""

    id: str | int
    text: str
    today: date


def parse_message_line(raw: bytes, now: datetime) -> MessageLine:
    """The message on a line {"id", "text", optional "date" (YYYY-MM-DD) and "author_tz" (an IANA name, default UTC)}.

    Without a date the message is of the day that it is at `now` (aware) in the author's time zone. Raises
    `BadLineError`.
    """
    try:
        value = parse_json(raw.decode("utf-8-sig"))
    except ValueError:
        raise BadLineError('not JSON: write one object a line, such as {"id": "1", "text": "..."}') from None
    if not isinstance(value, dict):
        raise BadLineError('not an object: write {"id": "1", "text": "..."}')
    identity, text = value.get("id"), value.get("text")
    if not isinstance(identity, str | int) or isinstance(identity, bool):
        raise BadLineError('"id" is missing: give each message a string or a whole number')
    if not isinstance(text, str):
        raise BadLineError('"text" is missing: it holds the message as a string')
    zone = _zone(value.get("author_tz"))
    return MessageLine(identity, text, _day(value.get("date")) or now.astimezone(zone).date())


def _zone(name: object) -> ZoneInfo:
    if name is None:
        return ZoneInfo("UTC")
    try:
        if isinstance(name, str):
            return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):  # unknown, a folder's name, or a path
        pass
    raise BadLineError(f'"author_tz" {name!r} is no time zone: use an IANA name such as Europe/Berlin')


def _day(written: object) -> date | None:
    if written is None:
        return None
    try:
        if isinstance(written, str) and _DATE.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise BadLineError(f'"date" {written!r} is no date: write it as 2026-03-02')
