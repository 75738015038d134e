"""Count how well nudges match the labels: precision, recall and silence, overall, per play and per writer."""

from collections.abc import Sequence
from typing import Any

from bot.training.examples import CHAT, Example

Answer = tuple[str | None, bool]
"""The play that was raised (or None), and whether the message was taken for a deal update."""
Figures = dict[str, Any]


def score_answers(examples: Sequence[Example], answers: Sequence[Answer]) -> Figures:
    """The figures of these answers; shares are rounded to three places and None where there is nothing to divide by."""
    pairs = list(zip(examples, answers, strict=True))
    said = [(e, play) for e, (play, _) in pairs if play]
    right = sum(play in e.plays for e, play in said)
    return {
        "messages": len(pairs),
        "nudges": len(said),
        "precision": _share(right, len(said)),
        "recall": _share(right, sum(bool(e.primary) for e in examples)),
        "silent_when_run_well": _share_silent([a for e, a in pairs if e.is_deal_update and not e.plays]),
        "silent_when_not_a_deal": _share_silent([a for e, a in pairs if not e.is_deal_update]),
        "deal_updates_seen": _share_taken([a for e, a in pairs if e.is_deal_update], taken=True),
        "others_let_pass": _share_taken([a for e, a in pairs if not e.is_deal_update], taken=False),
    }


def score_by_play(examples: Sequence[Example], answers: Sequence[Answer], plays: Sequence[str]) -> dict[str, Figures]:
    """For each play: nudges said and right, messages that owed it (their primary play) and of those the ones met."""
    return {play: _score_play(play, examples, answers) for play in plays}


def score_by_writer(examples: Sequence[Example], answers: Sequence[Answer]) -> dict[str, Figures]:
    """The figures of each writer's messages."""
    writers = sorted({e.writer for e in examples if e.writer != CHAT})
    return {
        writer: score_answers(
            [e for e in examples if e.writer == writer],
            [a for e, a in zip(examples, answers, strict=True) if e.writer == writer],
        )
        for writer in writers
    }


def _score_play(play: str, examples: Sequence[Example], answers: Sequence[Answer]) -> Figures:
    pairs = [(e, said) for e, (said, _) in zip(examples, answers, strict=True)]
    return {
        "said": sum(said == play for _, said in pairs),
        "right": sum(said == play and play in e.plays for e, said in pairs),
        "owed": sum(e.primary == play for e, _ in pairs),
        "met": sum(e.primary == play and said in e.plays for e, said in pairs),
    }


def _share_silent(answers: list[Answer]) -> float | None:
    return _share(sum(play is None for play, _ in answers), len(answers))


def _share_taken(answers: list[Answer], *, taken: bool) -> float | None:
    return _share(sum(deal == taken for _, deal in answers), len(answers))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None
