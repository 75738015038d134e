"""Whether a sentence states something: not as a question, a guess, a condition, a wish, a plan, or as not so."""

import re

_IF = r"(?:if|unless|until|till|once|whether|assuming|provided|supposing|suppose|in case|as soon as|as if|as though)"
_GUESSES = (
    r"(?:i|we) (?:think|guess|believe|bet|assume|suspect|reckon|imagine|suppose|expect|figure|doubt|fear|feel)"
    r"|(?:i'm|i am|we're) (?:guessing|assuming|thinking|not sure|pretty sure|fairly sure)"
    r"|my (?:guess|hunch|feeling|gut|read|sense|impression|bet|theory)|gut feel\w*"
    r"|maybe|perhaps|probably|possibly|presumably|apparently|supposedly|seem(?:s|ed|ingly)?|likely"
    r"|(?:sounds?|looks?|feels?|sounded|looked|felt) (?:like|as if)|not sure|unsure|no idea|no clue|who knows|doubtful"
    r"|if i (?:remember|recall|got|heard|understood)|or so i|rumou?r\w*|gossip"
)
_WISHES = (
    r"want(?:s|ed|ing)?|try(?:ing)?|tried|tries|hop(?:e|es|ed|ing)|hopefully|will|'ll|won't|would|'d|could|should|might|may"
    r"|must|shall|can|going to|gonna|plan(?:s|ning|ned)?|aim(?:s|ing)?|need(?:s|ed|ing)?|ought|supposed|about to|to be"
    r"|let's|let us|ask(?:s|ed|ing)? (?:for|to|if|when|whether|about|them|him|her)|push(?:ed|ing)? for|chas(?:ed?|ing)"
    r"|wait(?:s|ed|ing)?|offer(?:ed|s|ing)?|suggest(?:ed|s|ing)?|propos(?:e|ed|es|ing)|request(?:ed|ing)?|invit(?:ed|ing)"
    r"|expect(?:s|ed|ing)?|wish(?:es)?|next:|todo|to do|haven't got|still no"
)
_NEGATIONS = (
    r"no|not|never|nobody|none|without|neither|nor|hardly|barely|instead of|cannot|fail(?:s|ed)?|refus(?:e|es|ed)"
    r"|\w+n't"
)
_CANCELLED = re.compile(
    r"\b(?:cancel\w*|fell through|falls through|no[- ]shows?|stood (?:me|us) up|called (?:it )?off|call off"
    r"|did(?:n't| not) (?:happen|show|come|turn up|take place)|never happened|postponed|bailed|blew (?:me|us) off"
    r"|declin\w+|reject\w+|turned (?:it|us|me) down)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(rf"\b{_IF}\b", re.IGNORECASE)
_GUESS = re.compile(rf"(?<!\w)(?:{_GUESSES})\b", re.IGNORECASE)
_UNREAL = re.compile(rf"(?<!\w)(?:{_WISHES}|{_NEGATIONS})(?!\w)|n't\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:(?:does|do|did|is|are|was)(?:n't| not) (?:really |even |yet )?(?:know|sure|clear|say|decided|agreed|tell)"
    r"|(?:no|any) idea|no clue|not (?:yet )?(?:sure|clear|known|decided|certain)|unclear|unknown|undecided|unsure"
    r"|ca(?:n't|nnot) (?:say|tell)|could(?:n't| not) (?:say|tell)|would(?:n't| not) (?:say|tell)"
    r"|(?:has|have|needs?|wants?|'ll|will) (?:to )?(?:check|find out|ask|look into|let (?:us|me) know|get back)"
    r"|find(?:ing)? out|never (?:asked|said|told)|did(?:n't| not) ask|forgot to ask|need to (?:ask|know|find)"
    r"|nobody (?:\w+ )?(?:could|can|would|will) (?:say|tell)|should have asked|would have (?:said|told|mentioned)"
    r"|(?:have|has)(?:n't| not) heard (?!from|back)|no word (?:\S+ ){0,4}?(?:whether|if|about|on)"
    r"|would (?:be|have been) (?:great|good|nice|ideal|better) (?:if|to)"
    r"|refus\w+ to (?:say|tell)|to be confirmed|tb[cd])\b",
    re.IGNORECASE,
)
_CLAUSE_BEGIN = re.compile(
    r"[,;:(]\s|\s(?:but|and then|so|because|since|which|who|and (?:we|he|she|they|i))\s", re.IGNORECASE
)


def asks(sentence: str) -> bool:
    """Whether the sentence is a question."""
    return sentence.rstrip(" \"')*_").endswith("?")


def leaves_open(sentence: str) -> bool:
    """Whether the sentence says that something is not known, or has still to be found out."""
    return _OPEN.search(sentence) is not None


def guesses(words: str) -> bool:
    """Whether the writer guesses in these words."""
    return _GUESS.search(words) is not None


def sets_condition(words: str) -> bool:
    """Whether these words begin a condition."""
    return _CONDITION.search(words) is not None


def is_unreal(words: str) -> bool:
    """Whether these words make of what follows a wish, a plan, or a thing that is not so."""
    return _UNREAL.search(words) is not None


def happened(sentence: str, at: int) -> bool:
    """Whether the sentence states what it says from the character `at` on as done or agreed."""
    before = sentence[:at]
    begin = max((gap.end() for gap in _CLAUSE_BEGIN.finditer(before)), default=0)
    return not (
        asks(sentence)
        or _CANCELLED.search(sentence)
        or sets_condition(before)
        or guesses(before)
        or is_unreal(before[begin:])
    )
