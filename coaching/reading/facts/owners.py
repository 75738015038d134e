"""Whose deal a message is about, where its author says that it is not their own."""

import re


def _person(group: str) -> str:
    """Pattern of a mention whose user id is the named group."""
    return rf"<@(?P<{group}>[UW][A-Z0-9]+)(?:\|[^>]*)?>"


_PERSON = _person("id")
_WRITING = r"(?:posting|posted|writing|updating|sharing|logging|reporting)"
_FOR = re.compile(
    r"(?:^|[\n(\[])[ \t>*_~-]{0,12}"
    rf"(?:(?:{_WRITING}\s+|this (?:one )?is\s+)?(?:for|on behalf of|o/?b/?o|in the name of)|owner|rep|deal owner)"
    rf"\s*[:=]?\s*{_PERSON}"
    rf"|\b{_WRITING}(?:\s+(?:this|it|an update|one))?\s+(?:for|on behalf of)\s+{_person('id2')}"
    rf"|\bon behalf of\s+{_person('id3')}",
    re.I,
)
_NAME = r"(?-i:[A-Z][\w&'-]{0,40}(?:\s+[A-Z][\w&'-]{0,40}){0,3})"
_DEAL = rf"(?:(?:the\s+)?(?:deal|account|opp|opportunity|lead)|it|this(?:\s+one)?|{_NAME}(?:\s+(?:deal|account))?)"
_ITS_NAME = rf"(?:(?:the\s+)?{_NAME}(?:\s+(?:deal|account))?)"
_FROM_NOW = r"(?:from\s+(?:today|now|here|tomorrow|next|this|monday)|now|going forward|as of|starting|effective)"
_HANDED = re.compile(
    rf"\bhand(?:ing|ed)?\s+(?:\S+\s+){{1,6}}?over\s+to\s+{_PERSON}"
    rf"|\bhand(?:ing|ed)?\s+over\s+(?:\S+\s+){{0,5}}?to\s+{_person('id2')}"
    rf"|\b(?:pass|mov|transferr|reassign|giv|hand)(?:ing|ed|en)\s+{_DEAL}\s+(?:on\s+|over\s+)?to\s+{_person('id3')}"
    r"|\b(?:new owner(?:\s+of\s+\S+(?:\s+\S+){0,3}?)?(?:\s+is)?|now (?:owned|run|handled) by|taken over by)\s*:?\s+"
    rf"{_person('id4')}"
    rf"|{_person('id5')}\s+(?:will\s+)?(?:now\s+)?(?:(?:is\s+)?(?:takes?|taking|took)\s+(?:\S+\s+){{0,4}}?over"
    rf"|owns\s+(?:this|it|the|{_ITS_NAME}\s+{_FROM_NOW})"
    r"|is the (?:new )?owner|has it from here|picks? (?:it|this) up from here)\b"
    rf"|{_ITS_NAME}\s+(?:goes|moves|passes|is going|is moving)\s+(?:over\s+)?to\s+{_person('id6')},?\s+{_FROM_NOW}\b",
    re.I,
)
_HYPOTHETICAL = re.compile(r"\b(?:if|should|could|can|may|might|not|don't|won't|would)\b[^.!?\n]{0,40}$", re.I)


def find_owner(text: str) -> str | None:
    """Slack user id of the rep whose deal it is ("for <@U1>"), or of the new owner at a hand-over, else None.

    A hand-over weighs more than on whose behalf the author writes. A mere mention, a question ("can <@U1> take over?")
    and words for a colleague ("thanks for the intro <@U1>") name no owner.
    """
    for pattern in (_HANDED, _FOR):
        for match in pattern.finditer(text):
            asked = text[match.end() :].lstrip().startswith("?")
            if not asked and not _HYPOTHETICAL.search(text, max(0, match.start() - 50), match.start()):
                return next(value for value in match.groupdict().values() if value)
    return None
