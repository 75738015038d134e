"""Words by which reps say who decides, who champions the deal, and who guards the door."""

import re

_DEAL = (
    r"(?:it|this|that|anything|everything|all|every\w*|things|spend|purchases?|budgets?|contracts?|invoices?|orders?"
    r"|pos?|up to|under|below|alone|(?:the|our|her|his|any|all|all the|this|every|new) (?:\w+ )?(?:spend\w*|budget"
    r"|purchases?|deal|order|quote|contract|price|money|investment|capex|offer|proposal|pos?|buying|suppliers?"
    r"|vendors?))\b"
)
_NO_NOUN = "".join(
    rf"(?<!{word} )" for word in ("good", "great", "positive", "warning", "buying", "all", "early", "promising", "the")
)
_HAS = (
    r"has the (?:\w+ )?(?:say|word|budget|authority|pen|purse\w*|signature|sign-?off|che(?:que|ck)-?book)"
    r"|has (?:final|last|signing|sign-?off|budget|spending|full) (?:say|word|authority|power|rights)"
    r"|has (?:his|her) own budget"
    r"|(?:holds|owns|controls|runs) (?:the|an?|her|his|that|this) (?:\w+ ){0,2}"
    r"(?:budgets?|purse\w*|pen|money|decision|che(?:que|ck)-?book|wallet)"
)
_BASE = (
    rf"sign|decide|approve (?={_DEAL})|(?:make|take) the (?:\w+ )?(?:call|decision)s?|say yes or no"
    r"|hold the (?:\w+ )?(?:budget|purse\w*|pen|money)|own the (?:\w+ )?(?:budget|decision)"
    rf"|have the (?:final|last) (?:say|word)|green-?light (?={_DEAL})"
)
_MONTH = r"(?:[a-z]{3,6}ber|january|february|march|april|may|june|july|august|q[1-4]|her|his|person|two)"
_NOT_THAT = (
    rf"(?!\s+(?:up for|in\b(?! {_MONTH}\b)|of\b|are\b|point|nothing|nowt|none|zero|the nda|an nda|up to (?:our|the)"
    r"|language|the visitor|for parcels))(?!-?up\b)"
)
DECIDES = re.compile(
    rf"{_NO_NOUN}\b(?:(?P<base>{_BASE})|signs|decides|approves(?= {_DEAL}|\s*[,.;)!\n]|$)"
    rf"|(?:makes|takes) the (?:\w+ )?(?:call|decision)s?|{_HAS}"
    r"|calls the shots|pulls the trigger|writes the che(?:que|ck)s?|releases the (?:money|budget|funds)"
    rf"|green-?lights(?= {_DEAL})|says yes or no|unterschreibt|entscheidet)\b(?![’']){_NOT_THAT}",
    re.IGNORECASE,
)
"""What somebody does who decides; `base` holds a verb that needs "can", "will" or several subjects before it."""
ABLE = re.compile(
    r"(?:\b(?:can|will|must|may|could|would|should|has to|have to|had to|needs? to|gets to|going to|able to|wants to"
    r"|power to|authority to|right to|both|all|and (?-i:[A-Z])[\w-]+|n['’]t|not|never|jointly|cannot|cant|doesnt|does"
    r"|did|one to)|['’]ll|n['’]t)\s+(?:(?:also|still|personally|just|only|really|actually|even|then|jointly|both"
    r"|to)\s+){0,2}$",
    re.IGNORECASE,
)
"""What stands before a base verb to say that somebody can or must do it, or cannot."""
DECIDER = re.compile(
    r"\b(?:decision[- ]?maker|economic buyer|budget (?:holder|owner)|purse ?holder|sole signatory|signatory|signer"
    r"|decider|final (?:say|word)|signing (?:authority|power|rights)|own budget(?: authority)?|(?:her"
    r"|his) (?:own )?(?:call|decision|budget|money|signature)(?=\W*(?:$|[,.;)!\n–—]|alone|to make))|(?:budget"
    r"|decision|call|money|pen)(?:['’]s| is)(?: all| entirely)? (?:hers|his)(?: alone)?)\b(?!['’])",
    re.IGNORECASE,
)
"""Nouns for somebody who decides, or for what such a person has."""
CHAMPION = re.compile(
    r"\b(?:champion|our (?:coach|sponsor|advocate|ally)|(?:internal|my|our) sponsor|(?:big|massive|huge) fan|superfan"
    r"|in our corner)\b(?!['’])",
    re.IGNORECASE,
)
"""Nouns for somebody who speaks for us."""
IS = re.compile(
    r"(?:[\s*_,(:=–—-]|(?<!\w)(?:is|was|as|be|being|becoming|became|turning into|the|a|an|our|my|their|her|his|main"
    r"|real|actual|final|ultimate|sole|only|key|also|both|who|he|she|it|think|looks like|seems?|to be|to|turns out"
    r"|with|has|have|told (?:me|us)|says|said|that|confirmed|holds|gets|named|still|there|now|definitely|clearly|very"
    r"|much|internal|big|great|true|strong|economic|own|(?:at|of|from"
    r"|in) (?:the )?[A-Z][\w&’'-]*(?: [A-Z][\w&’'-]*){0,3}|it['’]s)(?!\w)|['’]s\b|[,)])*",
)
"""What may stand between a person and such a noun."""
WITHOUT = re.compile(r"\b(?:no|not|without)\s+$", re.IGNORECASE)
"""Words that say that there is no such person."""
LINK = re.compile(
    r"(?:\s+(?:there|here|(?:at|for|in) [\w&’' -]{2,30}?))?(?:\s*[:=(–—]\s*|\s+(?:is|was|will be|would be|seems to be"
    r"|is called|being)\s+|\s+)(?:(?:the|their|our)\s+)?[*_]*",
    re.IGNORECASE,
)
"""What may stand between such a noun and the name after it."""
APPOSED = re.compile(r",\s*(?:the |their )?")
"""A comma between such a noun and the name after it."""
MEETING = re.compile(r"\b(?:met|with|to|from|saw|by|got)\s+(?:the|their|our)\s+$", re.IGNORECASE)
"""What stands before "decision maker, NAME" when the two are one person."""
GUARDS = re.compile(
    r"\b(?:front desk|on reception|gatekeep\w*|keeps (?:his|her|their) (?:diary|calendar)"
    r"|looks after \w+(?: \w+)?['’]s diary)\b",
    re.IGNORECASE,
)
"""What somebody does who guards the door."""
