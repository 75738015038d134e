"""Whom a statement in a message speaks of: the person in its clause, or the one to whom its pronoun refers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coaching.reading.facts.clause_words import (
    ADJOINING,
    ASKED,
    BARE,
    CLAUSE_END,
    DENIAL,
    LIST,
    OBJECT,
    OPEN,
    OPENING,
    OTHERS,
    OWNER,
    PERSONAL,
    PRONOUN,
    REASON,
    RELATION,
    SENTENCE_END,
)

_REACH = 160
"""How many characters back a statement's subject is looked for."""

_NEAR = 40
"""How many characters from a person their "who" may stand."""

Truth = Literal["said", "denied", "open"]
"""Whether a statement is made, denied, or only asked and supposed."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a message speaks of a person: from the first letter of name or title to the last of either."""

    start: int
    end: int
    person: int
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Mentions:
    """A message and the places where it speaks of the people of the buyer, in order."""

    text: str
    places: Sequence[Mention]

    def sentence_start(self, place: int) -> int:
        """Where the sentence that holds `place` begins."""
        ends = [m.end() for m in SENTENCE_END.finditer(self.text, max(0, place - _REACH), place)]
        return ends[-1] if ends else max(0, place - _REACH)

    def sentence_end(self, place: int) -> int:
        """Where the sentence that holds `place` ends, its sign not counted."""
        end = SENTENCE_END.search(self.text, place)
        return end.start() if end else len(self.text)

    def clause_start(self, place: int) -> int:
        """Where the clause that holds `place` begins."""
        ends = [m.end() for m in CLAUSE_END.finditer(self.text, max(0, place - _REACH), place)]
        return ends[-1] if ends else max(0, place - _REACH)

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that end in a stretch of the text."""
        return [m for m in self.places if start < m.end <= end]

    def subject_of(self, place: int) -> tuple[Mention, Truth] | None:
        """The person of whom a verb or noun at `place` speaks, and whether it is said or denied; None when unclear.

        A person in the same clause comes first; a bare verb ("..., signs himself") speaks of the last person in the
        sentence, a pronoun of the last one in it or of the only one in the sentence before.
        """
        opening = self.clause_start(place)
        lead = self.text[opening:place]
        inside = self.between(opening, place)
        if inside:
            person, behind = inside[-1], self.text[inside[-1].end : place]
            known = _plain(behind) and self._may_be(person, "he" if PERSONAL.search(behind) else "")
            return (person, self._truth(behind, place)) if known else None
        pronoun = PRONOUN.fullmatch(lead)
        if not (pronoun and _plain(pronoun["rest"])) and not BARE.fullmatch(lead):
            return None
        meant = self._before(opening, pronoun["word"].casefold() if pronoun else "")
        return (meant, self._truth(lead, place)) if meant else None

    def object_of(self, place: int) -> Mention | None:
        """The person to whom "her" or "him" at `place` refers; None when unclear."""
        match = OBJECT.match(self.text, place)
        return self._before(place, "she" if match.group().casefold() == "her" else "he") if match else None

    def _before(self, place: int, pronoun: str) -> Mention | None:
        """The person to whom a pronoun, or a clause without a subject, refers that begins at `place`."""
        sentence = self.sentence_start(place)
        here = self.between(sentence, place)
        if here:
            adjoins = ADJOINING.fullmatch(self.text, here[-1].end, place)
            close = self._leads(here[-1]) or adjoins is not None or not pronoun
            if pronoun == "who":
                close = place - here[-1].end < _NEAR
            sure = close or (
                len({m.person for m in here}) == 1 and not PERSONAL.search(self.text, sentence, here[-1].start)
            )
            return here[-1] if sure and self._may_be(here[-1], pronoun) else None
        for _ in range(2):
            if pronoun not in ("he", "she") or "\n\n" in self.text[max(0, sentence - 2) : sentence + 1]:
                return None
            place, sentence = sentence - 1, self.sentence_start(sentence - 1)
            earlier = self.between(sentence, place + 1)
            if earlier:
                sure = len({m.person for m in earlier}) == 1 and self._may_be(earlier[-1], pronoun)
                return earlier[-1] if sure else None
        return None

    def _leads(self, mention: Mention) -> bool:
        """Whether a person is the subject of their clause, so that the next clause goes on about them."""
        opening = self.clause_start(mention.start)
        reason = REASON.search(self.text, max(0, opening - 8), opening)
        return not reason and bool(OPENING.fullmatch(self.text[opening : mention.start]))

    def _may_be(self, mention: Mention, pronoun: str) -> bool:
        """Whether a pronoun may mean this mention: "she" is not "her boss", and nobody is "Ana" in "Ana's deputy"."""
        if RELATION.match(self.text, mention.end) or (mention.plural and pronoun):
            return False
        owner = OWNER.search(self.text, max(0, mention.start - 12), mention.start)
        return not owner or owner["whose"].casefold() != {"she": "her", "he": "his"}.get(pronoun)

    def beside(self, mention: Mention) -> list[Mention]:
        """A mention and those that a list ties to it ("Ana and Tom", "Ana, Tom + Eve")."""
        listed, place = [mention], list(self.places).index(mention)
        for step in (-1, 1):
            here = place
            while 0 <= here + step < len(self.places):
                first, second = sorted((self.places[here], self.places[here + step]), key=lambda m: m.start)
                if not LIST.fullmatch(self.text[first.end : second.start]):
                    break
                here += step
                listed.append(self.places[here])
        return listed

    def _truth(self, lead: str, place: int) -> Truth:
        """Whether the words before a statement deny it or leave it open ("who signs?", "not sure whether he signs")."""
        end = self.sentence_end(place)
        sentence = self.text[max(self.sentence_start(place), place - 80) : place]
        clause = self.text[self.clause_start(place) : place]
        if self.text[end : end + 1] == "?" or ASKED.search(sentence) or OPEN.search(clause):
            return "open"
        return "denied" if DENIAL.search(lead) else "said"


def _plain(lead: str) -> bool:
    """Whether what stands between a person and a verb names no other subject."""
    return len(lead) < 60 and not OTHERS.search(lead)
