"""What the buyer promised to send us: "she will send us their figures" is a paper of theirs, no offer of ours.

Right or nothing: what they might send, would not, have sent, or say they will think about is no promise of a paper.
"""

import re

from coaching.reading.assertion import guesses, is_unreal, sets_condition
from coaching.reading.speakers import is_buyer

_CURLY = str.maketrans({"’": "'", "‘": "'"})
_SOON = r"(?: (?:then|also|now|just|gladly|happily|first|still|kindly))?"
_WILL = (
    r"(?:'ll|'s going to|'re going to|(?: has| have|'s|'ve)? (?:agreed|promised|offered|undertaken)(?: me| us)? to"
    r"| (?:will|is going to|are going to|is to|are to|is about to|are about to|wants to|want to)"
    r"|(?: has| have)? (?:said|says|say|told us|told me|promised|confirmed)(?: that)?"
    r" (?:he|she|they)(?:'ll|'d| will| would| is going to| are going to))"
)
_SEND = (
    r"(?:send|share|mail|e-?mail|forward|fwd|provide|give|get|supply|upload|drop|bring|export|pull|compile|collect"
    r"|prepare|dig out|put together|hand over|pass on)"
)
_THING = (
    r"(?:figures?|numbers|data|dataset|volumes?|quantit(?:y|ies)|lists?|bills?|invoices?|photo(?:graph)?s?|pictures"
    r"|drawings?|plans?|specs?|specifications?|requirements?|documents?|docs?|documentation|papers|paperwork|files?"
    r"|contracts?|po|po number|purchase order|order form|rf[pqi]|tender|questionnaire|org chart|usage|exports?|samples?"
    r"|reports?|brief|briefing|details|profiles?|schedules?|templates?|nda|redlines|mark-?up|terms|logs?|breakdown"
    r"|spreadsheets?|sheets?|excel|readings|counts?|forecasts?|inventory|criteria|scorecard|statements?|quotes?|offers?"
    r"|pricing|prices|costs?|addresses|names|dates)"
)
_WORDS = r"(?: (?!our\b|my\b)[\w'/&-]+){0,6}?"
_PROMISE = re.compile(
    rf"(?:{_WILL}{_SOON} {_SEND}|(?: is| are|'s|'re){_SOON} (?:sending|e-?mailing|mailing|sharing|forwarding)"
    rf"|(?: has| have|'s|'ve)? promised| owes?){_WORDS} {_THING}\b(?=(?P<rest>[^.!?;\n]{{0,200}}))",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_][\w'&.-]*"
_SUBJECT = re.compile(rf"(?:^|(?<=[\s\"(*_:>•-]))(?P<who>(?:{_NAME} ){{0,3}}{_NAME})(?:\s?\([^()]{{1,50}}\))?$")
_SUBJECT_REACH = 100
_ELSEWHERE = re.compile(
    r"^ (?:\w+ )?to (?!us\b|me\b|sign\b|go\b|work\b|look\b|start\b|begin\b|use\b)\w+", re.IGNORECASE
)
_BROKEN = re.compile(
    r"\b(?:but|yet|still|never|nothing|hasn't|haven't|didn't|overdue|late|waiting|last (?:week|month)|\w+ ago)\b",
    re.IGNORECASE,
)
_NEXT_IS_BROKEN = re.compile(rf"\?|[.!;\n ]{{1,5}}(?:{_BROKEN.pattern})", re.IGNORECASE)
"""A question, or a next sentence that says that nothing came: "He promised the data. Still nothing."."""
_SENTENCE_REACH = 300
_CLAUSE_END = re.compile(
    r"[,;.!?\n)]|\s(?=(?:and|but|so|then|while) (?:i|we|our|my|then)\b)|\s(?=(?:[–—]|-{1,2})\s)", re.IGNORECASE
)
_SENTENCE_BEGIN = re.compile(r"[.!?;\n]\s*")
_LAST_WORDS = re.compile(r"(?:\S+\s+){0,3}$")


def without_promises(text: str) -> str | None:
    """`text` without the clauses in which the buyer promises to send us something; None when there are none."""
    plain = text.translate(_CURLY)
    kept, at = list[str](), 0
    for promise in _PROMISE.finditer(plain):
        begin = _begin_of(plain, promise)
        if begin is None or begin < at:
            continue
        kept.append(text[at:begin])
        at = promise.end() + _length(promise["rest"])
    return "".join([*kept, text[at:]]) if kept else None


def _begin_of(plain: str, promise: re.Match[str]) -> int | None:
    """Where the clause of the buyer who promises begins; None when it is no promise of the buyer's."""
    low = max(0, promise.start() - _SUBJECT_REACH)
    subject = _SUBJECT.search(plain[low : promise.start()])
    who = is_buyer(subject["who"]) if subject else None
    if subject is None or who is None:
        return None
    begin = low + subject.start("who") + who.at
    before, rest = _SENTENCE_BEGIN.split(plain[max(0, begin - _SENTENCE_REACH) : begin])[-1], promise["rest"]
    near = _LAST_WORDS.search(before)
    unreal = guesses(before) or sets_condition(before) or is_unreal(near.group() if near else "")
    if unreal or _ELSEWHERE.match(rest) or _BROKEN.search(rest) or _NEXT_IS_BROKEN.match(plain, promise.end("rest")):
        return None
    return begin


def _length(rest: str) -> int:
    """How much of what follows belongs to the promise."""
    end = _CLAUSE_END.search(rest)
    return end.start() if end else len(rest)
