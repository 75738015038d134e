"""Cues in the words before and after a name, within its sentence."""

import re
from collections.abc import Iterator
from itertools import pairwise

from coaching.reading.facts.lexicon.cue_words import (
    COLLEAGUE,
    GROUP_ACTS,
    GROUP_PRONOUNS,
    HUMAN_ACTS,
    PERSON_PRONOUNS,
    PREPOSITIONS,
    RIVAL_PAIRS,
    RIVAL_VERBS,
    SALES_VERBS,
    TALKED_TO,
)
from coaching.reading.facts.lexicon.first_names import FIRST_NAMES
from coaching.reading.facts.lexicon.opening_words import DEAL_WORDS
from coaching.reading.facts.lexicon.title_words import DEPARTMENTS, HONORIFIC_SUFFIXES, HONORIFICS, ROLES
from coaching.reading.facts.wording import Name, Wording

_ADJOINING = re.compile(r"['’]?s? ?[*_\"“‘(]?|\s*/\s*")
_TITLE_BEHIND = re.compile(
    r"\(|,|\((?:the |our |their |his |her )?|, (?:the|our|their|his|her|who is|a)|-|–|the|is (?:the|their)|is"
)
_DEALINGS = SALES_VERBS | {"call", "meeting", "demo", "spoke", "talk", "chat", "heard", "back"}
_SINGLE_WORDS = {
    **dict.fromkeys(COLLEAGUE, "colleague before"),
    **dict.fromkeys(("the", "this", "that"), "the before"),
    **dict.fromkeys(("a", "an", "some"), "a before"),
    **dict.fromkeys(("their", "his", "her"), "their before"),
}
_MORE_BEFORE = (
    (TALKED_TO, "talked to before"),
    (SALES_VERBS, "sales verb before"),
    (RIVAL_VERBS, "rival verb before"),
    (HONORIFICS, "honorific"),
    (frozenset(["competitor", "competitors", "incumbent", "vendor", "rival", "competition"]), "rival word before"),
)
_RIVAL_BEFORE = re.compile(
    r"\b(?:(?:lost|lose|losing|loses)\b[^.;\n]{0,40}? to|(?:went|go|going|goes|gone|stay\w*|stuck"
    r"|stick\w*|proceed) with"
    r"|(?:chose|picked|preferred|selected) us over|(?:chose|picked|selected)|awarded to|prefer\w*|beat"
    r"|incumbent(?: is| =|:)?|instead of"
    r"|compar\w+ us (?:with|to|against)"
    r"|switch\w* from|replac\w+|over to|gone to|cheaper than|us and|us \+|winner was|quote from"
    r"|up against|their current"
    r"|(?:licence|(?:their|existing|current|old|a|the|multi-year|running) (?:\w+ )?contract) with|sticking with"
    r"|(?:vs|versus)\.?|against|points for|moving to|competitors? (?:is|are)"
    r"|competitors?:|competition:?|leaning to(?:wards)?|keep)\s+(?:the |their |an? |some |current )*[*_\"“(]?$",
    re.IGNORECASE,
)
_RIVAL_AFTER = re.compile(
    r"^['’]?s?[*_\"”)]? (?:got it|got the|got that|quoted|won|took it|undercut|is in there|was in there"
    r"|instead|is (?:\d+ ?% )?cheaper"
    r"|was cheaper|scored|had it|had that|has someone|came in|offered|is undercutting|are cheaper|instead)\b"
)


def cues_before(name: Name, wording: Wording) -> Iterator[str]:
    """Cues in the words that lead to the name."""
    if name.first == 0:
        return
    words, gap = wording.words, wording.gap(name.first - 1)
    last = words[name.first - 1].plain
    if any(t.last == name.first - 1 for t in wording.titles) and gap.strip("*_ ") in ("", ",", "(", "-", "–", ":"):
        yield "title before" if not gap.strip() else "title and sign before"
    if last in DEPARTMENTS and gap == " ":
        yield "department before"
    if _RIVAL_BEFORE.search(wording.text, max(0, name.start - 70), name.start):
        yield "rival phrase before"
    if not _ADJOINING.fullmatch(gap):
        return
    if last in PREPOSITIONS:
        yield f"{last} before"
        yield from _before_the_preposition(name, wording, last)
    elif last in _SINGLE_WORDS:
        yield _SINGLE_WORDS[last]
    for listed, cue in _MORE_BEFORE:
        if last in listed:
            yield cue


def _before_the_preposition(name: Name, wording: Wording, last: str) -> Iterator[str]:
    """Cues in the word before the preposition that leads to the name ("CFO at", "Marta from", "lost to")."""
    if name.first < 2 or wording.gap(name.first - 2).strip("*_ ") not in ("", ")", ","):
        return
    earlier = wording.words[name.first - 2]
    if any(t.last == name.first - 2 for t in wording.titles):
        yield f"title {last} before"
    elif last in ("at", "from", "of") and (earlier.capital or earlier.plain in FIRST_NAMES):
        yield f"name {last} before"
    if f"{earlier.plain} {last}" in RIVAL_PAIRS:
        yield "rival pair before"
    if earlier.plain in _DEALINGS:
        yield "dealing before"


def cues_after(name: Name, wording: Wording) -> Iterator[str]:
    """Cues in the words that follow the name."""
    words = wording.words
    rest = words[name.last + 1 : name.last + 13]
    if not rest:
        return
    gap = wording.gap(name.last).strip("*_ ")
    if gap == "." and len(words[name.last].plain) == 1:
        gap = ""
    if _RIVAL_AFTER.search(wording.text[name.end : name.end + 40]):
        yield "rival phrase after"
    yield from _title_behind(name, wording)
    if gap == "":
        yield from _next_words(rest[0].plain, name, wording)
    if gap in (",", "(") and (rest[0].plain in DEPARTMENTS or rest[0].plain in ROLES):
        yield "department in brackets after"
    if gap == "," and rest[0].plain in ("who", "he", "she"):
        yield "who after"
    yield from _pronoun_soon(name, wording)


def _title_behind(name: Name, wording: Wording) -> Iterator[str]:
    """A cue when a job title follows ("Ana (COO)"), or belongs to the name ("Acme's CFO")."""
    title = next((t for t in wording.titles if name.last < t.first <= name.last + 2), None)
    if title is None:
        return
    between = wording.text[name.end : wording.words[title.first].start].strip("*_ ")
    if _TITLE_BEHIND.fullmatch(between):
        yield "title after in brackets" if between.startswith("(") else "title after"
    elif between in ("'s", "’s", "'", "’"):
        yield "owns a title"


def _next_words(first: str, name: Name, wording: Wording) -> Iterator[str]:
    """Cues in the word right after the name."""
    beyond = wording.words[name.last + 2 : name.last + 5]
    for listed, cue in (
        (HUMAN_ACTS, "human act after"),
        (GROUP_ACTS, "group act after"),
        (DEAL_WORDS, "deal word after"),
        (HONORIFIC_SUFFIXES, "honorific"),
    ):
        if first in listed:
            yield cue
    if first in ("at", "from", "of") and beyond and beyond[0].capital:
        yield f"{first} a name after"
    elif first in ("in", "from", "at", "on") and any(w.plain in DEPARTMENTS for w in beyond):
        yield "in a department after"
    if first in ("at", "from", "in", "and", "to", "on", "for", "with", "about"):
        yield f"{first} after"


def _pronoun_soon(name: Name, wording: Wording) -> Iterator[str]:
    """A cue when the line goes on with a pronoun for one person or for a group."""
    words = wording.words
    for here, word in pairwise(words[name.last : name.last + 13]):
        if "\n" in wording.text[here.end : word.start]:
            return
        if word.plain in PERSON_PRONOUNS:
            yield "he or she soon"
            return
        if word.plain in GROUP_PRONOUNS:
            yield "they soon"
            return
