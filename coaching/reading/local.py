"""The reader that needs no key and nothing from outside: trained n-grams, a small neural network, rules for facts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coaching.facts import Facts
from coaching.reading.buyer_promises import without_promises
from coaching.reading.evidence import quote, split_clauses
from coaching.reading.facts.owners import find_owner
from coaching.reading.language import is_english
from coaching.reading.normalise import count_ordinary_words, cut_to_read
from coaching.reading.result import PlayScore, Reading

if TYPE_CHECKING:
    from coaching.reading.model import Chances, LinearModel
    from coaching.reading.network import Network
    from coaching.reading.telling import FindTold

_DEAL = "deal"
FEWEST_WORDS = 2
"""A text with fewer ordinary words tells the model nothing: a name by itself would pass for a deal update."""
NO_DEAL = 0.02
"""Below this probability of being a deal update, a message by itself is not read further."""
WORTH_A_LOOK = 0.05
"""Where the tables give no play this probability, the network is not asked: it has never made one fire there.

Out of writer that spared a fifth of the deal updates and three in four of what else was read, and cost no nudge.
"""
STAGE_COUNTS = 0.1
"""From this probability on a stage tells of a deal; below it, "lost" and "won" are more often said of games."""
PERHAPS_DEAL = 0.1
"""From this probability on, a play that fires makes a message a deal update: terse ones look like none by themselves.

Out of writer that let 80 more of 4,080 messages get their nudge at .006 less precision, and one of 3,000 of chat.
"""


@dataclass(frozen=True, slots=True)
class LocalReader:
    """Reads a message with a trained model; facts, signals and what is told come from functions that it is given.

    Without a `network` the model's tables judge alone, by thresholds of their own that keep the precision.
    """

    model: "LinearModel"
    read_facts: Callable[[str, date], Facts]
    find_signals: Callable[[str], Mapping[str, str]]
    network: "Network | None" = None
    find_told: "FindTold" = lambda text: {}

    def read(self, text: str, today: date, *, about_deal: bool = False) -> Reading:
        """Read `text` as written on the author's calendar day `today`; what is clearly no deal update costs little."""
        text = cut_to_read(text)
        if not is_english(text):
            return Reading(text, english=False, is_deal_update=False)
        odds = self.model.odds(text)
        chances = self.model.judge(odds)
        chatter = chances[_DEAL] < NO_DEAL and not about_deal
        if chatter and not _hands_over(text):
            return Reading(text, english=True, is_deal_update=False)
        if self.network and not chatter and max(chances[play] for play in self.model.plays) >= WORTH_A_LOOK:
            chances = self.network.judge(text, odds)
        facts, signals = self.read_facts(text, today), self.find_signals(text)
        told = self.find_told(text)
        if chatter or not self._is_deal_update(text, chances, facts, signals):
            doubtful = chances[_DEAL] >= NO_DEAL
            return Reading(text, True, False, facts=facts, signals=signals, told=told, doubtful=doubtful)
        scores = self._score_plays(text, self._but_for_promises(text, chances))
        return Reading(text, english=True, is_deal_update=True, facts=facts, signals=signals, told=told, scores=scores)

    def _is_deal_update(self, text: str, chances: "Chances", facts: Facts, signals: Mapping[str, str]) -> bool:
        """By the model's word, or by a named company with what only deal updates say about one."""
        fires = chances[_DEAL] >= PERHAPS_DEAL and any(chances.reach(play) for play in self.model.plays)
        if (fires or chances.reach(_DEAL)) and count_ordinary_words(text) >= FEWEST_WORDS:
            return True
        telling = facts.amount or facts.next_step_date or signals or (facts.stage and chances[_DEAL] >= STAGE_COUNTS)
        return facts.company is not None and bool(telling)

    def _but_for_promises(self, text: str, chances: "Chances") -> "Chances":
        """The chances that plays have without what the buyer promised to send us, where those are smaller.

        A paper of theirs on its way looks to the model like an offer of ours, and no play is raised for it.
        """
        rest = without_promises(text) if any(chances.reach(play) for play in self.model.plays) else None
        if rest is None:
            return chances
        if count_ordinary_words(rest) < FEWEST_WORDS:
            return chances.at_most({})
        odds = self.model.odds(rest)
        judged = self.network.judge(rest, odds) if self.network else self.model.judge(odds)
        return chances.at_most(judged.by_label)

    def _score_plays(self, text: str, chances: "Chances") -> dict[str, PlayScore]:
        """Each play's probability and threshold, with the clause that speaks for it most."""
        clauses = {clause: self.model.weigh_clause(clause) for clause in split_clauses(text)}
        return {
            play: PlayScore(
                chances[play],
                chances.thresholds[play],
                quote(text, lambda clause, play=play: clauses[clause][play]),  # type: ignore[misc]
            )
            for play in self.model.plays
        }


def _hands_over(text: str) -> bool:
    """Whether the text names an owner ("Acme goes to <@U1> from today"): to the model that looks like chatter.

    Its facts are read all the same, so that whoever knows the deals can tell whether it speaks of one.
    """
    return "<@" in text and find_owner(text) is not None
