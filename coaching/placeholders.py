"""Placeholders in what a play says: {company}, {contact} and {rep}, filled with names or said in general words."""

import re
import string
from collections.abc import Mapping

PLACEHOLDERS = frozenset({"company", "contact", "rep"})
"""The names that what a play says may hold in braces."""
_PLACEHOLDER = re.compile(r"(?P<begins>^|[.!?]\s+)?\{(?P<name>\w+)\}")
"""A placeholder, and what stands before it when it begins a sentence."""
_WRAPPED = re.compile(r"(?<=[^\n]{80})\n(?=[^\s\d•*-])")
"""A break after a line of 80 characters or more, and not before a blank line or one item of a list."""
_FALLBACKS = {"company": "the account", "contact": "your contact", "rep": "you"}


def check_placeholders(text: str) -> None:
    """Raise ValueError when `text` holds a placeholder that is not known or a brace that does not close."""
    try:
        parts = [part for part in string.Formatter().parse(text) if part[1] is not None]
    except ValueError as error:
        raise ValueError(f"{error} in {text[:60]!r}") from error
    for _, name, form, conversion in parts:
        if name not in PLACEHOLDERS or form or conversion:
            raise ValueError(f"unknown placeholder {name!r}; known are {', '.join(sorted(PLACEHOLDERS))}")


def named_in(text: str) -> frozenset[str]:
    """The placeholders that `text` holds."""
    return frozenset(match["name"] for match in _PLACEHOLDER.finditer(text))


def fill(text: str, names: Mapping[str, str], fallbacks: Mapping[str, str] = _FALLBACKS) -> str:
    """Fill the placeholders of what is said; a name that is not known is said in general words."""

    def named(match: re.Match[str]) -> str:
        name = names.get(match["name"]) or ""
        general = fallbacks[match["name"]]
        if match["begins"] is None:
            return name or general
        return match["begins"] + (name or general[:1].upper() + general[1:])

    return _PLACEHOLDER.sub(named, text)


def fill_draft(draft: str, names: Mapping[str, str]) -> str:
    """Fill a draft for the buyer: an unknown contact is greeted with "there", an unknown rep leaves no name.

    Where a long line of the file goes on in the next, so does the sentence: a mail breaks its lines by itself.
    """
    return fill(_WRAPPED.sub(" ", draft), names, {"company": "your team", "contact": "there", "rep": ""}).rstrip()
