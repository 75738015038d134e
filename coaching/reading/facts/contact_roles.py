"""What a message says of a person's part: whether they decide, champion us or guard the door."""

import re
from collections.abc import Iterator

from coaching.facts import Role
from coaching.reading.facts.contact_mentions import Mention, Mentions
from coaching.reading.facts.decision_words import (
    ABLE,
    APPOSED,
    CHAMPION,
    DECIDER,
    DECIDES,
    GUARDS,
    IS,
    LINK,
    MEETING,
    WITHOUT,
)
from coaching.reading.facts.lexicon import plain_word
from coaching.reading.facts.lexicon.title_words import DECIDERS, GATEKEEPERS

_NO_DECIDERS = frozenset(["vice", "deputy", "assistant", "product", "process", "account", "system", "app"])

Parts = dict[int, set[tuple[Role, bool]]]


def parts_of(mentions: Mentions) -> Parts:
    """For each person, the parts in the decision that the message states (True) or denies (False)."""
    parts: Parts = {}
    found = [*_verbs(mentions), *_nouns(mentions, DECIDER, "decision_maker"), *_nouns(mentions, CHAMPION, "champion")]
    for mention, role, stated in found:
        parts.setdefault(mention.person, set()).add((role, stated))
    return parts


def role_of(title: str | None, parts: set[tuple[Role, bool]], after: str) -> Role | None:
    """The part that a person plays, by their title, what is stated of them, and the sentence after their name."""
    words = {plain_word(w) for w in re.split(r"[\s/,-]+", title or "")}
    last = plain_word((title or "").split(" to ")[0].split(" ")[-1])
    if (last in GATEKEEPERS and "company" not in words) or GUARDS.search(after):
        return "gatekeeper"
    denied = ("decision_maker", False) in parts
    if (("decision_maker", True) in parts or DECIDER.search(title or "")) and not denied:
        return "decision_maker"
    if ("champion", True) in parts or last == "champion":
        return "champion"
    return "decision_maker" if words & DECIDERS and not words & _NO_DECIDERS and not denied else None


def _verbs(mentions: Mentions) -> Iterator[tuple[Mention, Role, bool]]:
    """Who signs, decides or holds the money, and of whom that is denied."""
    for match in DECIDES.finditer(mentions.text):
        found = mentions.subject_of(match.start())
        if found is None or found[1] == "open":
            continue
        mention, truth = found
        able = ABLE.search(mentions.text, max(0, match.start() - 40), match.start())
        together = mentions.beside(mention) if match["base"] and not able else [mention]
        if match["base"] and not able and len(together) == 1 and not mention.plural:
            continue
        for one in together:
            yield one, "decision_maker", truth == "said"


def _nouns(mentions: Mentions, noun: re.Pattern[str], role: Role) -> Iterator[tuple[Mention, Role, bool]]:
    """Who is called a decision maker or champion, before or after their name."""
    text = mentions.text
    for match in noun.finditer(text):
        named = next((m for m in mentions.places if _names(text, match, m)), None)
        if named:
            yield named, role, True
            continue
        found = mentions.subject_of(match.start())
        if found is None or found[1] == "open":
            continue
        mention, truth = found
        opening = max(mention.end, mentions.clause_start(match.start()))
        if truth == "denied" or IS.fullmatch(text, opening, match.start()):
            yield mention, role, truth == "said"


def _names(text: str, match: re.Match[str], mention: Mention) -> bool:
    """Whether a noun such as "decision maker" stands before the person whom it describes."""
    if not match.end() <= mention.start < match.end() + 45:
        return False
    if APPOSED.fullmatch(text, match.end(), mention.start):
        return bool(MEETING.search(text, 0, match.start()))
    return bool(LINK.fullmatch(text, match.end(), mention.start)) and not WITHOUT.search(text, 0, match.start())
