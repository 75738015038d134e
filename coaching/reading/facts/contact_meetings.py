"""Whether a message says that we have met a person: spoke with them, heard from them, or had them in the room."""

import re
from collections.abc import Iterator

from coaching.reading.facts.contact_mentions import Mention, Mentions
from coaching.reading.facts.meeting_words import (
    AHEAD,
    BOOKED,
    CALLED_OFF,
    DID,
    EVENT,
    HEARSAY,
    MET_THEM,
    NEVER,
    NEVER_PASSIVE,
    NOT_YET,
    PAST,
    PLANNED,
    PRONOUN_DID,
    SPOKE,
    TOLD,
    WAS_THERE,
    WROTE,
)


def people_met(mentions: Mentions) -> frozenset[int]:
    """The people whom the message says we have met; what is planned, wished, denied or hearsay does not count."""
    by_us = [other for m in mentions.places if _met_by_us(m, mentions) for other in mentions.beside(m)]
    there = [m for m in mentions.places if _took_part(m, mentions)]
    met = {m.person for m in (*by_us, *there, *_by_pronoun(mentions))}
    return frozenset(met - {m.person for m in _never_met(mentions)})


def _met_by_us(mention: Mention, mentions: Mentions) -> bool:
    """Whether the words before a person say that we spoke with them, or name a talk with them that is no plan."""
    sentence = mentions.sentence_start(mention.start)
    before = mentions.text[sentence : mention.start]
    spoke = SPOKE.search(before)
    if spoke:
        written = WROTE.search(before) and TOLD.match(before, spoke.start())
        return not written and not NOT_YET.search(_own_clause(before, spoke.start()))
    event = EVENT.search(before)
    if event is None or PLANNED.search(before) or BOOKED.search(mentions.text, 0, sentence):
        return False
    after = mentions.text[mention.end : min(mentions.sentence_end(mention.end), mention.end + 70)]
    return not CALLED_OFF.search(after) and _has_been(before, event, after)


def _has_been(before: str, event: re.Match[str], after: str) -> bool:
    """Whether a talk has taken place, by the words before its noun and behind the person."""
    clause = _own_clause(before, event.start())
    if NOT_YET.search(clause) or NOT_YET.search(event.group()):
        return False
    past = PAST.search(clause) or PAST.match(after.lstrip(" ,"))
    return bool(past) or not (AHEAD.search(after) or AHEAD.search(before))


def _own_clause(before: str, place: int) -> str:
    """The words of the clause in which a verb at `place` stands, up to that verb."""
    return re.split(r"[,;:–—]\s|\s-\s|\b(?:and|but|then|so)\b", before[:place])[-1][-60:]


def _took_part(mention: Mention, mentions: Mentions) -> bool:
    """Whether the words behind a person say that they spoke to us or were there."""
    text = mentions.text
    after = text[mention.end : mention.end + 120]
    before = text[mentions.sentence_start(mention.start) : mention.start]
    if DID.match(after):
        return not HEARSAY.search(before)
    there = WAS_THERE.match(after)
    if there is None or HEARSAY.search(before) or NOT_YET.search(before[-30:]) or AHEAD.search(before[-60:]):
        return False
    return not AHEAD.search(after[there.end() : there.end() + 25])


def _by_pronoun(mentions: Mentions) -> Iterator[Mention]:
    """The people of whom a later "she said" or "met her" speaks."""
    text = mentions.text
    for match in PRONOUN_DID.finditer(text):
        found = mentions.subject_of(match.end("who") + 1)
        lead = text[mentions.clause_start(match.start()) : match.start()]
        if found and found[1] == "said" and not HEARSAY.search(lead):
            yield found[0]
    for match in MET_THEM.finditer(text):
        lead = text[mentions.sentence_start(match.start()) : match.start()]
        others = mentions.between(mentions.clause_start(match.start()), match.start())
        person = mentions.object_of(match.start("them"))
        if (
            person
            and not others
            and not WROTE.search(text[max(0, match.start() - 120) : match.start()])
            and not NOT_YET.search(_own_clause(lead, len(lead)))
        ):
            yield person


def _never_met(mentions: Mentions) -> Iterator[Mention]:
    """The people of whom the message says that we have not met them."""
    for match in NEVER.finditer(mentions.text):
        direct = next((m for m in mentions.places if 0 <= m.start - match.end() < 12), None)
        person = mentions.object_of(match.end()) or direct
        if person and not re.search(r"[,.;]", mentions.text[match.end() : person.start]):
            yield person
    for mention in mentions.places:
        if NEVER_PASSIVE.match(mentions.text[mention.end :]):
            yield mention
