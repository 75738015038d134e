"""How a message speaks of a company: as what it is about, or only by the way ("they remind me of Hooli")."""

import re
from functools import lru_cache
from typing import Literal

Focus = Literal["headline", "sold to", "subject", "compared", "unclear"]
"""The company heads the message; something is sold to it; a sentence tells what it did; a comparison; none of these."""

_CLAUSE = re.compile(r"[^,;!?\n.]+(?:\.(?!\s|$)[^,;!?\n.]*)*")
_HERE = "\ue000"
"""Stands for the company's name while the words around it are looked at."""
_OPENING = (
    r"^[\s>*_~•(\[-]*(?:(?:also|and|btw|fyi|update|news|separately|meanwhile|other news|quick one|re)\b[\s,:-]*)*"
)
_ABOUT = r"(?:deal|account|acct|opp|opportunity|renewal|expansion|upsell|pilot|update|recap|loss|debrief|news)"
_HEADLINE = re.compile(rf"{_OPENING}{_HERE}(?: {_ABOUT})?[*_]*(?:\s*[:|]|\s+[-–—]\s)", re.I | re.M)
_DID = (
    r"(?:signed|signs|closed|won|lost|called|rang|phoned|emailed|replied|answered|wrote|wants?|asked|asks|needs?|is|are"
    r"|has|have|agreed|confirmed|accepted|rejected|declined|approved|sent|booked|cancell?ed|postponed|moved|went|got"
    r"|said|says|chose|picked|paid|came|comes|would|will|just|finally|now|today)"
)
_SUBJECT = re.compile(rf"(?:{_OPENING}|[.!?;]\s+){_HERE}(?: {_ABOUT})?\s+{_DID}\b", re.I | re.M)
_MEETING = (
    r"(?:call|meeting|demo|discovery|workshop|visit|kick-?off|intro|lunch|session|review|proposal|quote|offer|contract"
    r"|pricing|pilot|trial|poc|pitch|presentation|order form|renewal|negotiations?|deal)"
)
_PERSON = r"(?-i:(?:[A-Z][\w'-]+ ){1,3})(?:at|from|of) "
_SOLD = re.compile(
    rf"\b{_MEETING}\s(?:(?:is|was|went|sent|out|over|booked|set|done|today|yesterday|now|on|the|a|call|well)\s){{0,4}}"
    rf"(?:with|at|to|for)\s(?:the\s)?(?:{_PERSON})?{_HERE}"
    rf"|\b(?:met|meeting|visited|visiting|pitched|quoted|lost|won|closed|signed|landed|qualified|demoed|called|rang"
    rf"|sold|selling|pitching|demoing)\s(?:(?:to|at|with|for)\s)?(?:the\s)?(?:{_PERSON})?{_HERE}"
    rf"|\b(?:spoke|talked|talking|sat down|demoed|presented)\s(?:to|with|at|for)\s(?:{_PERSON})?{_HERE}"
    rf"|\bsent\s(?:the\s)?{_HERE}\s(?:the|a|an|our|their)\s",
    re.I,
)
_KIN = r"(?:cousin|wife|husband|partner|brother|sister|friend|mate|neighbour|neighbor|dad|mum|mom|uncle|aunt)"
_COMPARED = re.compile(
    r"\bremind|\bsame\b|\bsimilar|\bcompar|\blike\b|\bjust as\b|\bas (?:we |i )?(?:did |had )?(?:with|at|for|in)\b"
    rf"|\bthan\b|\blast (?:year|spring|summer|autumn|winter)\b|\byears? ago\b|\bback (?:at|then|in the day)\b"
    rf"|\bused to\b|\bwork(?:s|ed|ing) (?:at|for)\b|\bmy {_KIN}\b|\bex-|\bformerly\b|\breferences?\b|\bcase stud"
    r"|\bsuccess story\b|\buses? (?:this|it|us)\b",
    re.I,
)


@lru_cache(maxsize=256)
def company_focus(text: str, name: str) -> Focus:
    """How `text` speaks of the company that it writes as `name`; a comparison weighs more than all but a headline."""
    marked = re.sub(rf"(?<!\w){re.escape(name)}(?:['’]s?)?(?!\w)", _HERE, text, flags=re.I)
    if _HEADLINE.search(marked):
        return "headline"
    clauses = [clause for clause in _CLAUSE.findall(marked) if _HERE in clause]
    plain = [clause for clause in clauses if not _COMPARED.search(clause)]
    if any(map(_SOLD.search, plain)):
        return "sold to"
    if plain and _SUBJECT.search(marked):
        return "subject"
    return "compared" if clauses and not plain else "unclear"
