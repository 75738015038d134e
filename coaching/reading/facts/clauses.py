"""Cutting a message into clauses: sentences, lines and the parts between dashes and bullets."""

import re

_CLAUSE_END = re.compile(
    r"(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bmrs)(?<!\bst)(?<!\bhr)(?<!\bing)(?<!\bdoc)(?<!\d)[.](?=\s|$)|(?<=\d)\.(?=\s+[A-Z])"
    r"|[!?;](?=\s|$)|\n|\s[–—•]\s|\s-\s",
    re.I,
)
_TRIMMED = " \t\r>*_|•-,"


def clause_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of every clause in the text's order; together they cover the text but for the marks between them."""
    spans, start = [], 0
    for match in _CLAUSE_END.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    return (*spans, (start, len(text)))


def clause_at(spans: tuple[tuple[int, int], ...], offset: int) -> tuple[int, int]:
    """The clause in which `offset` lies."""
    return next(span for span in spans if offset <= span[1])


def trim_clause(text: str) -> str:
    """A clause without the bullets, quote marks and bold signs around it."""
    return text.strip(_TRIMMED)
