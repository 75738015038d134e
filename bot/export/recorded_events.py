"""A JSONL file of recorded events: one `event_callback` body a line, as Slack delivered it."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bot.export.recording import NotARecordingError, Recording, parse_json, people_from, time_of

if TYPE_CHECKING:
    from coaching.message import Person


def read_recorded_events(lines: Iterable[str]) -> Recording:
    """The events of a recording, ordered by when they happened; a first line {"users": [...]} names the people.

    Lines that are no event are skipped and counted, as is a second delivery of the same event. Raises
    `NotARecordingError` when there are lines and not one of them is an event.
    """
    skipped: Counter[str] = Counter()
    people: dict[str, Person] = {}
    timed: list[tuple[float, dict[str, Any]]] = []
    delivered: set[str] = set()
    for line in filter(str.strip, lines):
        body = _parse(line)
        if body is not None and isinstance(body.get("users"), list):
            people |= people_from(body["users"])
        elif body is None or (time := _time_of_event(body)) is None:
            skipped["lines that are no event"] += 1
        elif body.get("event_id") in delivered:
            skipped["events that were delivered twice"] += 1
        else:
            timed.append((time, body))
            delivered |= {body["event_id"]} if isinstance(body.get("event_id"), str) else set()
    if skipped and not timed:
        raise NotARecordingError("not one of its lines is an event_callback body as Slack delivers it")
    timed.sort(key=lambda pair: pair[0])
    return Recording(tuple(body for _, body in timed), people, {}, dict(skipped))


def _parse(line: str) -> dict[str, Any] | None:
    try:
        value = parse_json(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _time_of_event(body: dict[str, Any]) -> float | None:
    """When the event happened: a deletion's or an edit's own time, not that of the message which it touches."""
    event = body.get("event")
    if body.get("type", "event_callback") != "event_callback" or not isinstance(event, dict):
        return None
    return time_of(event.get("event_ts")) or time_of(event.get("ts"))
