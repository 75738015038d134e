"""Words by which reps say that they met somebody, will meet them, or never did."""

import re

_TIMES = r"today|yesterday|again|just now|now|back|finally|this morning|\w{2,9}day|together|too|both|briefly|quickly"
_BRIDGE = (
    rf"(?:\s+(?:decision[- ]?maker|economic buyer|budget (?:holder|owner)|champion|with|w/|to|from|and|the|their|our"
    rf"|his|her|its|on|at|in|a|new|{_TIMES}))*[\s*_(,:“\"]*$"
)
SPOKE = re.compile(
    r"\b(?:spoke|spoken|talked|met|chatted|sat down|sat|visited|saw|walked|presented|told|asked|caught up|toured"
    r"|(?:off )?(?:the )?phone(?= with)|(?:e?mail|reply|answer|word|text|call|message|note|heard|heard back|yes"
    r"|confirmation|whatsapp|sms|letter|news"
    r"|quote|go-ahead|ok|okay|nod) (?:just now |back |today |straight )?from)\b" + _BRIDGE,
    re.IGNORECASE,
)
"""Verbs of a talk that has taken place, up to the person."""
EVENT = re.compile(
    r"\b(?:meeting|call|chat|talk|lunch|coffee|demo|workshop|session|sit[- ]down|dinner|breakfast|hours?|mins?"
    r"|minutes|catch[- ]up|intro|interview|discovery|drinks|beer|pint|zoom|teams|golf|negotiating|walk-?through|review"
    r"|visit)\b" + _BRIDGE,
    re.IGNORECASE,
)
"""Nouns for a talk, past or planned, up to the person."""
NOT_YET = re.compile(
    r"\b(?:never|not|no|nothing|nobody|anyone|anybody|have you|did you|without|yet to|trying to|try to"
    r"|tried to|hop(?:e|ing) to|want(?:s|ed)? to"
    r"|need(?:s|ed)? to|ought to|should|could|would|will|can i|can we|can you|could you|tomorrow|tmrw|next|on (?:mon"
    r"|tues|wednes|thurs|fri)day|book\w*|get(?:ting)? (?!through)|gonna|going to|about to|plan\w*|aim\w*|ask(?:ed"
    r"|ing)? (?:for|to)|asking|push\w* for|request\w*|propos\w*|invit\w*|once|if|unless|until|before|let['’]?s"
    r"|chas\w*|cancel\w*|postpon\w*|move[ds]?|refus\w*|declin\w*|set up|setting up|schedul\w*|landed|fix(?:ed|ing)?"
    r"|arrang\w*|i['’]ll|we['’]ll|\w+n['’]t|havent|hasnt|didnt|cant|cannot|waiting|promised|offer\w*|looking for"
    r"|wish\w*|prep\w*|whether|which|says|said|reckons|apparently|heard that|he|she|they)\b",
    re.IGNORECASE,
)
"""Words that make a talk a plan, a wish or no talk at all."""
AHEAD = re.compile(
    r"\b(?:tomorrow|tmrw|next (?!step)|on (?:the \d|mon|tue|wed|thu|fri|sat|sun)|(?:mon|tue|wed|thu"
    r"|fri)\w*\.? (?:at )?\d|(?:this|coming) (?:mon|tue|wed|thu|fri)\w*|the \d+(?:st|nd|rd|th)|booked|set for"
    r"|scheduled|planned|fixed|lined up|pencill?ed|is on\b|in (?:the diary|calendar)|at \d|\d\d?[:.]\d\d|\d+ ?(?:am"
    r"|pm)|\d\d? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct"
    r"|nov|dec)[a-z]* \d|\d\d?/\d|in (?:two|three|a) (?:weeks?|days?)|will|when|cancel\w*|pushed|moved|postponed"
    r"|fell through|(?:mon|tues|wednes|thurs|fri)day|mon|tue|tues|wed|thu|thurs|fri|still to|coming up)\b",
    re.IGNORECASE,
)
"""Times and words by which a talk lies ahead."""
PLANNED = re.compile(r"\b(?:next steps?|next up|to-?do|plan|planned|agenda|actions?|upcoming)\b", re.IGNORECASE)
"""Words that head a plan."""
BOOKED = re.compile(r"\b(?:booked|locked in|set|scheduled)\s*!+\s*$", re.IGNORECASE)
"""A cry before a sentence that makes it a plan ("Booked! Coffee with Ana")."""
CALLED_OFF = re.compile(
    r"^[^,;]{0,40}\b(?:cancel\w*|called off|pushed|moved|postponed|fell through|no[- ]show\w*)\b", re.IGNORECASE
)
"""Words by which a talk did not take place."""
PAST = re.compile(
    r"\b(?:went|was|were|had|yesterday|earlier|last (?:week|night|month|mon|tue|wed|thu|fri)\w*|this morning|after"
    r"|following|back from|fresh from|out of|finished|done|just|good|great|lovely|brilliant|super|decent|productive"
    r"|solid|nice|ace|cracking|fab|proper|long|first|second|third)\b",
    re.IGNORECASE,
)
"""Words by which a talk has taken place."""
_THEM = r"(?!\s+(?:her|him|them|his|their|it|[A-Z]\w|our\b|my\b|everyone|the (?:team|board|others)))"
_ACTS = (
    r"(?:said|says(?! yes or no)|joined|wrote|replied|answered(?! nothing)|confirmed|confirms|explained|admitted"
    r"|mentioned|laughed|nodded|agreed|apologised|apologized|promised|loved|came (?:back|along|to|in|with|prepared"
    r"|out)|shook|dialled in|dialed in|dropped in|popped in|sat in|turned up|showed (?:up|me|us)|attended|took part"
    r"|opened up|stopped us"
    rf"|told (?:me|us|ur|you|on)|asked{_THEM}|asks{_THEM}|tells (?:me|us)|called(?! off)(?! a| an|ing){_THEM}"
    rf"|rang{_THEM}|emailed{_THEM}|mailed{_THEM}|texted{_THEM}|whatsapped{_THEM}|pinged{_THEM}|forwarded (?:me|us)"
    rf"|sent (?:me|us)"
    r"|walked (?:me|us|round|through|out|in)|took (?:me|us|the|notes|our)|gave (?:me|us|the)|brought|raised|let slip"
    r"|had (?:me|us)|picked up|goes\b|signed(?! up)|pushed back|introduced (?:me|us|himself|herself))\b"
)
_PRESENT = (
    r"(?:(?:was|were|is|are|also|both|all|even|too)\s+){0,2}(?:in the (?:room|meeting|demo|call)|on (?:the|our"
    r"|today['’]s|this morning['’]s|yesterday['’]s) (?:\w+ )?(?:call|line|zoom|demo)|(?<=both )on\b|at the (?:table"
    r"|demo|meeting)|in attendance|present\b|there\b|with us)"
)
_ADVERBS = (
    r"(?:(?:also|just|then|even|really|finally|already|kindly|actually|himself|herself|only|both|all|has"
    r"|since)\s+){0,3}"
)
_ASIDE = (
    r"^(?:[^()\n.;]{0,40}\))?[*_]*(?:\s*\([^)]*\))?(?:,(?!\s*(?:s?he|they|we|I|and|who"
    r"|but)\b)[^,.;\n]{1,40},)?[*_]*(?:\s+(?:at|from|of|in|over at)\s+(?:the\s+)?[\w'’&.-]+(?:\s+(?:(?:of|&|de"
    r"|the)\s+)?[A-Z][\w'’&.-]*)*,?)?(?:\s*,?\s*who\b)?\s*,?\s*"
)
DID = re.compile(_ASIDE + _ADVERBS + _ACTS)
"""What a person did towards us, right behind their name."""
WAS_THERE = re.compile(_ASIDE + r"[\s(]*" + _ADVERBS + _PRESENT, re.IGNORECASE)
"""That a person was there, right behind their name."""
PRONOUN_DID = re.compile(r"\b(?P<who>[Ss]?[Hh]e)\s+" + _ADVERBS + rf"(?:{_ACTS}|{_PRESENT})")
"""That "he" or "she" did something towards us, or was there."""
MET_THEM = re.compile(
    r"\b(?:met|spoke(?:n)? (?:to|with)|talked (?:to|with)|sat down with|asked|told|rang|visited|call with|chat with"
    r"|meeting with|lunch with|coffee with|heard (?:back )?from|reply from)\s+(?P<them>her"
    r"|him)\b(?!\s+[a-z]*\s*(?:boss|team))",
    re.IGNORECASE,
)
"""That we talked with "him" or "her"."""
NEVER = re.compile(
    r"\b(?:never|not|yet to|haven['’]?t|hasn['’]?t|havent|hasnt|nobody|no one|none of us|didn['’]?t|no access"
    r"|can['’]?t|cannot|couldn['’]?t)\b[^.;!?\n]{0,25}\b(?:met|meet|spoken?|talked|talk|seen|see|access|reach|get|got"
    r"|heard)(?: (?:to|with|from|through))*\s+",
    re.IGNORECASE,
)
"""That we have not met somebody, up to the person."""
NEVER_PASSIVE = re.compile(
    r"^[^.;!?\n]{0,30}\b(?:whom?|that)? ?(?:we|i)(?:['’]ve| have)? (?:never|not|haven['’]?t) (?:yet )?(?:met|seen"
    r"|spoken)"
)
"""That we have not met somebody, behind their name."""
TOLD = re.compile(r"told|asked", re.IGNORECASE)
"""Verbs of talking that fit letters as well."""
WROTE = re.compile(r"\b(?:e?mailed|wrote|messaged|linkedin|inbox|dm['’]?d?|texted|voicemail|vm)\b", re.IGNORECASE)
"""Words by which something was written and not said."""
HEARSAY = re.compile(
    r"\b(?:says|said|told (?:me|us)|reckons|thinks|claims|heard|hears|apparently|allegedly|according|hopes|if|until"
    r"|unless|when|whether|once|before|asked|because|after)\b[^,.;!?\n]{0,60}$",
    re.IGNORECASE,
)
"""Words by which somebody else reports it, or it is only supposed."""
