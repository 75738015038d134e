"""What speaks for a name being the customer, a person on their side or a rival: each cue is one observation."""

import re
from collections.abc import Iterator
from itertools import chain

from coaching.reading.facts.lexicon.first_names import FIRST_NAMES
from coaching.reading.facts.lexicon.opening_words import OPENERS, TOOLS
from coaching.reading.facts.lexicon.ordinary_words import ORDINARY_WORDS
from coaching.reading.facts.lexicon.organisation_words import EVENT_WORDS, FIRST_WORDS, LAST_WORDS, LEGAL_WORDS
from coaching.reading.facts.lexicon.title_words import HONORIFICS
from coaching.reading.facts.name_phrases import cues_in_phrases
from coaching.reading.facts.name_surroundings import cues_after, cues_before
from coaching.reading.facts.wording import Name, Wording

_DASH = re.compile(r"\s*(?:[-–—|]+|→|=>|->|>)\s*")
_SIGN = re.compile(r"\s*[^\w\s'\"(,&/$€£%#@+*_<]")
_STARTS = ' *_~>-–—•"“('
_OWNERSHIP = re.compile(r"^['’]s?")
_SIGNS_BEFORE = (
    (("*", "_"), "bold"),
    (("(",), "bracket before"),
    ((", ",), "comma before"),
    (("– ", "- ", "— "), "dash before"),
    ((": ",), "colon before"),
    (("@", "@ "), "at before"),
)


def cues_of(name: Name, wording: Wording) -> frozenset[str]:
    """Everything that is observed about one mention of a name."""
    plains = [w.plain for w in wording.words[name.first : name.last + 1]]
    observed = chain(
        _of_words(plains, name.opens),
        _of_writing(name, wording),
        _of_place(name, wording),
        _of_signs(name, wording),
        cues_before(name, wording),
        cues_after(name, wording),
        cues_in_phrases(name, wording),
    )
    return frozenset(observed)


def _of_words(plains: list[str], opens: bool) -> Iterator[str]:
    """Cues in the words of which the name is made."""
    several = len(plains) > 1
    yield f"words:{min(len(plains), 4)}"
    if several and plains[-1] in LAST_WORDS:
        yield "organisation word last"
    elif any(p in LAST_WORDS for p in plains):
        yield "organisation word inside"
    if several and plains[0] in FIRST_WORDS:
        yield "organisation word first"
    if several and plains[-1] in LEGAL_WORDS:
        yield "legal form"
    if several and plains[0] in HONORIFICS:
        yield "honorific"
    if plains[0] in FIRST_NAMES:
        yield "first name and more" if several else "first name alone"
    if several and (len(plains[0]) == 1 or (len(plains) == 2 and len(plains[1]) == 1)):
        yield "initial"
    if plains[-1] in EVENT_WORDS:
        yield "event"
    if not TOOLS.isdisjoint(plains):
        yield "tool"
    ordinary = [p in ORDINARY_WORDS or p in OPENERS for p in plains]
    if all(ordinary):
        yield "all ordinary opening" if opens else "all ordinary"
    elif ordinary[0] and opens:
        yield "ordinary first opening"
    if several and plains[-1] in ORDINARY_WORDS:
        yield "ordinary last"
    if not several and not ordinary[0] and plains[0] not in FIRST_NAMES:
        yield "unknown word"


def _of_writing(name: Name, wording: Wording) -> Iterator[str]:
    """Cues in how the name is written."""
    words = wording.words[name.first : name.last + 1]
    if "&" in name.text or "+" in name.text:
        yield "ampersand"
    if any(c.isdigit() for c in name.text):
        yield "digit"
    if any(w.text[1:] != w.text[1:].lower() and not w.text.isupper() and "-" not in w.text for w in words):
        yield "mixed case"
    if name.text.isupper():
        yield "capitals" if len(name.text) > 4 else "short capitals"
    if name.text.islower():
        yield "lower case"
    if name.text.endswith("-san"):
        yield "honorific"
    if len(words) == 1 and "-" in name.text and name.text.split("-")[0].casefold() in FIRST_NAMES:
        yield "first name alone"


def _of_place(name: Name, wording: Wording) -> Iterator[str]:
    """Cues in where the name stands: at the start of text, line or sentence, in a quotation, after which sign."""
    before = wording.text[: name.start]
    line = before.rsplit("\n", 1)[-1]
    if not before.strip(_STARTS + "\n"):
        yield "opens text"
    elif not line.strip(_STARTS):
        yield "opens line"
    elif name.opens:
        yield "opens sentence"
    for endings, cue in _SIGNS_BEFORE:
        if before.endswith(endings):
            yield cue
    if line.lstrip().startswith(">"):
        yield "quoted"


def _of_signs(name: Name, wording: Wording) -> Iterator[str]:
    """Cues in the signs right behind the name."""
    after = wording.text[name.end : name.end + 40]
    bare = _OWNERSHIP.sub("", after)
    if bare != after:
        yield "possessive"
    bare = bare.lstrip("*_~")
    for sign, cue in ((" (", "bracket after"), (")", "bracket closes"), (":", "colon after"), (",", "comma after")):
        if bare.startswith(sign):
            yield cue
            return
    if bare.startswith(("..", "…")):
        yield "dots after"
    elif bare.startswith((".", "!", "?")):
        yield "stop after"
    elif not bare.strip() or bare.startswith("\n"):
        yield "ends line"
    elif _DASH.match(bare):
        yield "dash after"
    elif _SIGN.match(bare):
        yield "sign after"
