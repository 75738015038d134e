"""Words and signs that bound clauses, stand for a person, or leave a statement open."""

import re

SENTENCE_END = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\bHr)(?<!\bFr)[.!?;…]+(?=[\s)>\"”]|$)|\n")
"""Where a sentence ends; not after "Mr." and the like."""
CLAUSE_END = re.compile(
    r"[,;:()\n–—!?…\"“”]|\.(?=\s|$)|\s-\s|(?:^|(?<=\s))(?:and|but|so|because|cos|cuz|since|while|whereas|though"
    r"|although|&|\+)(?=\s)(?!\s(?-i:[A-Z])[\w-]+ (?:both )?$)",
    re.IGNORECASE,
)
"""Where a clause ends: a sign, or a word that starts the next one."""
_FILLER = (
    r"(?:also|then|apparently|actually|luckily|now|here|there|i (?:think|believe|gather)|turns out|sounds like"
    r"|looks like|seems|pretty sure|sure|says|said|that|know|which means|meaning|clear that|told (?:me|us)|confirmed"
    r"|he|she|who|it['’]?s|it is|is|['’]s|was|as|being|likely|probably|basically|really|alone|always|usually"
    r"|personally|himself|herself|together|can|will|must|may|could|has to|have to|needs to|gets to|does|both|all|the"
    r"|their|our|a|an|one|only|real|actual|final|main|ultimate|sole|key)"
)
BARE = re.compile(rf"[\s*_]*(?:{_FILLER}[\s*_]+)*", re.IGNORECASE)
"""What may stand before a verb whose subject is in the clause before ("..., and also signs")."""
PRONOUN = re.compile(rf"[\s*_]*(?:{_FILLER}\s+)*?(?P<word>he|she|who)(?:['’](?:s|ll|d))?\b(?P<rest>.*)", re.IGNORECASE)
"""A clause that starts with a pronoun for one person, and what stands between it and the verb."""
OBJECT = re.compile(r"\b(?:her|him)\b", re.IGNORECASE)
"""A pronoun for a person with whom something is done."""
OTHERS = re.compile(
    r"\b(?:boss\w*|board|committee|council|husband|wife|father|dad|mother|mum|brother|sister|son|daughter|team|legal"
    r"|hq|head office|procurement|finance|somebody|someone|nobody|anyone|everyone|whoever|people|management|above"
    r"|parent|group|i|we|you|they|us to|me to|colleagues?|partners?|managers?|directors?|owner|ceo|cfo|coo|md|where"
    r"|why|what|whatever|than)\b|\w\s+(?:and|&|\+)\s+(?-i:[A-Z])[\w-]+\s+$"
    r"|(?<!at )(?<!in )(?<!from )(?<!of )(?<!for )\b(?:her|his|their|our|the|another|some|every|each)\s+(?!one\b"
    r"|only\b|person\b|guy\b|man\b|woman\b|lady\b)[\w-]+\s+$",
    re.IGNORECASE,
)
"""Another subject than the person named before ("her boss signs", "the board decides")."""
ASKED = re.compile(
    r"\b(?:knows?|knew|sure|say|says|said|tells?|told|find|found|out|clear|unclear|idea|figure|see|wonder\w*|question"
    r"|confirm\w*|about|understand|of|on|is|matter|me|us|him|her|them|map\w*)\W+who\s+(?:\w+\s+)?$|\b(?:ask\w*|knows?"
    r"|sure|find out|tell|figure|wonder\w*)\b[^,.;!?\n]*\bwho\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""A question about who does something, direct or not, up to its verb."""
OPEN = re.compile(r"\b(?:whether|if|unless|not sure|unsure|doubt|unclear|don['’]?t think)\b", re.IGNORECASE)
"""Words that leave it open whether something is so."""
DENIAL = re.compile(
    r"\b(?:\w+n['’]t|cant|dont|doesnt|isnt|wont|cannot|not|never|nor|neither|hardly|barely|unable|refuses|if|whether"
    r"|or|nobody|no longer)\b|\bno\s+(?:\w+\s+)?$|(?<!the )\bonly\s+$",
    re.IGNORECASE,
)
"""Words that deny what follows."""
PERSONAL = re.compile(r"\b(?:s?he|her|him|his)\b", re.IGNORECASE)
"""Any pronoun for one person."""
REASON = re.compile(r"(?:\b(?:because|since|cos|cuz|as|while|and|or)|[&+])$", re.IGNORECASE)
"""Words after which a clause gives a reason or lists one more, and does not lead on to the next."""
OPENING = re.compile(r"[\s*_]*(?:(?:the|their|our|its)\s+)?", re.IGNORECASE)
"""What may stand before a name that opens its clause."""
ADJOINING = re.compile(r"(?:\s+(?:in|at|of|from)(?: the)?(?: [A-Z][\w'’&-]*)+)?(?: today| yesterday)?[\s,;:(–—-]*")
"""What may stand between a name and a pronoun that must mean it."""
OWNER = re.compile(r"\b(?P<whose>her|his)\s+(?:\w+\s+)?$", re.IGNORECASE)
"""A pronoun to whose owner somebody belongs ("her boss")."""
RELATION = re.compile(
    r"['’]s?\s+(?:\w+\s+)?(?:boss|deputy|manager|assistant|pa|ea|wife|husband|team|office|colleague|replacement"
    r"|successor|predecessor|partner|nephew|niece|son|daughter|brother|sister|dad|father|director|diary|secretary"
    r"|people|guy|desk|inbox|calendar|cousin|uncle|lawyer|accountant)\b",
    re.IGNORECASE,
)
"""What follows a name or title when somebody else is meant ("Ana's deputy", "the owner's son")."""
LIST = re.compile(
    r"(?:\s*\([^()]{1,40}\))?(?:\s+(?:from|in|at|of)\s+[\w&]+(?:\s+[\w&]+)?)?,?\s*(?:and|&|\+|,|/|plus"
    r"|as well as)\s*(?:(?:the|their|his|her|both|also)\s+)*(?:\w+\s+)?",
    re.IGNORECASE,
)
"""What ties two people into one list."""
