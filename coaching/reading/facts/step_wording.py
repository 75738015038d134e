"""What the words around a day say of a step: it was refused, it is still to come today, and how it is told best."""

import re

_MEETING = (
    r"(?:call|demo|meet(?:s|ing|up)?|visit|review|session|workshop|presentation|kick-?off|walk-?through|readout|intro"
    r"|appointment|zoom|lunch|coffee|breakfast|dinner|qbr|discovery|sign(?:ing|ature|s)?|start|install\w*|go-?live"
    r"|pilot"
    r"|trial|training|tour|inspection|decision|board|steering|committee|debrief|catch-?up|check-?in|interview|test)"
)
_REFUSED_BEFORE = re.compile(
    r"\b(?:can(?:no|['’])t|can not|could(?:n['’]t| not)|won['’]?t|unable to|not able to|not available|unavailable"
    r"|not free"
    r"|not going to|isn['’]t free|aren['’]t free"
    rf"|no (?:more |longer )?(?:a )?{_MEETING}|no slot|no time|declin\w+|turn\w* down|refus\w+|reject\w+|cancel\w*"
    r"|call(?:ed|s|ing)? off|scrapp(?:ed|ing)|postpon\w+|skip\w*|not happening|drop(?:ped|s|ping)? out|pull(?:ed|s"
    r"|ing)? out)\b"
    r"(?! (?:wait|but|miss|until|till)\b)"
    r"(?!.*\b(?:so|but|instead|moved|now|then|propos\w+|offer\w+|suggest\w+|rebook\w*|resched\w*|new|next)\b)[^,;:]*"
    r"(?<!\bto )(?<!\bto the )(?<!\buntil )(?<!\btill )(?<!\bbefore )$"
)
_REFUSED_AFTER = re.compile(
    rf"^(?:['’]s)?\W{{0,3}}(?:(?:at \S+|{_MEETING}|morning|afternoon|with \S+(?: \S+)?|the|to|go|through|it) ){{0,5}}"
    r"(?:(?:is|was|has been|have been|got|gets|were|had to be|will be|just|now|also|unfortunately|sadly"
    r"|again) ?){0,3}"
    r"(?:cancel\w*|called off|(?<=is )off\b(?! to)|postponed|not happening|fell through|falls through"
    r"|does(?:n['’]t| not) work"
    r"|did(?:n['’]t| not) work|won['’]t work|(?:is)?n['’]t possible|(?:is )?not possible|not on any more"
    r"|no longer (?:on|works)"
    r"|is out\b|scrapped|didn['’]t happen|isn['’]t happening)"
)
_HEDGE = (
    r"(?:maybe|perhaps|possibly|might|may be able|could (?:try|do|maybe|perhaps|possibly)|would be nice"
    r"|if (?:he|she|they|i|we) (?:\w+ ){0,2}(?:has|have|had|finds?|gets?|is free|are free)"
    r"|(?:shall|should) (?:we|i|he|she|they))"
)
_PERHAPS_BEFORE = re.compile(rf"\b{_HEDGE}\b[^,;:()]*$")
_PERHAPS_AFTER = re.compile(
    r"^[^,;:.!?()]{0,50}\bif (?:he|she|they|i|we)(?:['’]s| has| have| had| finds?| gets?| is| are)\b"
)
_ASKED_BEFORE = re.compile(r"^[\s>*_•-]*(?:\S+: )?(?:can|could|shall|should|would|maybe|how about|what about|is)\b")
_ASKED_AFTER = re.compile(r"^[^,;:.!?()]{0,60}\?")
_ANSWERED = re.compile(r"\b(?:said yes|says yes|booked|confirmed|agreed|accepted|works|is set|it is|suits)\b")
_SIGN = r"(?:signs?|pays?|orders?|decides?|buys?|confirms?|commits?|answers?|repl(?:y|ies))"
_THREAT_BEFORE = re.compile(
    rf"\bunless (?:\w+ ){{1,4}}?{_SIGN}\b[^,;:]*\b(?:by|before|until|till) (?:the )?$"
    r"|\b(?:our|the|my|this) (?:\w+ )?(?:offer|discount|price|pricing|quote|proposal|deal) (?:\w+ ){0,3}?"
    r"(?:expires?|ends|runs out|goes away|is gone|lapses)\b[^,;:]*$"
)
_THREAT_AFTER = re.compile(r"^[^.;!?\n]{0,15}\bor else\b")
_CUT_BEFORE = re.compile(
    r"^[\s>*_•-]*[^\s:][^:\n]{0,40}:\s+|,\s+(?:(?:so|and|but|then|which means|meaning|next|therefore) (?:then )?)?"
    r"|[(]|\s(?:so|but|then|because|since)\s(?!far|long|much)|:\s+|\s(?:and|&)\s(?=(?:we|i|he|she|they|then|next)\b)"
)
_CUT_AFTER = re.compile(
    r",?\s+(?:so|but|because|bc|since|although|unless|otherwise|hence|as (?:the|they|he|she|their|we))\s"
    r"|,\s+(?=(?:and |which |who |then )?(?:he|she|they|we|i|it|that|this|there|not|no|if|i['’]m|we['’]re|he['’]s"
    r"|she['’]s"
    r"|they['’]re|it['’]s|i['’]ll|we['’]ll|fingers|wish)\b)"
    r"|\s(?:and|&)\s(?=(?:he|she|they|it)\s)"
)
_STATES_STEP = re.compile(
    rf"\b(?:{_MEETING}|see(?:ing)?|sit\w*|go(?:es|ing)? (?:through|over)|present\w*|sign\w*|send\w*|talk|speak"
    rf"|walk\w*|show\w*"
    r"|book\w*|present\w*|close\w*|contract|proposal|quote|po|ring\w*|follow\w*|come[s]?|join\w*|travel\w*|fly\w*"
    r"|drive\w*"
    r"|deliver\w*|decid\w+|vote[s]?|pay[s]?|confirm\w*|meets|next step)\b",
    re.IGNORECASE,
)
_REACH = 200
"""So many characters of a clause on either side of its day are looked at; twice as many are told as the step."""
_TRIMMED = " \t\r>*_|•-,;:("
_TODAY = re.compile(
    r"\b(?:demo|call|meeting|visit|review|kick-?off|session|walk-?through|workshop|presentation|zoom|qbr|readout"
    r"|appointment"
    r"|discovery|meet|see (?:them|him|her)|seeing (?:them|him|her))\b(?P<between>[^.;!?\n]{0,45}?)"
    r"(?:\bat |\bstill at |@ ?|\bstarts (?:at )?|\btoday (?:at )?)"
    r"(?P<hour>[01]?\d|2[0-3])(?P<clock>[:.h][0-5]\d|\s?[ap]m\b)?(?!\s?[%€£$k\d/:.]|\s?(?:st|nd|rd|th)\b)"
    r"(?=\s*(?:$|[,.;!?)–-]|today|this|sharp|with|w/|so|for|to|and|but|our|my|their|i|we|they|wish))",
    re.IGNORECASE,
)
_HAS_BEEN = re.compile(
    r"\b(?:was|were|had|did|went|met|ran|gave|done|showed|no|not|cancel\w*|missed|after|yesterday|last|ended"
    r"|started|every"
    r"|moved|tried|if|maybe|could|n['’]t|wanted|asked|free|each|daily|weekly|monthly|price[ds]?|still)\b|n['’]t\b"
    r"|(?<=\w{3})ed\b(?<!booked)(?<!confirmed)(?<!scheduled)",
    re.IGNORECASE,
)


def is_refused(before: str, after: str) -> bool:
    """Whether a clause in lower case, before and after its day, takes the step off: declined, cancelled, no date."""
    return bool(_REFUSED_BEFORE.search(before[-_REACH:]) or _REFUSED_AFTER.match(after[:_REACH]))


def is_perhaps(before: str, after: str) -> bool:
    """Whether a lower-case text before and after a day only thinks of the step ("maybe"), or asks without an answer."""
    before, after = before[-_REACH:], after[:_REACH]
    asked = _ASKED_BEFORE.match(before) and _ASKED_AFTER.match(after) and not _ANSWERED.search(after)
    return bool(asked or _PERHAPS_BEFORE.search(before) or _PERHAPS_AFTER.match(after))


def is_threat(before: str, after: str) -> bool:
    """Whether the day in a lower-case clause is one that we set as an ultimatum ("unless he signs by Wednesday")."""
    return bool(_THREAT_BEFORE.search(before[-_REACH:]) or _THREAT_AFTER.match(after[:_REACH]))


def cut_step(clause: str, start: int, end: int) -> str:
    """The part of a clause that states the step of the day at clause[start:end], without what leads to it."""
    begin = max(0, start - 2 * _REACH)
    clause = clause[: end + 2 * _REACH]
    for cut in _CUT_BEFORE.finditer(clause, begin, start):
        if _says_step(clause[cut.end() :], start - cut.end()):
            begin = cut.end()
    stop = _CUT_AFTER.search(clause, end)
    return clause[begin : stop.start() if stop else len(clause)].strip(_TRIMMED).rstrip(".")


def states_step(part: str) -> bool:
    """Whether a part of a clause names a meeting or what people do at one."""
    return _STATES_STEP.search(part) is not None


def _says_step(rest: str, start: int) -> bool:
    """Whether a clause that is cut short still says what happens on the day, before it or right after it."""
    after = _CUT_AFTER.search(rest, start)
    return bool(_STATES_STEP.search(rest[: after.start() if after else len(rest)]))


def find_step_today(text: str) -> tuple[int, int] | None:
    """Where a message without any day says that a meeting is ahead at an hour ("demo at 3 with Acme"), else None."""
    match = _TODAY.search(text)
    if match is None or not 0 < int(match["hour"]) < 21:
        return None
    sentence = re.split(r"[.!?\n]\s", text[: match.start()])[-1]
    return None if _HAS_BEEN.search(sentence + match["between"]) else match.span()
