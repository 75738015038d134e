"""Cues in the plain phrases of everyday updates: "proposal to X", "X: ...", "they went with X", "also looking at X"."""

import re
from collections.abc import Iterator

from coaching.reading.facts.lexicon import plain_word
from coaching.reading.facts.lexicon.first_names import FIRST_NAMES
from coaching.reading.facts.lexicon.opening_words import DEAL_WORDS, OPENERS, TOOLS
from coaching.reading.facts.lexicon.ordinary_words import ORDINARY_WORDS
from coaching.reading.facts.lexicon.organisation_words import EVENT_WORDS
from coaching.reading.facts.lexicon.places import PLACES
from coaching.reading.facts.lexicon.title_words import DEPARTMENTS, HONORIFICS
from coaching.reading.facts.wording import Name, Wording

_REACH = 70
_DEALING = (
    r"(?:proposals?|quote|quotation|offer|bid|estimate|contract|agreement|msa|order form|docusign|paperwork|redlines?"
    r"|deck|pricing|prices|business case|demo|demos|call|calls|meeting|meetings|outreach|follow[- ]?up|kick-?off"
    r"|review|discovery|session|workshop|presentation|walk-?through|readout|pilot|poc|trial|deal|renewal"
    r"|negotiations?"
    r"|negotiating|e?mail|voicemail|visit|lunch|coffee|chat|intro|debrief|verbal|po|order|signature)"
)
_DEALT_WITH = re.compile(
    rf"\b{_DEALING}(?: (?:booked|set|done|scheduled|over|out|call|today|yesterday|tomorrow|price|went|goes|sent"
    rf"|off|back"
    r"|planned|confirmed|up|is|was))?"
    r" (?:to|for|with|w/|at|from) (?:the (?:folks|team|guys|people) at )?[*_\"“]*$"
    r"|\b(?:price|terms|discount|liability|numbers|scope) (?:with|to|for) (?:the )?[*_\"“]*$"
    r"|\b(?:heard (?:back )?|no (?:word|reply|answer|news|response) (?:back )?|nothing (?:back )?|reply |word "
    r"|news |update )"
    r"(?:from|on) (?:the )?[*_\"“]*$"
    r"|\b(?:pitched|quoted|visited|demoed|won|lost|closed|landed) (?:to )?[*_\"“]*$"
    r"|\b(?:lost|won|got|closed|landed) the [*_\"“]*$|\b(?:follow\w* up with|cold[- ]?called) [*_\"“]*$"
    r"|\b(?:ghosted|stood up|told no|turned down|rejected|dropped|blanked) by (?:the )?[*_\"“]*$"
    r"|\) (?:from|at) (?:the )?[*_\"“]*$"
    r"|\b(?:signed|countersigned|approved) by [*_\"“]*$|\b(?:out|over|off) (?:to|with) [*_\"“]*$"
    r"|^\W*(?:closed[- ]?(?:won|lost)|won|lost|signed|(?:deal |quick |account |short )?update|new (?:deal|lead"
    r"|opp)|deal|status)"
    r"\s*[:–—-]\s*[*_\"“]*$",
    re.IGNORECASE,
)
_SPOKEN_WITH = re.compile(r"\b(?:spoke|talked|spoken|chatted) (?:to|with) [*_]*$|\bmet (?:with )?[*_]*$", re.IGNORECASE)
_THE_DEAL = re.compile(
    r"^(?:, ?(?:[A-Z]{0,3} ?[€$£]|[A-Z]{3}:? ?\d|\d[\d.,]*(?:k|K|m|M)?\b(?! (?:users|people|seats|sites|of)))"
    r"|['’]s? (?:[€$£]\d|\d+k\b|renewal|contract|budget|legal|lawyers?|team|people|board|rfp|tender|procurement"
    r"|pilot|trial|order|po\b|deal)| \([€$£]?\d[\d.,]*[km]?\b)"
)
_LOST_BEFORE = re.compile(r"\b(?:lost|losing) [*_]*$", re.IGNORECASE)
_LOST_AFTER = re.compile(r"^[*_]* to (?:the )?[*_]*[A-Z]")
_SUM_AFTER = re.compile(
    r"^[*_]* (?:[€$£] ?\d[\d.,]*[km]?|\d[\d.,]*(?:k|m|K|M)\b(?: ?(?:€|£|\$|eur|usd|gbp))?)(?=[,.;:!)\n–—-]|$)"
)
_THE_BEFORE = re.compile(r"\bthe [*_]*$", re.IGNORECASE)
_DOCUMENT_AFTER = re.compile(
    r"^[*_]* (?:offer|quote|quotation|proposal|discount|contract|renewal|deal|order|tender|bid|invoice|account)\b"
)
_ACTS = re.compile(
    r"^[*_]*(?: (?:just|also|still|now|finally|really|apparently|have|has|has not|hasn['’]t|haven['’]t))?"
    r" (?:decided|turned (?:us|down|our)|chose|picked|started|signed|is (?:comparing|evaluating|looking|stuck"
    r"|closed|live|in |at"
    r"|ready|dead|lost|won|waiting|asking|pushing|ours|using)|closed|currently|uses|mentioned|are|can['’]t|cannot"
    r"|won['’]t|wants?|needs?|went|gone|renewed"
    r"|bought|declined|passed|rejected|cancelled|canceled|postponed|approved|confirmed|said (?:no|yes)|pulled"
    r"|froze|moved"
    r"|ghosted|replied|came back|has \d)\b"
)
_THEY_CHOSE = re.compile(
    r"\b(?:they|decided to|board|committee|client|customer|she|he)(?:['’](?:ve|re|s)| have| has| are| is)?"
    r"(?: just| now| already| probably| finally)? (?:went|going|gone|go|sign\w*|stay\w*"
    r"|stick\w*) with (?:the )?[*_\"“]*$"
    r"|(?-i:[A-Z])\w+ (?:(?:has|have|is|are) )?(?:went|gone|(?<=s )going|(?<=e )going) with [*_\"“]*$"
    r"|\b(?:lost|losing|lose) (?:\S+ ){0,5}?to (?:the )?[*_\"“]*$",
    re.IGNORECASE,
)
_THEY_COMPARE = re.compile(
    r"\balso (?:look\w*|talk\w*|speak\w*|consider\w*|evaluat\w*|test\w*|met|have|has|saw|see\w*|trial\w*|us\w+)"
    r"(?: at| to| with)? (?:the )?[*_\"“]*$"
    r"|\b(?:they|she|he|client|customer|(?-i:[A-Z])\w+)(?:['’](?:ve|re|s)| have| has| are| is| were| was| been)*"
    r"(?: still| also| now| both| currently)?"
    r" (?:look\w* at|evaluat\w+|consider\w+|comparing(?: us)?(?: with| to| against)?) (?:us and )?(?:the )?[*_\"“]*$"
    r"|\b(?:compar\w+|benchmark\w*|stack\w*) us (?:with|to|against|up against) (?:the )?[*_\"“]*$"
    r"|\b(?:compar\w+|benchmark\w*) us (?:with|to|against) [A-Z]\w+(?:,| and| &| or) [*_\"“]*$"
    r"|\b(?:currently|already|still|(?-i:[A-Z])\w+ is|they are|they['’]re) us(?:es?|ing) [*_\"“]*$"
    r"|\b(?:up|competing|running|we're|we are) against (?:the )?[*_\"“]*$"
    r"|\bincumbent(?: vendor| supplier)?(?: is|:| =)? (?:the )?[*_\"“]*$"
    r"|\b(?:short-?list\w*|race|bake-?off)(?: is| are)?(?: us)?(?: with| and| vs\.?| against) (?:the )?[*_\"“]*$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:ask\w*|told|tell\w*|text\w*|thank\w*|remind\w*|messag\w*|ping\w*|let)\s+[*_]*$",
    re.IGNORECASE,
)
_ASKED_WHAT = re.compile(
    r"^[*_]* (?:what|why|how|if|whether|who|when|where|that|to (?!go)|know|directly|straight|about)\b"
)
_GLOSS = re.compile(r"^ (?:is|was|being) (?:the|a|an|our|my|his|her|their)\b")
_LABEL = re.compile(r"[*_]*(?: ?[:–—]| -| \|| /)\s")
_COMMON = (
    OPENERS | ORDINARY_WORDS | DEAL_WORDS | TOOLS | PLACES | DEPARTMENTS | {"postponed", "rescheduled", "cancelled"}
)
_MARKS = ' *_~>-–—•"“\n\t'


def cues_in_phrases(name: Name, wording: Wording) -> Iterator[str]:
    """Cues in the phrase of which the name is a part."""
    text = wording.text
    plains = [w.plain for w in wording.words[name.first : name.last + 1]]
    before, after = text[max(0, name.start - _REACH) : name.start], text[name.end : name.end + 40]
    place = all(p in PLACES for p in plains)
    if place:
        yield "place"
    if leads_as_label(name, wording):
        yield "leading label"
    elif _THEY_CHOSE.search(before):
        yield "they chose before"
    elif _THEY_COMPARE.search(before):
        yield "they compare before"
    elif _DEALT_WITH.search(before) and not place:
        yield "dealt with before"
    elif len(plains) == 1 and plains[0] not in FIRST_NAMES and _SPOKEN_WITH.search(before) and not place:
        yield "spoken with before"
    if _LOST_BEFORE.search(before) and _LOST_AFTER.match(after):
        yield "lost to a rival"
    of_the_deal = _THE_BEFORE.search(before) and _DOCUMENT_AFTER.match(after) and len(plains) == 1
    if of_the_deal or _THE_DEAL.match(after) or (name.opens and _SUM_AFTER.match(after)):
        yield "the deal after"
    if name.opens and _ACTS.match(after):
        yield "acts after"
    if len(plains) == 1 and _ASKED.search(before) and _ASKED_WHAT.search(after):
        yield "asked something"
    if before.endswith("(") and _GLOSS.match(after):
        yield "glossed in brackets"


def leads_as_label(name: Name, wording: Wording) -> bool:
    """Whether the message opens with this name and a colon or dash, as a headline ("Acme: ...", "Acme - proposal")."""
    if wording.text[: name.start].strip(_MARKS) or wording.text.lstrip().startswith(">"):
        return False
    plains = [w.plain for w in wording.words[name.first : name.last + 1]]
    parts = [plain_word(part) for part in re.split(r"[\s-]", name.text)]
    if plains[-1] in EVENT_WORDS | PLACES or all(part in _COMMON for part in parts) or plains[0] in HONORIFICS:
        return False
    person = len(plains) == 1 and plains[0] in FIRST_NAMES
    return not person and _LABEL.match(wording.text, name.end) is not None
