"""Words near a date that speak for or against its being the agreed next step's day, with their points.

The points are tenths of a logit, fitted on the labelled messages of fifteen writers (A to O) and rounded. The patterns
expect lower-case text.
"""

import re
from typing import Literal

Where = Literal["words", "near", "before", "after", "clause", "message"]
"""Where a cue is looked for: the date's own words, 15 characters before it, its clause, or more."""

_TABLE: tuple[tuple[int, Where, str], ...] = (
    (  # label next
        5,
        "before",
        r"^[\s>*_|•-]*(?:next(?: steps?| action| mtg| meeting| up)?(?: date)?|agreed(?: plan)?|then|"
        r"plan|what we've got arranged|what's booked)\W*[:=–—-]|\bnext(?: steps?)?\W{0,3}(?:is|:)",
    ),
    (  # label other
        -7,
        "before",
        r"^[\s>*_|•-]*(?:close(?: date|s|d)?|closing|last (?:activity|touch|contact)|"
        r"renewal(?: date)?|risk|why(?: now)?|deadline|expires|compelling event|pain|problem|log|"
        r"go[- ]?live|start|done|status|comment|motive|goal|their goal|trigger)\W*[:=–—-]",
    ),
    (  # time after
        16,
        "after",
        r"^\W{0,4}(?:\w+ ){0,2}?(?:at |@ ?|around |from )?(?:\d{1,2}[:.h]\d\d|\d{1,2} ?[ap]m|"
        r"\d{1,2}h\b|noon|midday)|^\W{0,3}(?:at|@) ?(?:\d|noon|eight|nine|ten|eleven|two|three)|"
        r"^ (?:morning|afternoon|first thing|lunch)",
    ),
    (  # time before
        5,
        "before",
        r"(?:\d{1,2}[:.h]\d\d|\d ?[ap]m|\bat \d{1,2}|noon)\W{0,3}(?:on )?$",
    ),
    (  # by
        -6,
        "near",
        r"\b(?:by|before|in by)\s(?:the |end of |close of )?$",
    ),
    (  # until
        -5,
        "near",
        r"\b(?:until|till|til|through|thru|from|as of|after|to|effective|starting|off|around|"
        r"due)\s(?:the )?$",
    ),
    (  # for
        5,
        "near",
        r"\bfor (?:the )?$",
    ),
    (  # since
        -4,
        "near",
        r"\b(?:since|last|every|each|of|out)\s$",
    ),
    (  # paren
        -2,
        "near",
        r"[(]$",
    ),
    (  # meeting
        6,
        "clause",
        r"\b(?:meet(?:s|ing|up)?|call|demo|review|workshop|session|site visit|visit(?:s|ing)?|"
        r"walk[- ]?(?:through|thru|round)|readout|presentation|present(?:s|ing)?|kick[- ]?off|lunch|"
        r"coffee|breakfast|dinner|pilot|trial|test|zoom|appointment|appt|slot|steering|board|"
        r"committee|interview|reading|read[- ]?through|go(?:es|ing)? (?:through|thru|over)|sit(?:s|"
        r"ting)? down|discovery|disco|scoping|debrief|audit|intro|tasting|fitting|sampling|inspection|"
        r"survey|tour|catch up|check[- ]?in|showing|opening|defen[cs]e|hearing)\b",
    ),
    (  # meeting b
        1,
        "before",
        r"\b(?:meet(?:s|ing|up)?|call|demo|review|workshop|session|visit|walk[- ]?(?:through|thru|"
        r"round)|readout|presentation|present(?:s|ing)?|kick[- ]?off|lunch|coffee|breakfast|dinner|"
        r"pilot|trial|zoom|appointment|slot|steering|board|committee|interview|read[- ]?through|"
        r"discovery|scoping|debrief|audit|intro|inspection|survey|tour|check[- ]?in|"
        r"opening)\b[^.]{0,25}$",
    ),
    (  # meeting a
        2,
        "after",
        r"^[^.]{0,40}\b(?:meet(?:s|ing|up)?|we (?:go|sit|talk|meet|present|review|look|show|open|walk|"
        r"close|sign)|i (?:go|sit|meet|present|show|walk|bring|come|am at|ride)|call|demo|review|"
        r"workshop|session|visit|walk[- ]?(?:through|thru|round)|readout|with (?:her|him|them|both|"
        r"the)|w/|and i\b|& i\b|together|in person|joins?|brings?|attend)",
    ),
    (  # ed before
        -5,
        "before",
        r"\b(?!booked|agreed|scheduled|confirmed|moved|pushed|postponed|needed|wanted|planned|fixed|"
        r"arranged|locked|lined|penciled|rescheduled|accepted|invited|based|delayed|"
        r"asked)[a-z]+ed\b(?:(?!\b(?:for|to|will|'ll|is|are|going|next|then|we|set|review|demo|"
        r"call)\b).){0,40}$",
    ),
    (  # irregular
        -4,
        "before",
        r"\b(?:was|were|had|sent|met|spoke|rang|got|went|came|did|saw|wrote|told|said|gave|took|left|"
        r"ran|heard|sat|began|found|made|put)\b(?:(?!\b(?:for|to|will|'ll|is|are|going|next|then|we|"
        r"set|review|demo|call|meet)\b).){0,40}$",
    ),
    (  # cancel
        -11,
        "clause",
        r"\b(?:cancel\w*|no longer|not join|don't join|can't make|didn't come|no-show|called off|gone|"
        r"turned down|doesn't|does not|isn't|don't)\b",
    ),
    (  # will
        0,
        "before",
        r"\b(?:will|'ll|going to|gonna|due to|to be)\b[^.]{0,40}$",
    ),
    (  # promise
        6,
        "clause",
        r"\b(?:promis\w+|(?:he|she|they|[a-z][a-z]+) (?:sends?|confirms?|comes back|gives|gets back|"
        r"returns|will send|asked for)|(?:she|he|they)'(?:d|ll) (?:sign|confirm|send|have|be|come|"
        r"bring)|said (?:he|she|they)'?(?:d|ll))\b",
    ),
    (  # attributive
        -4,
        "after",
        r"^ (?:lunch(?:es)?|morning (?:huddle|meeting)s?|deadline|night|pm left|of every)|"
        r"^'s (?:\w+ )?(?:call|demo|meeting|visit|tasting|hail)",
    ),
    (  # gave up
        -10,
        "message",
        r"\b(?:scratching|archived|took (?:her|him|them) out|gave (?:her|his|their) slot|"
        r"not attending|no time|too busy|isn't coming|oh well|so be it|turned down|cancelled)\b",
    ),
    (  # waiting
        -8,
        "message",
        r"\b(?:wait now|waiting|they'll (?:look|shout|call)|will look|take it from there|in touch|"
        r"get back|should i just|no meeting)\b",
    ),
    (  # many bullets
        -3,
        "message",
        r"\n[^\n]+\n[^\n]+\n",
    ),
    (  # see
        8,
        "clause",
        r"\b(?:see(?:ing)?|seeing|see (?:him|her|them)|with (?:him|her|them|me|us|both|the)|together|"
        r"w/|both|in person|joins?|joining|dials? in|bringing|brings?|attend\w*|shows?|showing|"
        r"takes me|walks? (?:me|us))\b",
    ),
    (  # booked
        4,
        "before",
        r"\b(?:booked|scheduled|set|agreed|moved|pencilled|penciled|confirmed|postponed|rescheduled|"
        r"pushed|accepted|in the (?:diary|calendar)|put|fixed|arranged|locked|lined up|on the books|"
        r"invite|planned|got|have|has|we've|i've)\b",
    ),
    (  # booked after
        3,
        "after",
        r"\b(?:booked|confirmed|agreed|in the (?:diary|calendar)|set|accepted|works|stays|is (?:on|"
        r"good|fine|set)|stands|invite|on the books)\b",
    ),
    (  # sign
        4,
        "clause",
        r"\b(?:signs?|signing|signature|countersign\w*|po|order form|contract|redlines?|legal|"
        r"paper\w*|terms|notary|deposit|pays?|wires?|approv\w+|votes?|decid\w+|decision|award|bid|"
        r"tender)\b",
    ),
    (  # we present
        9,
        "before",
        r"\b(?:we|i|me)(?:'re|'m| are| am|'ll| will)?\s(?:both )?(?:meet\w*|see|seeing|go\w*|sit\w*|"
        r"present\w*|show\w*|do|doing|run\w*|walk\w*|visit\w*|talk|speak|pull|measure|draw|draft|"
        r"bring\w*|come|start\w*|back|pick|sign|review|open|count|check|test|drive|driving|back)\b",
    ),
    (  # send
        -6,
        "clause",
        r"\b(?:send(?:s|ing)?|sending|goes (?:out|off|to|over)|going (?:out|off|over)|go out|"
        r"mail(?:ing)?|email(?:ing)?|goes by|off to|leaves?|leave my desk|shoot|fire off|"
        r"drop(?:ping)?|post(?:ing)?|text(?:ing)?|whatsapp|blast|sequence|campaign|linkedin|day \d)\b",
    ),
    (  # chase
        -2,
        "clause",
        r"\b(?:chas\w+|ping(?:ing)?|nudg\w+|again|follow(?:ing)?[- ]?up|call(?:ing)? (?:again|her|him|"
        r"them|around)|ring(?:ing)? (?:her|him|them|every)|try(?:ing)?|knock|bump|keep|relaunch|"
        r"telephone|hopefully|guess|maybe|might|should|could|if)\b",
    ),
    (  # pressure
        -9,
        "message",
        r"\b(?:it isn't|it doesn't|it isnt|isn't true|not true|made up|made that|fake|pretend\w*|"
        r"countdown|only good (?:til|until)|goes away|price goes (?:back )?up|kick in the|"
        r"bit of a fire|between us|he doesn't even|there isn't|no such|obviously not|lol it|"
        r"of course not|urgency|squeeze|expir\w+|bluff\w*|it does not|they don'?t\b|it don'?t|"
        r"of course not|same price|obviously|haha|need a kick|told them|invented|which isn't|"
        r"won't dare|as if)\b",
    ),
    (  # quota
        -8,
        "message",
        r"\b(?:quota|my number|my target|accelerator|over the line|i'm at \d+ ?%|end of (?:quarter|"
        r"q\d)|eoq|month closes|quarter (?:ends|is closing|closes)|club|president'?s|bonus|commit|"
        r"i need)\b",
    ),
    (  # away
        -6,
        "clause",
        r"\b(?:off (?:till|til|until)|on (?:leave|holiday|vacation|pto)|i'm (?:out|off|away|on|then|"
        r"at my)|holidays?|vacation|back (?:on|from|in)|annual leave|out (?:till|til|until|from|"
        r"of office)|ooo|paternity|maternity|leave)\b",
    ),
    (  # deadline
        -4,
        "clause",
        r"\b(?:deadline|expires?|expiry|ends?|lease|runs out|renewal|must|have to|wants? (?:it|this|"
        r"to be|live|them|the)|needs? (?:it|to|this|live)|go(?:es)?[- ]?live|live (?:by|on|before|"
        r"from)|due|fiscal|audit|in force|regulation|effective|season|before the|latest|close date|"
        r"closes?|hard stop)\b",
    ),
    (  # past any
        -2,
        "before",
        r"\b(?:was|were|sent|met|spoke|called|rang|emailed|went|came|did|saw|presented|demoed|pitched|"
        r"landed|arrived|wrote|texted|told|asked|said|quoted|received|submitted|showed|replied|"
        r"answered|checked|tried|started|failed|launched|left)\b",
    ),
    (  # past after
        -5,
        "after",
        r"^\W{0,3}(?:(?:\w+)\s){0,2}(?:was|were|went|got|sent|met|said|told|called|came|had|did|"
        r"rained|picked|asked|wrote|showed|rang)\b",
    ),
    (  # won
        -3,
        "message",
        r"\b(?:won|signed|signed|closed won|po (?:in|landed|arrived)|is ours|countersigned|landed)\b",
    ),
    (  # silent
        -2,
        "message",
        r"\b(?:no reply|nothing since|not answered|hasn't (?:answered|replied|picked)|no answer|"
        r"ghost\w*|gone dark|went dark|silence|silent|nothing from|haven't heard|hasn't written|"
        r"unanswered|radio|read receipt|no response)\b",
    ),
    (  # nobody
        -1,
        "message",
        r"\b(?:no next step|nothing (?:in|arranged|agreed|booked)|waiting|they'll get back|"
        r"get back to|let (?:me|us) know|ball|fingers crossed|when they|whenever|we'll see|hope|"
        r"pray)\b",
    ),
    (  # k today
        -9,
        "words",
        r"^(?:today|tonight|this (?:morning|afternoon|arvo|evening)|eod)",
    ),
    (  # k in
        -7,
        "words",
        r"^in ",
    ),
    (  # poss
        2,
        "after",
        r"^'s\b",
    ),
    (  # negation
        -3,
        "clause",
        r"\b(?:no|not|never|nothing|nobody|isn't|won't|can't|cannot|without)\b",
    ),
    (  # buyer
        5,
        "clause",
        r"\b(?:ceo|cfo|cto|cio|coo|vp|director|owner|manager|head of|md|gm|chair\w*|controller|"
        r"partner|board|counsel|lawyer|procurement|committee|treasurer|mr|mrs|ms|dr|frau|herr|sra?|"
        r"his|her|their|she|he|they)\b",
    ),
    (  # a greeting, set by hand
        -30,
        "near",
        r"\b(?:happy|good|lovely)\s$",
    ),
    (  # moved to, set by hand
        27,
        "before",
        r"\b(?:moved|pushed|postponed|rescheduled|shifted|brought forward|changed|bumped)\b[^.,;]{0,40}\b(?:to"
        r"|until|for)"
        r" (?:the )?$",
    ),
    (  # start
        6,
        "near",
        r"^$",
    ),
)
STEP_CUES: tuple[tuple[int, Where, re.Pattern[str]], ...] = tuple(
    (points, where, re.compile(pattern)) for points, where, pattern in _TABLE
)
BASE = -21
"""Points of a day ahead with no cue at all."""
FIRST_NAMED, ONLY_ONE, ONE_OF_MANY = -2, 10, -6
"""Points for its place among the days that the message names."""
TODAY, NEXT_DAY, NEXT_AHEAD, MONTH_AHEAD, FAR_AHEAD = -9, -2, 18, -12, -8
"""Points for when it is: today, tomorrow, the nearest day ahead, more than a month or a hundred days ahead."""
FIRST_CLAUSE, LAST_CLAUSE = -5, 5
"""Points of a day that stands where the message begins or ends."""
BARE_WEEKDAY, DAY_AND_MONTH, BARE_ORDINAL = -5, 5, -5
"""Points for how the day is written."""
