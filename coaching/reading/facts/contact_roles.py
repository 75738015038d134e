"""What a message says of a person's part: whether they decide, champion us or guard the door, and whether we met."""

import re

from coaching.facts import Role
from coaching.reading.facts.lexicon import plain_word
from coaching.reading.facts.lexicon.title_words import DECIDERS, GATEKEEPERS

_DECIDES = re.compile(
    r"\b(?:signs|can sign|will sign|sole signatory|signatory|signing authority|signs off|decides|decider"
    r"|makes? the call"
    r"|makes? the decision|final (?:say|word)|holds? the (?:budget|purse|pen|money)|(?:owns?"
    r"|controls?) the (?:\w+ )?budget"
    r"|owns \w+ budget|budget (?:holder|owner)|economic buyer|decision[- ]maker|has the (?:budget|pen"
    r"|authority|final say)"
    r"|approves (?:it|the|all|every|anything)|signer|releases the money|(?:her|his) own budget"
    r"|unterschreibt|entscheidet)\b",
    re.IGNORECASE,
)
_DECIDES_BEFORE = re.compile(
    r"\b(?:decision[- ]maker|economic buyer|budget holder|signer|decider|signatory)\W+(?:is\W+|at\W+[\w ]+\W+)?$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|no|never|cannot|can['’]?t|won['’]?t|doesn['’]?t|isn['’]?t|ain['’]?t|who|whoever|nobody"
    r"|somebody|someone|if|or)"
    r"\b[^.;!?\n]{0,25}$",
    re.IGNORECASE,
)
_CHAMPIONS = re.compile(
    r"\b(?:champion|our (?:coach|sponsor|advocate|ally)|(?:internal|my|our) sponsor|(?:big|massive|huge) fan|superfan"
    r"|in our corner)\b",
    re.IGNORECASE,
)
_CHAMPIONS_BEFORE = re.compile(r"\b(?:champion|sponsor)\W+(?:is\W+)?(?:at\W+[\w ]+is\W+)?\(?$", re.IGNORECASE)
_GUARDS = re.compile(
    r"\b(?:front desk|on reception|gatekeep\w*|keeps (?:his|her|their) (?:diary|calendar)"
    r"|looks after \w+(?: \w+)?['’]s diary)\b",
    re.IGNORECASE,
)
_MET_BEFORE = re.compile(
    r"\b(?:spoke|spoken|talked|met|meeting|call|chat|chatted|talk|lunch|coffee|demo|workshop|session"
    r"|sat down|sit[- ]down"
    r"|visited|saw|dinner|breakfast|hours?|mins?|minutes|walked|catch[- ]up|intro|interview|discovery"
    r"|drinks|beer|pint|zoom"
    r"|teams|golf|presented|negotiating|told|asked|rang|(?:e?mail|reply|answer|word|text|call|message"
    r"|note|heard|heard back"
    r"|yes|confirmation|whatsapp|sms|letter|news|quote) (?:just now |back |today )?from)\b"
    r"(?:\s+(?:with|w/|to|from|by|and|the|their|our|both|on|at|in|today|yesterday|again|\w{2,9}day))*[\s*(,:]*$",
    re.IGNORECASE,
)
_MET_AFTER = re.compile(
    r"^\W*(?:\([^)]*\)\W*)?"
    r"(?:(?:,[^,.;\n]{1,40},|at|from|of|in|and|&|\+|the|their|her|his|[A-Z][\w'’&.-]*)\s+){0,6}"
    r"(?:said|says|told|asked|asks|joined|was (?:there|in|on)|were|wrote|replied|answered|called|rang"
    r"|emailed|mailed|texted"
    r"|confirmed|confirms|opened|showed|walked|nodded|loved|explained|admitted|laughed|promised|mentioned"
    r"|agreed|forwarded"
    r"|thinks|reckons|tells|took|gave|goes|liked|shook|came back|stopped us|brought|raised|pushed|let slip|had me"
    r"|picked up|came|apologised|signed|accepted|declined|wants|loves|likes)\b"
)
_UNMET = re.compile(
    r"\b(?:never|not|no|haven['’]?t|hasn['’]?t|nothing|nobody|without|yet to|trying to|try to|hope to"
    r"|want to|need to|will"
    r"|won['’]?t|can i|didn['’]?t|can['’]?t|cannot|tomorrow|next (?:week|month)|on (?:mon|tues|wednes"
    r"|thurs|fri)day|book"
    r"|booking|get|gonna|going to)\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"\b(?:if|until|unless|when|whether|once)\s+(?:\w+\s+)?$", re.IGNORECASE)
_NO_DECIDERS = frozenset(["vice", "deputy", "assistant", "product", "process", "account", "system", "app"])


def role_of(title: str | None, before: str, after: str) -> Role | None:
    """The part that a person plays, by their title and by what their sentence says before and after their name."""
    words = {plain_word(w) for w in re.split(r"[\s/,-]+", title or "")}
    last = plain_word((title or "").split(" to ")[0].split(" ")[-1])
    if (last in GATEKEEPERS and "company" not in words) or _GUARDS.search(after):
        return "gatekeeper"
    if _says(_DECIDES, after) or _DECIDES_BEFORE.search(before):
        return "decision_maker"
    if _says(_CHAMPIONS, after) or _CHAMPIONS_BEFORE.search(before) or last == "champion":
        return "champion"
    return "decision_maker" if words & DECIDERS and not words & _NO_DECIDERS else None


def was_met(before: str, after: str) -> bool:
    """Whether a person's sentence says that we have spoken with them or heard from them."""
    if _MET_BEFORE.search(before):
        return not _UNMET.search(before[-60:])
    return bool(_MET_AFTER.search(after)) and not _SUPPOSED.search(before)


def _says(pattern: re.Pattern[str], sentence: str) -> bool:
    """Whether a sentence says what `pattern` looks for, and does not deny it."""
    match = pattern.search(sentence)
    return match is not None and not _DENIED.search(sentence[: match.start()])
