"""Finding job titles in a message: "head of Ad Ops", "VP Eng", "plant manager", "CFO"."""

from coaching.reading.facts.lexicon.opening_words import OPENERS
from coaching.reading.facts.lexicon.organisation_words import LAST_WORDS, LEGAL_WORDS
from coaching.reading.facts.lexicon.title_words import DEPARTMENTS, ROLES
from coaching.reading.facts.wording import Title, Word, Wording


def find_titles(wording: Wording) -> list[Title]:
    """The job titles, longest reading first: "head of Ad Ops", "VP Eng", "plant manager", "CFO"."""
    words, found, index = wording.words, list[Title](), 0
    while index < len(words):
        if words[index].plain not in ROLES:
            index += 1
            continue
        first = last = index
        while first > 0 and _in_title(words[first - 1]) and wording.gap(first - 1) in (" ", "-", "/", " & "):
            first -= 1
        last = _title_end(wording, last)
        if not _inside_company(wording, first, last):
            found.append(Title(wording.text[words[first].start : words[last].end], first, last))
        index = last + 1
    return found


def _in_title(word: Word) -> bool:
    """Whether a word may stand before a position within a title."""
    return word.plain in DEPARTMENTS or word.plain in ROLES


def _title_end(wording: Wording, index: int) -> int:
    """The index of the last word of the title whose position stands at `index`."""
    words, last = wording.words, index
    while last + 1 < len(words):
        gap, after = wording.gap(last), words[last + 1]
        if gap in (" ", "-", "/", " & ") and _in_title(after):
            last += 1
        elif gap == " " and after.plain in ("of", "for", "de", "des", "da", "di", "der") and last + 2 < len(words):
            beyond = words[last + 2]
            if wording.gap(last + 1) != " " or not (_in_title(beyond) or _ordinary(beyond)):
                break
            last += 2
        else:
            break
    return last


def _ordinary(word: Word) -> bool:
    """Whether a lower-case word may name a department after "head of"."""
    return not word.capital and len(word.plain) > 3 and word.plain not in OPENERS


def _inside_company(wording: Wording, first: int, last: int) -> bool:
    """Whether what looks like a title is the middle of a company's name ("Yarrow Vet Group")."""
    words = wording.words
    if not all(w.capital for w in words[first : last + 1]) or last + 1 >= len(words):
        return False
    after = words[last + 1]
    return wording.gap(last) == " " and after.capital and after.plain in LAST_WORDS | LEGAL_WORDS
