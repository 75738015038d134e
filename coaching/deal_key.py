"""The key of a deal's name: one spelling for all the ways in which people write the same company."""

import re
import unicodedata

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
_DROPPED = re.compile(r"['’‘`´.]")
_FORMS = """
ab ag aktiengesellschaft aps as asa bhd bv bvba co company corp corporation cv doo dooel ehf eirl eood eurl ev fzco fze
gbr gesmbh gmbh ik inc incorporated jsc kft kg kgaa kk lda limited llc llp lp ltd ltda mbh nv nyrt ohg ood oy oyj pbc
plc pllc psc pt pte pty pvt rt sa sae sagl sal sapi sarl sas sasu sca scs sdn se sia sl slu snc spa spzoo sprl srl srls
sro ua ug uab vof zrt
"""
_LEGAL_FORMS = frozenset(_FORMS.split())
"""Legal forms of companies, dots removed, as registered in the countries that our users sell to."""
_JOINERS = frozenset({"and", "und", "et", "y", "e", "og", "och"})
_SPACED_FORMS = re.compile(
    r"\b(?:sp z oo|sp k|s a de c v|sa de cv|s de rl de cv|s de rl|s r o|d o o|s p a|g m b h|a s|i s)$"
)


def deal_key(name: str) -> str:
    """Fold `name` to what identifies the company: no accents, case, punctuation, legal form or leading "the".

    The key of a key is the key itself. It is empty only when the name is blank; a name of which nothing would be left
    (a legal form alone, signs alone) keeps what it has.
    """
    words = _without_legal_form(folded_words(name))
    return " ".join(words) if words else " ".join(_folded(name).split())


def folded_words(text: str) -> list[str]:
    """The words of `text` without accents, case and punctuation; "&" and "+" read as "and", "O'Brien" as one word."""
    plain = _DROPPED.sub("", _folded(text).replace("&", " and ").replace("+", " and "))
    plain = unicodedata.normalize("NFKD", plain)  # marks that a dropped sign kept apart come into their order
    return "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in plain).split()


def _folded(text: str) -> str:
    """`text` in one case and without accents; letters of other scripts stay."""
    split = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).casefold()
    return "".join(c for c in split if unicodedata.combining(c) != 230).translate(_LETTERS)


def _without_legal_form(words: list[str]) -> list[str]:
    """`words` without "the" in front and legal forms behind, as long as one word stays."""
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1:
        spaced = _SPACED_FORMS.search(" ".join(words))
        behind = len(spaced.group().split()) if spaced else int(words[-1] in _LEGAL_FORMS | _JOINERS)
        if not behind or behind >= len(words):
            break
        words = words[:-behind]
    return words
