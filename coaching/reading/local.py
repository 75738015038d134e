"""The reader that needs no key, no network and no GPU: trained n-grams, rules for facts and signals."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coaching.facts import Facts
from coaching.reading.evidence import quote, split_clauses
from coaching.reading.language import is_english
from coaching.reading.result import PlayScore, Reading

if TYPE_CHECKING:
    from coaching.reading.model import LinearModel

_DEAL = "deal"
HARD_FACTS_SHARE = 0.4
"""Share of the trained threshold that suffices when a message names a company and an amount, stage or dated step."""


@dataclass(frozen=True, slots=True)
class LocalReader:
    """Reads a message with a trained model; facts and signals come from the functions it is given."""

    model: "LinearModel"
    read_facts: Callable[[str, date], Facts]
    find_signals: Callable[[str], Mapping[str, str]]

    def read(self, text: str, today: date, *, about_deal: bool = False) -> Reading:
        """Read `text` as written on the author's calendar day `today`; what is clearly no deal update costs little."""
        if not is_english(text):
            return Reading(text, english=False, is_deal_update=False)
        chances = self.model.read(text)
        bar = self.model.thresholds[_DEAL]
        if chances[_DEAL] < bar * HARD_FACTS_SHARE and not about_deal:
            return Reading(text, english=True, is_deal_update=False)
        facts = self.read_facts(text, today)
        sure = chances[_DEAL] >= bar
        return Reading(
            text,
            english=True,
            is_deal_update=sure or _has_hard_facts(facts),
            facts=facts,
            signals=self.find_signals(text),
            scores=self._score_plays(text, chances) if sure else {},
        )

    def _score_plays(self, text: str, chances: Mapping[str, float]) -> dict[str, PlayScore]:
        """Each play's probability and threshold, with the clause that speaks for it most."""
        clauses = {clause: self.model.weigh_clause(clause) for clause in split_clauses(text)}
        return {
            play: PlayScore(
                chances[play],
                self.model.thresholds[play],
                quote(text, lambda clause, play=play: clauses[clause][play]),  # type: ignore[misc]
            )
            for play in self.model.plays
        }


def _has_hard_facts(facts: Facts) -> bool:
    """Whether the facts alone make a message a deal update: a company and an amount, a stage or a dated next step."""
    return facts.company is not None and bool(facts.amount or facts.stage or facts.next_step_date)
