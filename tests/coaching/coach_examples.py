"""Small readings, plays and situations for the tests of the coach."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, get_args

from coaching.catalogue import Catalogue
from coaching.coach import Coach
from coaching.decision import SilenceReason
from coaching.facts import Facts
from coaching.play import Play, Playbook
from coaching.reading.result import PlayScore, Reading
from coaching.situation import Limits, Situation

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
TODAY = date(2026, 3, 4)
REASONS: tuple[SilenceReason, ...] = get_args(SilenceReason)
SILENCES = {f"silences.{reason}": f"{reason} {{play}} on {{deal}}" for reason in REASONS}
CATALOGUE = Catalogue(SILENCES | {"silences.this_deal": "this deal"})


def play(play_id: str = "ask_first", **changes: Any) -> Play:
    """A play that fires on the word "pitched" and is settled by a next step ahead."""
    content: dict[str, Any] = {
        "id": play_id,
        "title": "Ask first",
        "when": "We pitched.",
        "wrong_when": ["We asked before."],
        "fires": {"cues": ["pitched"]},
        "settled_when": ["next_step_ahead"],
        "rest_days": 7,
        "says": ["One, {contact}?", "Two, {company}?", "Three, {rep}?"],
        "why": "Because.",
        "idea": "An idea.",
        "draft": "Hi {contact}",
        "examples": {"fires": ["We pitched"] * 5, "silent": ["We asked"] * 5},
    }
    return Play.model_validate(content | changes)


def reading(
    text: str = "We pitched at Acme",
    *,
    facts: Facts | None = None,
    english: bool = True,
    is_deal_update: bool = True,
    signals: Mapping[str, str] | None = None,
    scores: Mapping[str, PlayScore] | None = None,
) -> Reading:
    """What a reader could say of a text."""
    return Reading(text, english, is_deal_update, facts or Facts(), signals or {}, scores or {})


def situation(read: Reading | None = None, **changes: Any) -> Situation:
    """A situation in which nothing holds the coach back."""
    return Situation(read or reading(), TODAY, NOW, **changes)


def coach(*plays: Play, limits: Limits | None = None) -> Coach:
    """A coach who knows these plays, or the one of `play()`."""
    return Coach(Playbook(plays or (play(),)), CATALOGUE, limits or Limits())
