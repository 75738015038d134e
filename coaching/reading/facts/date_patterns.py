"""Patterns of the ways in which people write a day, for lower-case text; `date_rules` says what they mean."""

from coaching.reading.facts.numerals import WORDS
from coaching.reading.facts.weekdays import CARDINAL, MONTH, ORDINAL, WEEKDAY

_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NTH = rf"{_DAY}(?:st|nd|rd|th)"
_COUNT = rf"(?:\d{{1,3}}|an?|a couple of|a few|couple of|few|{WORDS})"
_WEEK = r"(?:week|wk)"
_NOT_IN_WORD = r"(?<![\w.,/:€$£-])"
_CLOCK = r"(?:[ap]m\b|h\b|o'?clock\b)"

ISO = (
    rf"(?:\b{WEEKDAY}\.?,?\s)?(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<month>1[0-2]|0?[1-9]"
    rf"|{MONTH})(?P=sep)(?P<day>{_DAY})(?![\d-])"
)

NUMERIC = (
    rf"(?:(?P<weekday>{WEEKDAY})\.?,?\s*(?:the\s)?\(?)?(?<![\w.,/:€$£+-])(?P<first>\d{{1,2}})(?P<sep>[./-])(?P<second>\d{{1,2}})"
    r"(?:(?P=sep)(?P<year>(?:20)?\d\d)(?![\d%])|(?=[.,;:!?)]|\s|$|[^\w/.%-]))"
    rf"(?![/-]?\d|[.,]\d|\s?(?:%|k\b|m\b|{_CLOCK}|x\b|hours?|hrs?|days?|weeks?|mins?|percent|of\b|[€£$]))"
)

DAY_AND_MONTH = (
    rf"(?:\b{WEEKDAY}\.?,?\s*(?:the\s|on\s)?)?(?:(?<![\w.,/€$£-])(?<!\d:)(?P<day>{_DAY})(?:st|nd|rd|th)?"
    rf"(?:\s?(?:&|and|-|–|or|\+|/)\s?{_DAY}(?:st|nd|rd|th)?)?\s?\.?\s?(?:of\s)?[-/ ]?(?P<month>{MONTH})\b\.?"
    r"(?:,?\s?(?P<year>(?:in\s)?(?:19|20)\d\d|'\d\d))?"
    rf"|\b(?:the\s)?(?P<day2>{ORDINAL})\s(?:day\s)?(?:of\s)?(?P<month2>{MONTH})\b"
    rf"|\b(?P<month3>{MONTH})(?:\.\s?|,\s|[-/ ]|\sthe\s)?(?P<day3>{_DAY})(?![\d:]|[.,]\d|\s?(?:%|k\b"
    rf"|{_CLOCK}))(?:st|nd|rd|th)?\b"
    r"(?:,?\s(?P<year3>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<month4>{MONTH})\.?\s(?:the\s)?(?P<day4>{ORDINAL}|{CARDINAL})\b)(?:\s?\({WEEKDAY}\))?"
)

DAY_OF_OTHER_MONTH = (
    rf"\b(?:the\s)?(?P<day>{_DAY}(?:st|nd|rd|th)?|{ORDINAL})(?:\sday)?\sof\s(?:the\s)?(?P<which>this|next|coming"
    rf"|following|the)\smonth\b"
)

WEEKDAY_OF_WEEK = (
    rf"\b(?:(?P<weekday>{WEEKDAY})\s(?:of\s|in\s|the\s)*(?P<which>(?:next|this|last|following"
    rf"|coming)\s{_WEEK}|{_WEEK}\safter\snext)"
    rf"|(?P<which2>(?:next|this|last|following)\s{_WEEK}|{_WEEK}\safter\snext)\s(?:on\s)?(?P<weekday2>{WEEKDAY})"
    rf"|(?P<which3>next|following|this\scoming|this|coming|last|past|upcoming)\s(?P<weekday3>{WEEKDAY})"
    rf"|(?P<weekday4>{WEEKDAY})\s(?P<which4>after\snext|last))\b"
)

FROM_DAY = (
    rf"\b(?P<count>{_COUNT})\s(?P<unit>days?|weeks?|wks?|months?)\s(?:from|after)\s"
    rf"(?P<start>today|tod|now|tomorrow|tmrw|yesterday|(?:next\s)?{WEEKDAY}"
    rf"|(?P<month>{MONTH})\.?\s(?P<day>{_DAY})(?:st|nd|rd|th)?)\b"
)

WEEKDAY_WEEK = rf"\b(?P<weekday>{WEEKDAY})[\s-]week\b"

WEEKDAY_AND_DAY = (
    rf"\b(?:next\s|this\s|last\s)?(?P<weekday>{WEEKDAY})\.?,?\s(?:the\s(?P<ordinal>{ORDINAL})\b"
    rf"|(?:the\s)?(?P<day>{_NTH}|{_DAY}))"
    rf"(?![\d.,:/h%]\d|\d|:|/|\s?{_CLOCK}|\s?(?:{MONTH})\b|\s?(?:mins?|hours?|people)\b)"
)

_FOLLOWERS = (
    "at|@|w/|with|w|in|to|for|from|and|or|of|on|by|is|was|so|but|if|we|i|she|he|they|then|when|where|who|same"
    "|first thing|after|before|their|his|her|our|my|pls|please|ok|works|again|morning|afternoon|evening|noon|early|late"
    "|it|that|there|instead|latest|via|this|me|us|because|bc|since|as|all|both|not|now|over|can|will|could|the|a"
)
_COUNTED = (
    r"\s(?:century|floor|time|try|call|meeting|attempt|visit|round|place|quarter|page|email|mail|birthday"
    r"|anniversary|week|day"
    r"|month|year|site|one|street|st|ave|gen|edition|demo|quote|version|reminder|person|party|option)\b"
)
DAY_OF_MONTH = (
    rf"{_NOT_IN_WORD}(?P<day>{_NTH})(?=\s*(?:$|[^\w\s'%-]|-\s|\d{{1,2}}(?:[:.h]\d\d|\s?{_CLOCK})|(?:{_FOLLOWERS})\b))"
    rf"|\b(?:on|by|for|til|until|till|from|since|before|after)\sthe\s(?P<day2>{_NTH})\b(?!{_COUNTED})"
    rf"|\b(?:on|by)\s(?:the\s)?(?P<day3>{_DAY})(?=[.,;!?]?(?:\s*$|\s*\n|\.\s))"
    rf"|\bon\sthe\s(?P<day4>{ORDINAL})\b(?!\s\w*(?:call|meeting|day|try|page|floor|point|visit|round))"
)

IN_A_WHILE = (
    rf"\bin\s(?:about\s|around\s)?(?P<count>{_COUNT})\s(?P<business>business\s|working\s)?(?P<unit>days?|weeks?"
    rf"|wks?|fortnight|months?)\b"
)
UPCOMING_DAYS = rf"\b(?:upcoming\s(?P<count>{_COUNT})|(?P<count2>{_COUNT})\supcoming)\sdays?\b"
AWAY = rf"\b(?P<count>{_COUNT})\s(?P<unit>days?|weeks?|wks?|months?)\s(?P<way>ago|back|hence|from\snow|later)\b"
NEAR_DAY = (
    r"\b(?:(?:the\s)?day\s(?:after|past)\s(?:tomorrow|tmrw|tmr|tomoz)|tomorrows?|tomm?orow|tommorrow|tmrw|tmr"
    r"|tmw|tomoz|2morrow"
    r"|2moro|mañana|today|tonight|this\s(?:morning|afternoon|arvo|evening)|yesterday|y'?day"
    rf"|(?:eod|end\sof\s(?:the\s)?day)(?!\s(?:on\s|next\s|this\s)?(?:tom|tmr|{WEEKDAY}|\d)))\b"
)
PLAIN_WEEKDAY = rf"\b(?P<weekday>{WEEKDAY})\b(?!\s(?:mornings|nights))"
