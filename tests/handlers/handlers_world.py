"""A small world for the tests of handlers: payloads, the catalogue, a play, deals, nasty texts, and Slack's limits."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml
from hypothesis import settings
from hypothesis import strategies as st

from coaching.catalogue import Catalogue
from coaching.deal import Deal
from coaching.decision import Nudge
from coaching.facts import Contact
from coaching.message import Person, Tenant
from coaching.play import Play, Playbook
from coaching.reading.signals import Signal
from coaching_content import CONTENT_DIR

_PAYLOADS = Path(__file__).parents[1] / "payloads"


def payload(name: str) -> dict[str, Any]:
    """The body that Slack sends, by its file's name in tests/payloads."""
    body: dict[str, Any] = json.loads((_PAYLOADS / f"{name}.json").read_text("utf-8"))
    return body


CATALOGUE = Catalogue(
    {
        f"{file.stem}.{key}": sentence
        for file in sorted((CONTENT_DIR / "catalogue").glob("*.yaml"))
        for key, sentence in yaml.safe_load(file.read_text("utf-8")).items()
    }
)

unhurried = settings(deadline=None)
"""For properties whose examples take long on a busy machine."""

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
SALES = Tenant("T0SALES")

PLAY = Play.model_validate(
    {
        "id": "propose_next_step",
        "title": "Propose the next step",
        "when": "The next move is left to the buyer.",
        "wrong_when": ["A next step is agreed."],
        "fires": {"cues": ["waiting to hear back"]},
        "settled_when": ["next_step_ahead"],
        "rest_days": 7,
        "says": ["What could you suggest to {company}?", "What comes next?", "Who moves next?"],
        "why": "The next move is with the buyer.",
        "idea": "Buyers rarely know how buying works; a suggestion helps them.",
        "draft": "Hi {contact}, here is what I suggest as a next step for {company}. {rep}",
        "examples": {"fires": ["waiting to hear back"] * 5, "silent": ["review booked"] * 5},
    }
)
PLAYBOOK = Playbook([PLAY])
SIGNALS = {"buyer_replied": Signal(means="The buyer has answered.", cues=("wrote back",))}
NUDGE = Nudge(play=PLAY.id, evidence="waiting to hear back", words="What could you suggest to Tarnbeck?", to="thread")
TARNBECK = Deal(
    name="Tarnbeck",
    owner="U0ANA",
    stage="proposal",
    amount=45000,
    currency="USD",
    next_step="review the proposal",
    next_step_date=date(2026, 3, 10),
    contacts=(Contact("Mara Quist", "CFO", "decision_maker", met=True), Contact(None, "office manager")),
    competitors=("Northwind",),
    opened_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
    updated_at=datetime(2026, 3, 11, 23, 30, tzinfo=UTC),
    updates=3,
)
NASTY = (
    "x" * 3000,
    "&" * 3000,
    "<!channel> <!here|here> <!everyone> <@U0BEN> <@U0BEN|ben> <#C0DEALS|deals>",
    "@channel @here @everyone",
    "<https://evil.example|click> <mailto:a@b.example>",
    "🧑🏽‍🚀" * 700,
    "שלום " * 700,
    "\u202eevil\u2066 " * 400,
    "*bold* _it_ ~no~ `code`\n> quote\n```\nblock",
    "a\x00b\ud800c",
    "",
    " \n\t ",
)


async def ana(user_id: str) -> Person:
    """Everybody is Ana, in Madrid."""
    return Person(user_id, "Ana", "Europe/Madrid")


def people_text() -> st.SearchStrategy[str]:
    """What people and their CRMs may write, the worst of it often."""
    return st.one_of(st.sampled_from(NASTY), st.text(max_size=80), st.text(min_size=200, max_size=400))


def names() -> st.SearchStrategy[str]:
    """What a deal or a person may be called."""
    return people_text().map(lambda text: text or "Acme")


def deals() -> st.SearchStrategy[Deal]:
    """Deals with anything known or unknown, and any length of name."""
    contact = st.builds(Contact, name=names(), title=st.none() | names(), role=st.just("decision_maker"))
    days = st.dates(min_value=date(2020, 1, 1), max_value=date(2032, 1, 1))
    times = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2032, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
    return st.builds(
        Deal,
        name=names(),
        owner=st.none() | st.just("U0ANA") | names(),
        stage=st.sampled_from([None, "prospecting", "discovery", "demo", "proposal", "negotiation", "won", "lost"]),
        amount=st.none() | st.integers(min_value=0, max_value=10**30),
        currency=st.sampled_from([None, "USD", "CHF", "XXXXXXXXXX"]),
        next_step=st.none() | people_text(),
        next_step_date=st.none() | days,
        contacts=st.lists(contact, max_size=12).map(tuple),
        competitors=st.lists(names(), max_size=12).map(tuple),
        updated_at=st.none() | times,
        closed_at=st.none() | times,
        updates=st.integers(min_value=0, max_value=2000),
    )


LIMITS = {"header": 150, "section": 3000, "context": 3000, "field": 2000, "button": 75, "title": 24, "input": 3000}


MOST_IN_MESSAGE = 50


def breaches(blocks: Any, most: int = MOST_IN_MESSAGE) -> Iterator[str]:
    """What Slack would refuse about these blocks, or what could ping somebody."""
    if not 0 < len(blocks) <= most:
        yield f"{len(blocks)} blocks"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)) or any(len(block_id) > 255 for block_id in ids):
        yield f"block ids {ids}"
    total = 0
    for block in blocks:
        for text in _texts(block):
            total += _size(text["text"])
            limit = LIMITS[block["type"]] if text["type"] == "mrkdwn" else 2000
            if not text["text"].strip() or _size(text["text"]) > limit:
                yield f"{block['type']} with {_size(text['text'])} characters"
            if text["type"] == "mrkdwn" and not text.get("verbatim"):
                yield "mrkdwn that Slack may turn into mentions"
            yield from pings(text["text"])
        for options in _options(block):
            yield from _wrong_options(options)
    if total > (13_200 if most == MOST_IN_MESSAGE else 60_000):  # a view may weigh 250 KB, four bytes a character
        yield f"{total} characters in all"


def _wrong_options(options: list[dict[str, Any]]) -> Iterator[str]:
    if not 0 < len(options) <= 100:
        yield f"a menu of {len(options)} options"
    for option in options:
        if (
            not option["text"]["text"].strip()
            or _size(option["text"]["text"]) > 75
            or not 0 < len(option["value"]) <= 150
        ):
            yield f"an option with {_size(option['text']['text'])} characters"


def _options(node: Any) -> Iterator[list[dict[str, Any]]]:
    if isinstance(node, dict):
        if "options" in node:
            yield node["options"]
        for child in node.values():
            yield from _options(child)
    elif isinstance(node, list | tuple):
        for child in node:
            yield from _options(child)


def pings(text: str) -> Iterator[str]:
    """The markup in `text` that could call somebody or lead somewhere we did not choose."""
    for mark in ("<!", "<#", "@channel", "@here", "@everyone", "<https://evil", "<mailto", "<@U0BEN"):
        if mark in text:
            yield mark
    if any(0xD800 <= ord(character) <= 0xDFFF or character in "\x00\u202e\u2066" for character in text):
        yield "characters that should not be shown"


def _texts(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if node.get("type") in ("mrkdwn", "plain_text"):
            yield node
        else:
            for child in node.values():
                yield from _texts(child)
    elif isinstance(node, list | tuple):
        for child in node:
            yield from _texts(child)


def _size(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
