"""Mentions of one name brought together: "Great Lakes Mutual" and later "Great Lakes" are one."""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from coaching.reading.facts.name_cues import cues_of
from coaching.reading.facts.names import take_apart
from coaching.reading.facts.wording import Name, Wording

_PERSONAL = frozenset(["first name alone", "first name and more", "honorific"])


@dataclass(frozen=True, slots=True)
class NameGroup:
    """One name with all its mentions: the fullest way in which it is written, and the cues of every mention."""

    text: str
    mentions: tuple[Name, ...]
    cues: frozenset[str]


@lru_cache(maxsize=64)
def group_names(text: str) -> tuple[NameGroup, ...]:
    """The different names in a message, in order of their first mention."""
    wording = take_apart(text)
    groups: list[tuple[set[str], list[Name]]] = []
    for name in wording.names:
        plains = {w.plain for w in wording.words[name.first : name.last + 1]}
        for known, mentions in groups:
            if plains <= known or known <= plains:
                known |= plains
                mentions.append(name)
                break
        else:
            groups.append((plains, [name]))
    found = [_grouped(wording, position, mentions) for position, (_, mentions) in enumerate(groups)]
    if len(found) == 1:
        found = [replace(found[0], cues=found[0].cues | {"only name"})]
    if found and "leading label" in found[0].cues:
        found[1:] = [replace(group, cues=group.cues | {"label elsewhere"}) for group in found[1:]]
    return tuple(_with_neighbours(wording, found))


def _grouped(wording: Wording, position: int, mentions: list[Name]) -> NameGroup:
    """One group, with the cues of all its mentions and of its place among the names of the message."""
    cues = set[str]().union(*(cues_of(n, wording) for n in mentions))
    cues.add("first name" if position == 0 else "second name" if position == 1 else "later name")
    if len(mentions) > 1:
        cues.add("repeated")
    fullest = max(mentions, key=lambda n: n.last - n.first)
    return NameGroup(fullest.text, tuple(mentions), frozenset(cues))


def _with_neighbours(wording: Wording, groups: list[NameGroup]) -> list[NameGroup]:
    """The groups, each told when it is listed beside a name that looks like a person ("Beto and Marina")."""
    spans = sorted((n.start, n.end, i) for i, g in enumerate(groups) for n in g.mentions)
    beside = set[int]()
    for (_, end, one), (start, _, other) in pairwise(spans):
        if one != other and wording.text[end:start] in (" and ", " + ", " & ", ", ", "/", " or ", "+"):
            beside |= {one} if _PERSONAL & groups[other].cues else set()
            beside |= {other} if _PERSONAL & groups[one].cues else set()
    return [replace(g, cues=g.cues | {"beside a person"}) if i in beside else g for i, g in enumerate(groups)]
