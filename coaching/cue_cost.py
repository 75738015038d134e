"""Tell whether a regular expression of a content file could hang the reader: Python's `re` knows no time limit.

A search takes very long where two repeats without a limit can share out the same text between them in many ways, as in
`(a+)+` or `.*.*`. We walk the parsed expression and keep the characters that the repeats behind us could still take.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from re import _constants as sre  # type: ignore[attr-defined]  # re itself offers no view of a parsed expression
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_MOST = 200
"""A repeat of one character up to so many times, and of a group up to `_MOST_ROUNDS`, is no danger."""
_MOST_ROUNDS = 6
_SAMPLE = [chr(code) for code in range(0x180)]
_ALL = (1 << len(_SAMPLE)) - 1
_CLASSES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}
_REPEATS = frozenset({sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT})


class _Shared(Exception):  # noqa: N818  (says what was found, and never leaves this file)
    """Two repeats can take the same text."""


def may_hang(pattern: str) -> bool:
    """Whether searching `pattern`, a valid regular expression, can take more than quadratic time in the text."""
    try:
        _walk(_parser.parse(pattern, re.IGNORECASE), 0, looped=False)
    except _Shared:
        return True
    return False


def _walk(nodes: Iterable[tuple[Any, Any]], live: int, looped: bool) -> int:
    """The characters that repeats can still take after `nodes`, given those before; raises `_Shared`.

    Within a loop (`looped`) whatever may be left out counts as a repeat.
    """
    for kind, value in nodes:
        if kind in _REPEATS:
            least, most, body = value
            live = _repeat(least, most, body, live, looped)
        elif kind is sre.SUBPATTERN:
            live = _walk(value[-1], live, looped)
        elif kind is sre.ATOMIC_GROUP:
            live = _walk(value, live, looped)
        elif kind is sre.BRANCH:
            live = _branch(value[1], live, looped)
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            _walk(value[1], 0, looped=False)
        elif kind is not sre.AT and not _characters(kind, value) & live:
            live = 0
    return live


def _repeat(least: int, most: int, body: Sequence[tuple[Any, Any]], live: int, looped: bool) -> int:
    single = len(body) == 1 and _is_single(body[0][0])
    if most > (_MOST if single else _MOST_ROUNDS) or (looped and most > least):
        taken = _taken(body)
        if live & taken:
            raise _Shared
        if not single:
            _walk(body, _walk(body, 0, looped=True), looped=True)
        return taken | (0 if least else live)
    for round_ in range(1 if single else most):
        passed = _walk(body, live, looped)
        live = passed if round_ < least else passed | live
    return live


def _branch(ways: Sequence[Sequence[tuple[Any, Any]]], live: int, looped: bool) -> int:
    after = begins = 0
    if looped and not all(ways):  # (|a) is what `re` makes of (?:b|ba), and is a?
        after = _taken([node for way in ways for node in way])
        if live & after:
            raise _Shared
    for way in ways:
        first = _taken(way[:1])
        if looped and begins & first:
            raise _Shared
        begins |= first
        after |= _walk(way, live, looped)
    return after


def _is_single(kind: Any) -> bool:
    return kind in (sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY)


def _taken(nodes: Iterable[tuple[Any, Any]]) -> int:
    """Every character that `nodes` could take."""
    taken = 0
    for kind, value in nodes:
        if kind in _REPEATS:
            taken |= _taken(value[2])
        elif kind is sre.SUBPATTERN:
            taken |= _taken(value[-1])
        elif kind is sre.BRANCH:
            taken |= _taken([node for way in value[1] for node in way])
        elif kind not in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
            taken |= _characters(kind, value)
    return taken


def _characters(kind: Any, value: Any) -> int:
    """What one step can take, a bit for each character of the sample; every bit where that is not known."""
    if kind is sre.LITERAL:
        return _bits(_both_cases(value))
    if kind is sre.NOT_LITERAL:
        return _ALL & ~_bits(_both_cases(value))
    if kind is sre.RANGE:
        return _bits(code for each in range(value[0], min(value[1], len(_SAMPLE)) + 1) for code in _both_cases(each))
    if kind is sre.CATEGORY:
        return _class(_CLASSES[value]) if value in _CLASSES else _ALL
    if kind is sre.IN:
        negated = value[0][0] is sre.NEGATE
        taken = 0
        for each in value[negated:]:
            taken |= _characters(*each)
        return _ALL & ~taken if negated else taken
    return _ALL


def _both_cases(code: int) -> set[int]:
    letter = chr(code)
    return {code, *(ord(other) for other in (letter.lower(), letter.upper()) if len(other) == 1)}


def _bits(codes: Iterable[int]) -> int:
    """A character beyond the sample stands with its last: it is compared too strictly rather than not at all."""
    bits = 0
    for code in codes:
        bits |= 1 << min(code, len(_SAMPLE) - 1)
    return bits


@cache
def _class(pattern: str) -> int:
    return _bits(code for code, letter in enumerate(_SAMPLE) if re.match(pattern, letter))
