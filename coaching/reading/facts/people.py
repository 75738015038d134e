"""Taking the people on the buyer's side from a message: name, title, part in the decision, and whether we met."""

import re

from coaching.facts import Contact
from coaching.reading.facts.companies import find_company, is_round_up
from coaching.reading.facts.contact_roles import role_of, was_met
from coaching.reading.facts.labelled_lines import rep_lines
from coaching.reading.facts.lexicon.title_words import DEPARTMENTS, GATEKEEPERS, HONORIFICS
from coaching.reading.facts.name_groups import NameGroup, group_names
from coaching.reading.facts.name_points import weigh_name
from coaching.reading.facts.names import take_apart
from coaching.reading.facts.wording import Name, Title, Wording

_SURE = 0.5
"""A name is a person of the buyer's from this probability on."""
_LINKS = re.compile(
    r"\s*(?:\(|,|[-–—:]|the|is|who is|as)?\s*(?:(?:the|our|their|his|her|its|a|an|new|is|who is)\s+){0,3}[*_]*",
    re.IGNORECASE,
)
_DEPARTMENT = re.compile(r"^(?:\s+(?:in|from|on|at)\s+(?:the\s+)?|\s*[(,]\s*)(?P<words>[^\W\d_][\w&/ -]{1,30})")
_SENTENCE = re.compile(r"[.!?;](?=\s|$)(?<!\b(?:Mr|Ms|Dr|St|Hr|Fr)\.)(?<!Mrs\.)|\n")
_DETERMINED = re.compile(r"(?:\b(?:the|their|its|his|her|an?|new|old|any|with|w/)|['’]s?)\s*[*_]*$", re.IGNORECASE)
_OURS = re.compile(r"\b(?:our|my|your|ur)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_VAGUE = frozenset(
    [
        "lead",
        "leader",
        "head",
        "chief",
        "partner",
        "engineer",
        "vet",
        "sponsor",
        "champion",
        "dealer",
        "operator",
        "trustee",
        "trustees",
        "executive",
        "exec",
        "planner",
        "patron",
        "boss",
        "captain",
        "developer",
        "programmer",
        "specialist",
        "consultant",
        "agent",
        "m",
        "d",
        "fa",
        "pm",
        "us",
        "support",
        "service",
        "broker",
        "intern",
        "adviser",
        "advisor",
        "inspector",
        "auditor",
        "surveyor",
        "judge",
        "teacher",
        "editor",
        "publisher",
        "producer",
        "reception",
        "admin",
        "counsel",
        "responsable",
        "recruiter",
        "banker",
        "trader",
        "landlord",
        "landlady",
        "socio",
        "head",
        "managers",
        "engineers",
        "nurses",
        "directors",
        "buyers",
    ]
)


def find_contacts(text: str) -> tuple[Contact, ...]:
    """The people on the buyer's side whom `text` names or gives by their title ("their CFO"), in order.

    Empty for a round-up of several customers, whose people cannot be told apart.
    """
    if is_round_up(text):
        return ()
    wording = take_apart(text)
    people = _named_people(text)
    found: list[tuple[int, Contact]] = []
    used = set[int]()
    for group in people:
        stated = next((t for n in group.mentions if (t := _title_of(n, wording, used))), None)
        found.append((group.mentions[0].start, _contact(group, stated, wording)))
    for title in wording.titles:
        if title.first not in used and _stands_alone(title, wording):
            used.add(title.first)
            found.append((wording.words[title.first].start, _titled(title, wording)))
    return tuple(dict.fromkeys(contact for _, contact in sorted(found, key=lambda pair: pair[0])))


def _named_people(text: str) -> list[NameGroup]:
    """The names that are probably people on the buyer's side."""
    company, ours = find_company(text), rep_lines(text)
    return [
        group
        for group in group_names(text)
        if group.text != company and weigh_name(group.cues)[1] >= _SURE and not any(group.text in line for line in ours)
    ]


def _title_of(name: Name, wording: Wording, used: set[int]) -> str | None:
    """The title that stands beside one mention of a person; marks it as used."""
    for title in wording.titles:
        behind = wording.text[name.end : wording.words[title.first].start] if title.first > name.last else None
        ahead = wording.text[wording.words[title.last].end : name.start] if title.last < name.first else None
        if (behind is not None and len(behind) < 24 and _LINKS.fullmatch(behind)) or _right_before(ahead):
            used.add(title.first)
            return title.text
    match = _DEPARTMENT.match(wording.text[name.end : name.end + 60])
    words = match["words"].split() if match else []
    while words and words[-1].casefold().strip("-") not in DEPARTMENTS:
        words.pop()
    return (
        " ".join(words)
        if 0 < len(words) <= 3 and match and match["words"].split()[0].casefold() in DEPARTMENTS
        else None
    )


def _right_before(gap: str | None) -> bool:
    """Whether what stands between a title and the name after it ties them together."""
    return gap is not None and bool(re.fullmatch(r"[\s*_]{1,3}|\s*[,(–-]\s*|:\s+|\s+is\s+", gap))


def _contact(group: NameGroup, title: str | None, wording: Wording) -> Contact:
    """The contact that a named person is, by every mention."""
    around = [_sentence_around(n.start, n.end, wording) for n in group.mentions]
    roles = [role for before, after in around if (role := role_of(title, before, after))]
    return Contact(group.text, title, roles[0] if roles else None, any(was_met(*sides) for sides in around))


def _titled(title: Title, wording: Wording) -> Contact:
    """The contact of whom only the title is known."""
    before, after = _sentence_around(wording.words[title.first].start, wording.words[title.last].end, wording)
    return Contact(None, title.text, role_of(title.text, before, after), was_met(before, after))


def _sentence_around(start: int, end: int, wording: Wording) -> tuple[str, str]:
    """What the sentence says before and after a stretch of text, up to other names on either side."""
    text = wording.text
    left = [m.end() for m in _SENTENCE.finditer(text, max(0, start - 120), start)]
    right = _SENTENCE.search(text, end, end + 160)
    before = text[left[-1] if left else max(0, start - 120) : start]
    after = text[end : right.start() if right else end + 160]
    other = next(
        (n for n in wording.names if n.start > end and n.start < end + len(after) and _personal(n, wording)), None
    )
    return before, after[: other.start - end] if other else after


def _personal(name: Name, wording: Wording) -> bool:
    """Whether a name follows a form of address or a title, and so starts to speak of another person."""
    if wording.words[name.first].plain in HONORIFICS:
        return True
    return (
        name.first > 0 and wording.gap(name.first - 1) == " " and any(t.last == name.first - 1 for t in wording.titles)
    )


def _stands_alone(title: Title, wording: Wording) -> bool:
    """Whether a title without a name means one person on the buyer's side ("their CFO"), and nobody of ours."""
    words = wording.words
    first = words[title.first]
    before = wording.text[max(0, first.start - 24) : first.start]
    if _OURS.search(before):
        return False
    last = words[title.last]
    one_word = title.first == title.last
    if one_word and (first.plain in _VAGUE or len(first.plain) < 2):
        return False
    if one_word and last.text.isupper() and last.plain not in GATEKEEPERS:
        return True
    return bool(_DETERMINED.search(before)) or (not one_word and last.plain not in _VAGUE and first.capital)
