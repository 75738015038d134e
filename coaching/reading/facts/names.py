"""Finding the possible names in a message: runs of capitalised words, freed of what merely stands beside them."""

import re
from collections.abc import Callable
from functools import lru_cache

from coaching.reading.facts.lexicon import plain_words
from coaching.reading.facts.lexicon.first_names import FIRST_NAMES
from coaching.reading.facts.lexicon.opening_words import BREAKERS, DEAL_WORDS, OPENERS, TOOLS, WEAK_OPENERS
from coaching.reading.facts.lexicon.ordinary_words import ORDINARY_WORDS
from coaching.reading.facts.lexicon.organisation_words import FIRST_WORDS, INSTITUTIONS, LAST_WORDS, LEGAL_WORDS
from coaching.reading.facts.lexicon.title_words import DEPARTMENTS, HONORIFICS, ROLES
from coaching.reading.facts.titles import find_titles
from coaching.reading.facts.wording import Name, Word, Wording, blank_entities, split_words

_OPENING = re.compile(r"(?:^|[.!?…:;\n>•*_~\"“”'‘()|\[\]]|[^\w\s,'’&/$€£@#%+-])[\s\-–—•*_~\"“'‘(]*$")
_JOINERS = plain_words(
    "de du des del della di da do dos das van von der den la le les y und og et e ter ten zu al el bin ibn af av"
)
_HEADLINE = re.compile(r"(?: ?[:–—]| -)\s")
_ABBREVIATIONS = frozenset(["st", "ste", "mt", "ft", "chr"])
_LAST_ABBREVIATIONS = frozenset(["bros", "jr", "co", "sr"])
"""Behind these and a stop a name goes on with a word of its trade only ("Smith & Co. Ltd", not "& Co. Budget")."""
_ONLY_OF_PEOPLE = frozenset(["mr", "mrs", "ms", "frau", "herr", "hr", "mme", "monsieur"])
"""Forms of address that no company's name holds, so that a name begins with one ("Chair Frau Ziegler")."""
_GLUE = frozenset([" ", " & ", "&", " + ", "-"])

_LEADS_TO_NAMES = frozenset(
    ["at", "from", "with", "w", "to", "for", "into", "lost", "won", "signed", "need", "sent", "met"]
)
_HEARD_OF = (
    ORDINARY_WORDS
    | OPENERS
    | BREAKERS
    | DEAL_WORDS
    | FIRST_NAMES
    | ROLES
    | DEPARTMENTS
    | HONORIFICS
    | TOOLS
    | LAST_WORDS
)


@lru_cache(maxsize=64)
def take_apart(text: str) -> Wording:
    """Find the words, job titles and possible names of a message."""
    blanked = blank_entities(text)
    words = split_words(blanked)
    bare = Wording(blanked, words, (), ())
    titles = tuple(find_titles(bare))
    taken = {i for title in titles for i in range(title.first, title.last + 1)}
    return Wording(blanked, words, titles, tuple(_names(bare, taken)))


def _names(wording: Wording, taken: set[int]) -> list[Name]:
    """The runs of capitalised words outside titles; where there are none, words that nobody has heard of."""
    capitals = _found(wording, taken, _capital_name)
    if not capitals:
        return _found(wording, taken, _lower_case_name)
    label = _lower_case_label(wording, taken)
    return [label, *capitals] if label else capitals


def _lower_case_label(wording: Wording, taken: set[int]) -> Name | None:
    """The name without capitals with which the message opens as a headline ("pemberlake: Joyce says ...")."""
    name = _lower_case_name(wording, 0, taken)[1] if 0 not in taken else None
    return name if name and _HEADLINE.match(wording.text, name.end) else None


def _found(wording: Wording, taken: set[int], name_at: Callable[..., tuple[int, Name | None]]) -> list[Name]:
    """The names that `name_at` finds, word by word; it gives the last word of what it has looked at, and the name."""
    found, index = list[Name](), 0
    while index < len(wording.words):
        last, name = name_at(wording, index, taken) if index not in taken else (index, None)
        if name:
            found.append(name)
        index = last + 1
    return found


def _capital_name(wording: Wording, index: int, taken: set[int]) -> tuple[int, Name | None]:
    """The name in the run of capitalised words at `index`, freed of openers and of words of the trade."""
    if not _nameable(wording.words[index]):
        return index, None
    last = _run_end(wording, index, taken)
    return last, _trimmed(wording, index, last)


def _unheard_of(word: Word) -> bool:
    """Whether a lower-case word is in none of our lists, as the name of a company mostly is."""
    return not word.capital and len(word.plain) > 4 and word.text.isalnum() and word.plain not in _HEARD_OF


def _where_names_stand(wording: Wording, index: int) -> bool:
    """Whether the word at `index` opens a line or follows a preposition, as a company's name does."""
    if not index or "\n" in wording.gap(index - 1):
        return True
    return wording.words[index - 1].plain in _LEADS_TO_NAMES and wording.gap(index - 1) in (" ", "/ ")


def _lower_case_name(wording: Wording, first: int, taken: set[int]) -> tuple[int, Name | None]:
    """The name without capitals that starts at `first`, with the word of its trade ("fernhill creamery")."""
    words, last = wording.words, first
    if not _unheard_of(words[first]) or not _where_names_stand(wording, first):
        return first, None
    while last + 1 < len(words) and last < first + 2 and wording.gap(last) == " " and not words[last].possessive:
        after = words[last + 1]
        if last + 1 in taken or after.capital or not (after.plain in LAST_WORDS or _unheard_of(after)):
            break
        last += 1
    text = wording.text[words[first].start : words[last].end]
    return last, Name(text, words[first].start, words[last].end, first, last, opens=False)


def _nameable(word: Word) -> bool:
    """Whether a word may be part of a name."""
    return word.capital and (word.plain not in BREAKERS or word.text == "Hr")  # "Hr. Pohl", not "HR"


def _run_end(wording: Wording, index: int, taken: set[int]) -> int:
    """The index of the last word of the run of name words that starts at `index`."""
    words, last = wording.words, index
    while last + 1 < len(words):
        step = _next_part(wording, last)
        if step is None or step in taken:
            break
        last = step
    return last


def _next_part(wording: Wording, last: int) -> int | None:
    """The index of the next word of the name whose last word so far is at `last`; None when it ends there."""
    words, gap = wording.words, wording.gap(last)
    here, after = words[last], words[last + 1]
    if here.possessive:
        follows = gap.lstrip("'’s") == " " and after.capital and after.plain in LAST_WORDS | ORDINARY_WORDS
        return last + 1 if follows and _nameable(after) else None
    if _nameable(after):
        short = here.plain in _ABBREVIATIONS or here.plain in HONORIFICS or len(here.text) == 1
        short = short or (here.plain in _LAST_ABBREVIATIONS and after.plain in LEGAL_WORDS | LAST_WORDS)
        return last + 1 if gap in _GLUE or (short and gap == ". ") else None
    if gap != " " or after.capital:
        return None
    if after.plain == "of" and here.plain not in FIRST_WORDS | LAST_WORDS:
        return None
    ahead = last + 1
    while (
        ahead < len(words) and words[ahead].plain in (*_JOINERS, "of", "the") and wording.gap(ahead) in (" ", "'", "’")
    ):
        ahead += 1
    reached = last + 1 < ahead <= last + 3 and ahead < len(words) and _nameable(words[ahead])
    return ahead if reached else None


def _trimmed(wording: Wording, first: int, last: int) -> Name | None:
    """The name in a run of words, without opening words before it and words of the trade behind it."""
    words = wording.words
    opens = bool(_OPENING.search(wording.text, max(0, words[first].start - 40), words[first].start))
    while first <= last and _before_the_name(words[first], opens, first == last):
        first += 1
    first = next((at for at in range(first, last) if words[at].plain in _ONLY_OF_PEOPLE), first)
    while first <= last and (words[last].plain in DEAL_WORDS or not words[last].capital or _shouted(words[last])):
        last -= 1
    if first > last:
        return None
    for _ in range(2):
        if last + 1 < len(words) and wording.gap(last) == " " and words[last + 1].plain in INSTITUTIONS:
            last += 1
    if first == last and words[first].plain in OPENERS | DEPARTMENTS:
        return None
    text = wording.text[words[first].start : words[last].end]
    return Name(text, words[first].start, words[last].end, first, last, opens)


def _before_the_name(word: Word, opens: bool, alone: bool) -> bool:
    """Whether a capitalised word merely opens the sentence in which the name stands."""
    if word.plain in ("the", "a", "an"):
        return True
    return opens and word.plain in OPENERS and (alone or word.plain not in WEAK_OPENERS)


def _shouted(word: Word) -> bool:
    """Whether a word is in capitals only because the author shouts ("ASHBY LEGAL SIGNED")."""
    return word.text.isupper() and word.plain in OPENERS and word.plain not in LEGAL_WORDS
