"""Reading "Key: value" lines and the alert sentences of a CRM."""

import re
from collections.abc import Iterator
from functools import lru_cache

_PART = re.compile(r"\n|\s\|\s|\s/\s(?=[*_]?\w[\w ]{1,24}:)")
_LINE = re.compile(
    r"^[\s>•*_~·-]*(?P<key>[^\W\d_][\w /'&-]{0,24}?)[*_]{0,2}\s*(?:[:=]|\s[–—-]\s)[*_\s]*(?P<value>\S.*?)[\s*_]*$"
)
_DEAL_KEYS = frozenset(["deal", "deal name", "opportunity", "opportunity name", "opp"])
_COMPANY_KEYS = frozenset(
    [
        "organization",
        "organisation",
        "organization name",
        "organisation name",
        "account",
        "account name",
        "acct",
        "company",
        "company name",
        "customer",
        "customer name",
        "client",
        "prospect",
        "cuenta",
        "cliente",
        "kunde",
        "compte",
        "konto",
    ]
)
_REP_KEYS = frozenset(
    [
        "owner",
        "deal owner",
        "account owner",
        "opportunity owner",
        "opp owner",
        "rep",
        "ae",
        "sdr",
        "bdr",
        "se",
        "csm",
        "assigned to",
        "posted by",
        "created by",
        "changed by",
        "by",
        "account manager",
        "our side",
        "handover",
        "cs",
    ]
)
_ALERT = re.compile(
    r"\b(?:[Dd]eal|[Oo]pp(?:ortunity)?|[Aa]ccount)(?: name)?:?\s+[*_\"“]+(?P<marked>[^*_\"”\n]{2,80})[*_\"”]+"
    r"|^\W*(?:[Nn]ew |[Cc]losed |[Ww]on |[Ll]ost )?(?:[Dd]eal"
    r"|[Oo]pp(?:ortunity)?)\s+(?P<plain>[A-Z0-9][^\n:]{1,60}?)\s+"
    r"(?:was|has been|is now|moved|changed|advanced|updated|created|closed|entered|went)\b"
    r"|^\W*[*_\"“]+(?P<first>[^*_\"”\n]{2,80})[*_\"”]+\s+(?:was |has been |is now )?(?:moved|changed"
    r"|advanced|entered)\b"
)
_IN_ALERT = re.compile(
    r"(?:[.;|,]\s+|\n)(?:Organi[sz]ation|Company|Account|Customer)(?: name)?: +(?P<name>[^\n|;]{2,60}?)"
    r"(?=\.(?:\s|$)|[\n|;]|$)"
)
_HEADLINE = re.compile(
    r"^\W*(?:deal|opportunity|opp)(?: (?:stage|amount|owner))? (?:was |has been )?"
    r"(?:updated|created|changed|moved|won|lost|closed)\W*\n[ \t*_>]*(?P<title>[^\n:|]{2,80})\n"
    r"(?:[^\n]{0,80}\n)?[^\n:]{1,25}: ",
    re.I,
)
"""A CRM's headline, a line that is the deal's name, and the first of its fields."""
_TAIL = re.compile(r"\s+(?:[-–—|/:]|->|→)\s.*$|\s*\([^()]*\)\s*$|\s*[,;].*$")
_DEAL_TAIL = re.compile(
    r"\s+(?:deal|opp|opportunity|renewal|expansion|upsell|pilot|new business|annual|rollout|roll-out"
    r"|account|contract|q[1-4]|20\d\d)$",
    re.I,
)


@lru_cache(maxsize=64)
def read_lines(text: str) -> tuple[tuple[str, str], ...]:
    """The (key, value) pairs of a message that is written as a form, keys in lower case, in order."""
    found = []
    for part in _PART.split(text):
        match = _LINE.match(part)
        if match:
            found.append((match["key"].strip().casefold(), match["value"]))
    return tuple(found)


def stated_company(text: str) -> str | None:
    """The customer that a form's line or a CRM's alert sentence names, without what the deal's name adds to it."""
    for value in _stated_names(text):
        name = company_of_deal_name(value)
        if name:
            return name
    return None


def _stated_names(text: str) -> Iterator[str]:
    """What a form or an alert calls the customer, the customer's own name before the name of the deal."""
    lines, alert, headline = read_lines(text), _ALERT.search(text), _HEADLINE.match(text)
    yield from (value for key, value in lines if key in _COMPANY_KEYS)
    if alert and (named := _IN_ALERT.search(text)):
        yield named["name"]
    yield from (value for key, value in lines if key in _DEAL_KEYS)
    if alert:
        yield next(found for found in alert.groups() if found)
    if headline:
        yield headline["title"]


def company_of_deal_name(value: str) -> str | None:
    """The customer in a deal's name such as "Acme - Annual" or "Acme (12 seats)"; None when no name is there."""
    name = re.sub(r"<[^|<>]*\||[<>]", "", value).strip(' *_~"“”')
    while (shorter := _DEAL_TAIL.sub("", _TAIL.sub("", name)).strip(" *_.")) != name:
        name = shorter
    looks_right = re.search(r"[^\W\d_]{2}", name) and len(name.split()) <= 7 and not name.endswith("?")
    return name if looks_right and re.search(r"[A-Z\u00c0-\u024f]|\d", name) else None


def rep_lines(text: str) -> tuple[str, ...]:
    """The values of lines that name somebody on our own side (the deal's owner, the rep, customer success)."""
    return tuple(value for key, value in read_lines(text) if key in _REP_KEYS)
