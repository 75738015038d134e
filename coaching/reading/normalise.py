"""Rewrite a Slack message as lower-case tokens, with one word each for names, money, numbers, dates and Slack markup.

What a message is about (which company, how much, which Thursday) tells nothing about how the deal is run; taking it
out lets the reader learn from a few thousand messages.
"""

import re
from functools import lru_cache

_MARKUP = re.compile(
    r"(?P<codex>```.*?```|`[^`\n]+`)"
    r"|(?P<userx><@[^>]{1,200}>|<![^>]{0,200}>)"
    r"|<#[^>|]{1,200}(?:\|[^>]{0,200})?>"
    r"|(?P<mailx><mailto:[^>]{0,500}>|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]+)"
    r"|(?P<linkx><(?:https?|tel):[^>]{0,3000}>|https?://\S+)"
    r"|(?P<emojix>:[a-z][a-z0-9_+'-]*:(?::skin-tone-\d:)?|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?)"
    r"|(?P<quotedx>^\s{0,40}(?:&gt;|>))",
    re.DOTALL | re.MULTILINE,
)
LONGEST_READ = 4000
"""Characters of a message that are read. Slack takes 40,000; a deal update has some 200, and what is decided on comes
first. Every pattern here and in the facts is measured against texts of this length."""
_STRAIGHT = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "...", "*": " "}
)

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_FIGURE = r"\d++(?:[.,']\d++){0,9}+(?: \d{3}\b){0,9}+"
"""What follows a figure never begins within it, so nothing is given back; bounded, as each kind seeks it anew."""
_SIZE = r"(?:\s?(?:k|m|mm|mn|mil|mio|million|bn|lakhs?|crore|grand)\b)"
_SIGN = r"[$€£¥₹₪₺₩₫₱₴]"
_CODE = (
    r"(?:usd|eur|gbp|chf|aud|cad|nzd|sgd|hkd|jpy|inr|zar|aed|sar|ils|sek|nok|dkk|pln|czk|huf|brl|mxn|ngn|kes"
    r"|euros?|dollars?|pounds?|quid|rupees?|francs?)"
)
_TOKEN = re.compile(
    rf"(?P<moneyx>{_SIGN}\s?{_FIGURE}{_SIZE}?|{_FIGURE}{_SIZE}?\s?(?:{_SIGN}|{_CODE}\b)|\b{_CODE}\s{_FIGURE}{_SIZE}?"
    rf"|{_FIGURE}{_SIZE})"
    rf"|(?P<datex>\d{{4}}-\d\d?-\d\d?\b|\d\d?[/.]\d\d?(?:[/.]\d{{2,4}})?\b(?!\s?%)"
    rf"|\d\d?(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}\b"
    rf"|\b{_MONTH}\s\d\d?(?:st|nd|rd|th)?\b|\d\d?(?:st|nd|rd|th)\b)"
    r"|(?P<timex>\d\d?[:h]\d\d\b(?:\s?[ap]m\b)?|\d\d?\s?[ap]m\b)"
    r"|(?P<quarterx>\b[qh][1-4]\b)"
    rf"|(?P<percentx>{_FIGURE}\s?(?:%|percent\b))"
    r"|(?P<dayx>\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?s?\b)"
    rf"|(?P<numx>{_FIGURE})"
    r"|(?P<word>[^\W\d_]+(?:['-][^\W\d_]+)*\.?(?<!\w\w\.))"
    r"|(?P<stop>[.!?:;]+|\n+|[\"(•])|(?P<mark>[,&)/+-])",
    re.IGNORECASE,
)
_MARKUP_ENDS = frozenset({"quotedx", "emojix"})

_KEPT = """
head director directors manager officer president chair chairman chairwoman partner owner founder managing general
finance financial operations ops procurement purchasing legal board sales marketing technical executive deputy
assistant secretary engineer buyer lead chief principal council committee treasurer controller counsel proposal quote
contract demo call meeting next status stage deal opp account value update contact lost won closed step christmas
easter linkedin whatsapp instagram facebook teams zoom slack telegram docusign excel english mr mrs ms dr i i'm i'll
i've i'd the and but then they she he we you it is are was not no yes sent got had will their our my his her this that
what when who why how if so just still also for to in on at of with from after before as an a january february march
april may june july august september october november december
"""
_PLAIN = frozenset(_KEPT.split())
"""Words that carry meaning though people write them with a capital: titles, sales words, channels, sentence starts."""
_JOINERS = frozenset({"&", "of", "de", "da", "do", "di", "la", "le", "van", "von", "der", "den", "und"})


_CLASSES = "codex userx channelx mailx linkx emojix quotedx moneyx datex timex quarterx percentx dayx numx namex"
_STAND_INS = frozenset(_CLASSES.split())


def cut_to_read(text: str) -> str:
    """The beginning of `text` that is read, `LONGEST_READ` characters at most, so that no message holds up others."""
    return text[:LONGEST_READ]


def count_ordinary_words(text: str) -> int:
    """How many words of `text` are neither names nor numbers nor markup: those by which a reader can tell anything."""
    return sum(token[0].isalpha() and token not in _STAND_INS for token in _tokens(text))


def normalise(text: str) -> list[str]:
    """The tokens of `text`: lower-case words and signs, with `namex`, `moneyx`, `datex` and the like for the rest."""
    return list(_tokens(text))


@lru_cache(maxsize=16)
def _tokens(text: str) -> tuple[str, ...]:
    """The tokens, kept for a moment: a message is asked for twice, by the model and when its words are counted."""
    spread = _MARKUP.sub(_spell_markup, text.translate(_STRAIGHT))
    return tuple(_merge_names([(m.lastgroup or "", m.group()) for m in _TOKEN.finditer(spread)]))


def _spell_markup(match: re.Match[str]) -> str:
    return f" {match.lastgroup or 'channelx'} "


def _merge_names(found: list[tuple[str, str]]) -> list[str]:
    """Turn each capitalised name into one `namex`; a sentence's first word counts only with a second one after it."""
    tokens: list[str] = []
    at_start = True
    for place, (kind, word) in enumerate(found):
        if kind == "word":
            if _is_name(found, place, at_start):
                if tokens[-2:-1] == ["namex"] and tokens[-1] in _JOINERS:
                    tokens.pop()
                elif not tokens or tokens[-1] != "namex":
                    tokens.append("namex")
            else:
                tokens.append(word.lower())
        elif kind in ("stop", "mark"):
            tokens.append("\n" if word[0] == "\n" else word[:1])
        else:
            tokens.append(kind)
        at_start = kind == "stop" or word in _MARKUP_ENDS
    return tokens


def _is_name(found: list[tuple[str, str]], place: int, at_start: bool) -> bool:
    word = found[place][1]
    if not word[0].isupper() or word.lower() in _PLAIN or (len(word) > 1 and word.isupper()):
        return False
    if not at_start:
        return True
    following = found[place + 1 : place + 2]
    return bool(following) and following[0][0] == "word" and _is_name(found, place + 1, at_start=False)
