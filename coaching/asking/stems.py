"""The words of a question or of a play as they are compared: small words left out, endings cut off, likes made one."""

import re
from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("edly", ""), ("ed", ""), ("es", "e"), ("s", ""))
_SHORTEST = 3
"""Letters that must be left of a word whose ending is cut off."""
_SMALL = """
a about after again all also am an and any anybody anything are as at be because been before being but by can could
did do does doing don else for from get gets getting go goes going good got had has have he her here hers him his how i
if in into is it its just let like may me might mine more most much must my nah now of off ok okay on one only or our
ours out over own please pls please right shall she should so some somebody someone something still than that the their
theirs them then there these they thing things this those to too u until up us very was we well went were what whats
when where which while who whom whose why will with would yet you your yours don't doesn't didn't won't isn't aren't
haven't hasn't can't couldn't shouldn't it's i'm i've they're they've we're we've she's he's that's what's who's how's
not w many often fine sure maybe really dont didnt doesnt wont isnt cant couldnt im ive theyre shes hes thats whos hows
d s u ur wanna gonna thx thanks way take look idea
"""
_LEFT_OUT = frozenset(_SMALL.split())


def stems(text: str, alike: Mapping[str, str]) -> list[str]:
    """The stems of the telling words of `text` in their order; `alike` maps a stem to the one that stands for it."""
    words = (word.replace("’", "'") for word in _WORD.findall(text.casefold()))
    return [alike.get(cut, cut) for word in words if word not in _LEFT_OUT for cut in (stem(word),)]


def stem(word: str) -> str:
    """`word` without its ending, so that "replies", "replied" and "reply" are one."""
    word = word.removesuffix("'s").replace("-", "")
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= _SHORTEST and not word.endswith("ss"):
            return _plain(word.removesuffix(ending) + instead)
    return _plain(word)


def _plain(word: str) -> str:
    """Without a doubled last letter ("stopp") or a silent e ("decide"); "i" at the end is a y ("repli")."""
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    if len(word) > _SHORTEST:
        word = word.removesuffix("e")
    return word[:-1] + "y" if word.endswith("i") and len(word) > 2 else word


def one_for_all(families: Iterable[Iterable[str]]) -> dict[str, str]:
    """Each word's stem and the first word's stem of the family that it belongs to; the first family counts."""
    alike: dict[str, str] = {}
    for family in families:
        kin = [stem(word) for word in family]
        for word in kin:
            alike.setdefault(word, kin[0])
    return alike
