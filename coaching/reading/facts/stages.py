"""The stage that a deal is at after a message: as labelled ("Stage: Proposal"), else by the words that mark a stage."""

import re
from math import exp

from coaching.facts import CLOSED_STAGES, STAGES, Stage
from coaching.reading.facts.clauses import clause_spans, trim_clause
from coaching.reading.facts.lexicon import plain_word
from coaching.reading.facts.lexicon.opening_words import BREAKERS, OPENERS, WEAK_OPENERS
from coaching.reading.facts.lexicon.ordinary_words import ORDINARY_WORDS
from coaching.reading.facts.stage_cues import BASE, GROUPS, LONG, LONG_MESSAGE
from coaching.reading.facts.stage_phrases import STAGE_PHRASES, TAKEN_BACK
from coaching.reading.facts.stage_words import WORDS

SURE, SURE_CLOSED = 0.4, 0.52
"""A stage less probable than this is not named; more is asked of "won" and "lost", since they close the deal."""
PLAIN = 45
"""Points of a stage that a clause states in plain words (see `stage_phrases`)."""
RECAP = 450
"""A longer message tells of more than one thing, so that a plain clause in it may be about another deal."""
_LABEL = re.compile(
    r"(?:^|[\n|•/(]|\s{2}|, )[ \t>*_•-]{0,12}(?:deal |current |opp(?:ortunity)? )?(?:stage|phase)\b[ *_]*(?:[:="
    r"|–—-][ \t*_]*|(?-i:(?<=STAGE) ))(?P<said>[^\n|/;,(]{2,40})",
    re.I,
)
_MOVED = re.compile(
    r"\b(?:moved|moving|advanced|progressed|now|changed|updated)\s(?:it\s|this\s"
    r"|the deal\s)?(?:from\s[\w -]{3,20}\s)?(?:in|to|into|at)\s(?:the\s)?"
    r"(?P<said>closed[- ](?:won|lost)|discovery|demo|proposal|negotiations?|contracting|prospecting)(?:\sstage)?\b",
    re.I,
)
_NAMES: tuple[tuple[Stage, re.Pattern[str]], ...] = (
    ("lost", re.compile(r"\blost\b|disqualified", re.I)),
    ("won", re.compile(r"\bwon\b|signed|\bclosed\b(?!.*lost)", re.I)),
    ("negotiation", re.compile(r"negotiat|contract|legal|redline|verbal|procurement|commit", re.I)),
    ("proposal", re.compile(r"propos|quot|offer|pricing|price|tender|rfp|\bbid\b|angebot", re.I)),
    ("demo", re.compile(r"demo|trial|pilot|\bpoc\b|proof|evaluat|test|technical", re.I)),
    ("discovery", re.compile(r"discover|qualif|needs|scop|disco\b|workshop|audit", re.I)),
    ("prospecting", re.compile(r"prospect|\blead\b|outreach|\bcold\b|\bnew\b|intro", re.I)),
)


_TOKEN = re.compile(r"[^\W\d_]+(?:'[a-z]+)?|[€$£%!?]|🎉|🥳|🍾|🏆|\d+")
_ROW = re.compile(r"^(?P<points>-?\d+(?: -?\d+)+) \| (?P<phrases>.*(?:\n {4}.*)*)", re.M)
_LONGEST_PHRASE = 3
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_COMMON = (OPENERS | BREAKERS) - WEAK_OPENERS
_FIRST_IN_CLAUSE = _COMMON | ORDINARY_WORDS


def _read_table() -> tuple[tuple[tuple[int, ...], ...], dict[str, tuple[int, ...]]]:
    """The points of every row of both tables, and for each phrase the rows that it counts for."""
    points: list[tuple[int, ...]] = []
    rows_of: dict[str, tuple[int, ...]] = {}
    for match in _ROW.finditer(GROUPS + WORDS):
        for phrase in " ".join(match["phrases"].split()).split(", "):
            rows_of[phrase] = (*rows_of.get(phrase, ()), len(points))
        points.append(tuple(map(int, match["points"].split())))
    return tuple(points), rows_of


_POINTS, _ROWS_OF = _read_table()


def find_stage(text: str) -> Stage | None:
    """The stage that the deal is at after this message, None when it cannot be told with confidence.

    A label decides. Else each phrase of `stage_cues` and `stage_words` in the text adds its points to the stages, so
    does a clause that states one outright, and the stage with the most is named when its share of the probability
    reaches `SURE`, or `SURE_CLOSED` for one that closes the deal.
    """
    return _labelled_stage(text) or _likely_stage(text)


def _labelled_stage(text: str) -> Stage | None:
    match = _LABEL.search(text) or _MOVED.search(text)
    if match is None:
        return None
    return next((stage for stage, name in _NAMES if name.search(match["said"])), None)


def _likely_stage(text: str) -> Stage | None:
    rows = [BASE, *(_POINTS[row] for row in _rows_said(text))]
    if len(text) > LONG:
        rows.append(LONG_MESSAGE)
    points = [sum(column) for column in zip(*rows, strict=True)]
    clauses = _plain_clauses(text)
    for stage in _stated_stages(clauses):
        points[STAGES.index(stage) + 1] += PLAIN
    for stage, said in TAKEN_BACK:
        points[STAGES.index(stage) + 1] -= PLAIN * any(said.search(clause) for clause in clauses)
    best = max(points)
    at = points.index(best)
    share = 1 / sum(exp((other - best) / 10) for other in points)
    if not at:
        return None
    likely = STAGES[at - 1]
    return likely if share >= (SURE_CLOSED if likely in CLOSED_STAGES else SURE) else None


def _rows_said(text: str) -> set[int]:
    """The rows of which a phrase of up to three words occurs in the text."""
    words = ["0" if word.isdigit() else word for word in _TOKEN.findall(text.lower().replace("’", "'"))]
    return {
        row
        for at in range(len(words))
        for length in range(1, _LONGEST_PHRASE + 1)
        for row in _ROWS_OF.get(" ".join(words[at : at + length]), ())
    }


def plain_clause(clause: str) -> str:
    """A clause in which words that open a sentence or stand in many messages are in lower case, so names stand out."""
    return _WORD.sub(_lowered, clause)


def _lowered(match: re.Match[str]) -> str:
    word, plain = match.group(), plain_word(match.group())
    common = plain in (_FIRST_IN_CLAUSE if match.start() == 0 else _COMMON) or word in ("PO", "POC", "NDA")
    return word.lower() if common else word


def _plain_clauses(text: str) -> list[str]:
    """The clauses of a short message as `plain_clause` gives them; none of a recap, which speaks of several deals."""
    if len(text) > RECAP:
        return []
    return [plain_clause(trim_clause(text[start:end])) for start, end in clause_spans(text)]


def _stated_stages(clauses: list[str]) -> set[Stage]:
    """The furthest stage that a clause states outright; both where one speaks of a win and one of a loss."""
    stated = {
        stage
        for stage, said, unless in STAGE_PHRASES
        if any(said.search(clause) and not unless.search(clause) for clause in clauses)
    }
    closed = stated & CLOSED_STAGES
    return closed or ({max(stated, key=STAGES.index)} if stated else set())
