"""Who speaks in an update: somebody on the buyer's side, or one of us, a tool, or nobody at all."""

from dataclasses import dataclass

from coaching.reading.facts.lexicon import plain_word, plain_words
from coaching.reading.facts.lexicon.first_names import FIRST_NAMES
from coaching.reading.facts.lexicon.opening_words import OPENERS
from coaching.reading.facts.lexicon.ordinary_words import ORDINARY_WORDS
from coaching.reading.facts.lexicon.title_words import DEPARTMENTS, HONORIFICS, ROLES

_PRONOUNS = frozenset({"he", "she", "they"})
_POSSESSIVES = frozenset({"their", "his", "her", "its"})
_GROUPS = plain_words(
    """
team board side people guys folks contact contacts customer client prospect champion council committee company
family union users crew staff department
"""
)
_OWN = plain_words(
    """
boss manager mgr lead leader legal sales marketing trainer intern dev broker dealer partner
"""
)
"""Whom a bare "the" leaves open: they may be ours."""
_ALONE = plain_words(
    """
cfo ceo coo cto cio ciso md owner founder buyer controller procurement purchasing treasurer customer client
prospect champion bursar gatekeeper
"""
)
"""Who needs no article to be on the buyer's side, as people write notes."""
_NO_PEOPLE = plain_words(
    """
hubspot gong salesforce pipedrive linkedin slack google chatgpt teams zoom outlook whatsapp excel crm docusign
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun
january february march april may june july august september october november december jan feb mar apr jun jul
aug sep sept oct nov dec rumour rumor word everyone everybody nobody someone somebody anyone nothing tracker
dashboard report website email mail note notes invite calendar system portal competitor competitors
"""
)

_OURS = frozenset({"my", "our"})
_BETWEEN = plain_words(
    """
has have just also now already finally again then even today yesterday really both all clearly openly herself
himself themselves explicitly actually repeatedly happily freely literally
"""
)
_WHERE = frozenset({"from", "at", "in", "of"})
"""Behind these it is told where a speaker belongs."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker on the buyer's side, who begins at the character `at` of the words that were looked at."""

    at: int
    is_pronoun: bool


def is_buyer(words: str) -> Speaker | None:
    """The speaker on the buyer's side with whom `words` end; None when it is none, or cannot be told."""
    tokens = _without_adverbs(words)
    plain = [plain_word(token.removesuffix("'s").removesuffix("'ve")) for token in tokens]
    if not plain or _OURS & {*plain[-3:]}:
        return None
    if plain[-1] in _PRONOUNS:
        return Speaker(_at(words, len(tokens) - 1), is_pronoun=True)
    found = _by_office(words, plain) or _by_name(words, tokens, plain)
    place = next((i for i, word in enumerate(plain) if word in _WHERE and 0 < i < len(plain) - 1), None)
    return found or (is_buyer(" ".join(tokens[:place])) if place else None)


def _without_adverbs(words: str) -> list[str]:
    """The words of a speaker without what stands between them and the verb."""
    tokens = words.split()
    while tokens and tokens[-1].lower() in _BETWEEN:
        tokens.pop()
    return tokens


def _by_office(words: str, plain: list[str]) -> Speaker | None:
    """`their plant manager`, `the CFO`, `owner`."""
    place = next((i for i in range(len(plain) - 1, -1, -1) if plain[i] in _POSSESSIVES or plain[i] == "the"), None)
    last = plain[-1].removesuffix("s") if plain[-1] not in ROLES else plain[-1]
    if place is None:
        return Speaker(_at(words, len(plain) - 1), is_pronoun=False) if last in _ALONE else None
    if place == len(plain) - 1:
        return None
    office = {last, plain[-1]} & (ROLES | _GROUPS)
    if plain[place] == "the":
        return Speaker(_at(words, place), is_pronoun=False) if office - _OWN and last not in ("team",) else None
    known = office or plain[-1] in DEPARTMENTS
    return Speaker(_at(words, place), is_pronoun=False) if known else None


def _by_name(words: str, tokens: list[str], plain: list[str]) -> Speaker | None:
    """`Mara`, `Mrs Quist`, `Acme`: the capitals with which the words end, or a first name in lower case."""
    if plain[-1] in _NO_PEOPLE or tokens[-1].endswith("'s"):
        return None
    if tokens[-1][0].islower():
        is_first_name = plain[-1] in FIRST_NAMES and plain[-1] not in ORDINARY_WORDS
        return Speaker(_at(words, len(tokens) - 1), is_pronoun=False) if is_first_name else None
    begin = len(tokens)
    while begin and tokens[begin - 1][0].isupper() and plain[begin - 1] not in _NO_PEOPLE:
        begin -= 1
    while begin < len(tokens) and plain[begin] in OPENERS:
        begin += 1
    named = plain[begin:]
    parts = [plain_word(part) for token in tokens[begin:] for part in token.split("-") if part]
    if not any(map(_is_name, parts)) or (len(named) == 1 and len(named[0]) < 2):
        return None
    return Speaker(_at(words, begin), is_pronoun=False)


def _is_name(word: str) -> bool:
    if word in FIRST_NAMES and word not in ("will", "may", "mark"):
        return True
    return word not in ORDINARY_WORDS | OPENERS | HONORIFICS | ROLES | DEPARTMENTS


def _at(words: str, place: int) -> int:
    """Where the token at `place` begins."""
    at = 0
    for token in words.split()[:place]:
        at = words.index(token, at) + len(token)
    return at + len(words[at:]) - len(words[at:].lstrip())
