"""The people on the buyer's side whom a message names, or gives by their title alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from coaching.reading.facts.clause_words import RELATION
from coaching.reading.facts.companies import find_company
from coaching.reading.facts.labelled_lines import rep_lines
from coaching.reading.facts.lexicon import plain_words
from coaching.reading.facts.lexicon.title_words import DEPARTMENTS, GATEKEEPERS
from coaching.reading.facts.name_groups import NameGroup, group_names
from coaching.reading.facts.name_points import weigh_name
from coaching.reading.facts.wording import Name, Title, Wording

_SURE, _SURE_IN_RECAP = 0.4, 0.6
"""A name is a person of the buyer's from this probability on; a recap names people of other deals and ours, too."""
_RECAP = 450
"""A longer message is a recap."""
_LINKS = re.compile(
    r"\s*(?:\(|,|[-–—:]|the|is|who is|as)?\s*(?:(?:the|our|their|his|her|its|a|an|new|is|who is)\s+){0,3}[*_]*",
    re.IGNORECASE,
)
_DEPARTMENT = re.compile(r"^(?:\s+(?:in|from|on|at)\s+(?:the\s+)?|\s*[(,]\s*)(?P<words>[^\W\d_][\w&/ -]{1,30})")
_RIGHT_BEFORE = re.compile(r"[\s*_]{1,3}|\s*[,(–-]\s*|:\s+|\s+is\s+")
_AT_COMPANY = re.compile(r"\s+(?:of|at|from)\s+[A-Z0-9][^,.;:()\n]{1,32}(?:,|\s[-–—])\s+")
_APPOSITION_ENDS = re.compile(r"\s*(?:[,.;!?\n)–—]|$|today|yesterday)")
_REPORTS = re.compile(r"\s+(?:told|said|says|reckons|wrote|thinks)\b")
_PART = r"(?:decision[- ]?maker|economic buyer|budget (?:holder|owner)|signatory|signer|champion)"
_PART_BEFORE = re.compile(rf"\b{_PART}(?:\s+is|:|,|\s+\()?\s+$", re.IGNORECASE)
_PART_AFTER = re.compile(rf"\s*(?:\(|,|is|as)\s*(?:the |our |their )?{_PART}\b", re.IGNORECASE)
_PRONOUN_AFTER = re.compile(r",\s+(?:s?he|who)\s+(?:has|signs|decides|said|is the|told|owns|holds|runs)\b")
_PLURALS = frozenset(["owners", "founders", "cofounders", "directors", "partners", "managers", "trustees"])
_DETERMINED = re.compile(
    r"(?:\b(?:the|their|its|his|her|an?|new|old|any|with|w/|both|new)|['’]s?)\s*[*_]*$", re.IGNORECASE
)
_OURS = re.compile(r"\b(?:our|my|your|ur)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_VAGUE = plain_words(
    """
lead leader head chief partner engineer vet sponsor champion dealer operator trustee trustees executive exec
planner patron boss captain developer programmer specialist consultant agent m d fa pm us support service broker
intern adviser advisor inspector auditor surveyor judge teacher editor publisher producer reception admin
counsel responsable recruiter banker trader landlord landlady socio managers engineers nurses directors buyers
"""
)


@dataclass(frozen=True, slots=True)
class BuyerPerson:
    """A person of the buyer's: name, title, and every place where the message speaks of them."""

    name: str | None
    title: str | None
    titles: tuple[Title, ...]
    places: tuple[tuple[int, int], ...]
    plural: bool = False


def people_of(text: str, wording: Wording) -> list[BuyerPerson]:
    """The people on the buyer's side in a message, in the order in which they are first mentioned.

    A title alone means the one person who was named with it, or else somebody of whom only the title is known.
    """
    people = [*_named(text, wording)]
    used = {title.first for person in people for title in person.titles}
    for title in wording.titles:
        if title.first not in used and _stands_alone(title, wording):
            holders = [i for i, p in enumerate(people) if p.name and _same_title(p.title, title.text)]
            alone = _titled(title, wording)
            if len(holders) == 1:
                holder = people[holders[0]]
                people[holders[0]] = replace(holder, places=(*holder.places, *alone.places))
            else:
                people.append(alone)
    return sorted(people, key=lambda person: min(person.places))


def _same_title(one: str | None, other: str) -> bool:
    return one is not None and one.casefold() == other.casefold()


def _named(text: str, wording: Wording) -> Iterator[BuyerPerson]:
    """The names that are probably people on the buyer's side, each with the title beside it."""
    company, ours = find_company(text), rep_lines(text)
    sure = _SURE_IN_RECAP if len(text) > _RECAP else _SURE
    for group in group_names(text):
        if not _is_person(group, company, wording, sure) or any(group.text in line for line in ours):
            continue
        beside = [(name, _title_beside(name, wording)) for name in group.mentions]
        titles = tuple(title for _, title in beside if title)
        stated = titles[0].text if titles else next((d for n in group.mentions if (d := _department(n, wording))), None)
        places = tuple(_place(name, title, wording) for name, title in beside)
        yield BuyerPerson(group.text, stated, titles, places)


def _is_person(group: NameGroup, company: str | None, wording: Wording, sure: float) -> bool:
    """Whether a name is a person's: by its cues, or because a personal name stands where only a person is named."""
    if weigh_name(group.cues)[1] >= sure:
        return group.text != company or "first name and more" in group.cues
    return "first name and more" in group.cues and any(_only_of_a_person(n, wording) for n in group.mentions)


def _only_of_a_person(name: Name, wording: Wording) -> bool:
    """Whether a name stands in apposition to a title ("the CEO, Tom Hall,") or has a part in the decision."""
    before, after = wording.text[max(0, name.start - 40) : name.start], wording.text[name.end : name.end + 40]
    title = _title_beside(name, wording)
    return bool(
        (title and title.last < name.first)
        or _PART_BEFORE.search(before)
        or _PART_AFTER.match(after)
        or _PRONOUN_AFTER.match(after)
    )


def _title_beside(name: Name, wording: Wording) -> Title | None:
    """The title that stands beside one mention of a person."""
    text, words = wording.text, wording.words
    for title in wording.titles:
        behind = text[name.end : words[title.first].start] if title.first > name.last else None
        ahead = text[words[title.last].end : name.start] if title.last < name.first else None
        if behind is not None and len(behind) < 24 and _LINKS.fullmatch(behind):
            return title
        if ahead is not None and _REPORTS.match(text, name.end) and "," in ahead:
            continue
        if ahead is not None and (_RIGHT_BEFORE.fullmatch(ahead) or _of_company(ahead, text[name.end :])):
            return title
    return None


def _of_company(gap: str, after: str) -> bool:
    """Whether a title, its company and a name stand in apposition ("the CFO of Acme, Dana Lee, ...")."""
    return len(gap) < 45 and bool(_AT_COMPANY.fullmatch(gap) and _APPOSITION_ENDS.match(after))


def _department(name: Name, wording: Wording) -> str | None:
    """The department that stands behind a name as its title ("Priya in purchasing")."""
    match = _DEPARTMENT.match(wording.text[name.end : name.end + 60])
    said = match["words"].split() if match else []
    words = list(takewhile(lambda word: word.casefold().strip("-") in DEPARTMENTS | {"and", "&"}, said))
    while words and words[-1].casefold() in ("and", "&"):
        words.pop()
    return " ".join(words) if 0 < len(words) <= 3 else None


def _place(name: Name, title: Title | None, wording: Wording) -> tuple[int, int]:
    """From where to where a message speaks of a person: their name and the title beside it."""
    if title is None:
        return name.start, name.end
    first, last = wording.words[title.first], wording.words[title.last]
    return min(name.start, first.start), max(name.end, last.end)


def _titled(title: Title, wording: Wording) -> BuyerPerson:
    """The person of whom only the title is known."""
    first, last = wording.words[title.first], wording.words[title.last]
    plural = last.plain in _PLURALS
    return BuyerPerson(None, title.text, (title,), ((first.start, last.end),), plural)


def _stands_alone(title: Title, wording: Wording) -> bool:
    """Whether a title without a name means one person on the buyer's side ("their CFO"), and nobody of ours."""
    words = wording.words
    first = words[title.first]
    before = wording.text[max(0, first.start - 24) : first.start]
    last = words[title.last]
    if _OURS.search(before) or RELATION.match(wording.text, last.end):
        return False
    one_word = title.first == title.last
    if one_word and (first.plain in _VAGUE or len(first.plain) < 2):
        return False
    if one_word and last.text.isupper() and last.plain not in GATEKEEPERS:
        return True
    return bool(_DETERMINED.search(before)) or (not one_word and last.plain not in _VAGUE and first.capital)
