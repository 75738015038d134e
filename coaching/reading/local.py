"""The reader that needs no key, no network and no GPU: trained n-grams, rules for facts and signals."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coaching.facts import Facts
from coaching.reading.evidence import quote, split_clauses
from coaching.reading.language import is_english
from coaching.reading.normalise import count_ordinary_words, cut_to_read
from coaching.reading.result import PlayScore, Reading

if TYPE_CHECKING:
    from coaching.reading.model import LinearModel

_DEAL = "deal"
_MENTION = "<@"
"""A hand-over to a colleague ("Acme goes to <@U1> from today") looks like chatter to the model: its facts are
read all the same, so that whoever knows the deals can tell whether it speaks of one."""
FEWEST_WORDS = 2
"""A text with fewer ordinary words tells the model nothing: a name by itself would pass for a deal update."""
NO_DEAL = 0.02
"""Below this probability of being a deal update, a message by itself is not read further."""
STAGE_COUNTS = 0.1
"""From this probability on a stage tells of a deal; below it, "lost" and "won" are more often said of games."""
PERHAPS_DEAL = 0.3
"""From this probability on, a named company and a play that fires make a message a deal update.

Of 16 such messages among 3,600 by writers whom the reader had not learnt from, and 3,000 of real chat, all were.
"""


@dataclass(frozen=True, slots=True)
class LocalReader:
    """Reads a message with a trained model; facts and signals come from the functions it is given."""

    model: "LinearModel"
    read_facts: Callable[[str, date], Facts]
    find_signals: Callable[[str], Mapping[str, str]]

    def read(self, text: str, today: date, *, about_deal: bool = False) -> Reading:
        """Read `text` as written on the author's calendar day `today`; what is clearly no deal update costs little."""
        text = cut_to_read(text)
        if not is_english(text):
            return Reading(text, english=False, is_deal_update=False)
        chances = self.model.read(text)
        chatter = chances[_DEAL] < NO_DEAL and not about_deal
        if chatter and _MENTION not in text:
            return Reading(text, english=True, is_deal_update=False)
        facts, signals = self.read_facts(text, today), self.find_signals(text)
        if chatter or not self._is_deal_update(text, chances, facts, signals):
            return Reading(text, english=True, is_deal_update=False, facts=facts, signals=signals)
        scores = self._score_plays(text, chances)
        return Reading(text, english=True, is_deal_update=True, facts=facts, signals=signals, scores=scores)

    def _is_deal_update(
        self, text: str, chances: Mapping[str, float], facts: Facts, signals: Mapping[str, str]
    ) -> bool:
        """By the model's word, or by a named company with what only deal updates say about one."""
        enough = count_ordinary_words(text) >= FEWEST_WORDS
        if enough and chances[_DEAL] >= self.model.thresholds[_DEAL]:
            return True
        fires = any(chances[play] >= self.model.thresholds[play] for play in self.model.plays)
        telling = facts.amount or facts.next_step_date or signals or (facts.stage and chances[_DEAL] >= STAGE_COUNTS)
        return facts.company is not None and bool(telling or (enough and fires and chances[_DEAL] >= PERHAPS_DEAL))

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
