"""The nudge figures, from the report that training writes: each writer read by a model that never learnt from them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coaching_content import CONTENT_DIR

REPORT = CONTENT_DIR / "reader" / "report.json"


@dataclass(frozen=True, slots=True)
class NudgeFigures:
    """What training measured: overall, per play and per writer, and nudges on real chat, as shares or counts."""

    version: str
    overall: Mapping[str, Any]
    plays: Mapping[str, Mapping[str, int]]
    writers: Mapping[str, Mapping[str, Any]]
    chat: Mapping[str, Mapping[str, int]]

    @property
    def chat_share(self) -> float | None:
        """Nudges in a message of real chat that was never trained on, the largest set of them; None without any."""
        sets = [chat for chat in self.chat.values() if chat.get("messages")]
        largest = max(sets, key=lambda chat: chat["messages"], default=None)
        return largest["nudges"] / largest["messages"] if largest else None


def load_nudge_figures(file: Path = REPORT) -> NudgeFigures:
    """The figures in a report of the training; what it lacks is empty."""
    report = json.loads(file.read_text("utf-8"))
    parts = (report.get(part) or {} for part in ("overall", "plays", "writers", "chat"))
    return NudgeFigures(str(report.get("version", "")), *parts)
