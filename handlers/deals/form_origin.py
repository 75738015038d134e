"""What a form remembers while it is open: its deal, who may see it, where to answer, and what it showed."""

import json
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from coaching.deal import Deal
from coaching.facts import Contact, Role
from coaching.money import format_money
from coaching.told import RUNGS, Rung
from handlers.blocks.deal_form import COMPANY, LADDER, LIMITS
from handlers.blocks.mrkdwn import cut
from handlers.blocks.pieces import INPUT_LIMIT
from handlers.envelope import mapping, word
from handlers.errors import RefusedError

ROLE_FIELDS: tuple[Role, ...] = ("decision_maker", "champion", "gatekeeper", "user")


@dataclass(frozen=True, slots=True)
class Origin:
    """The deal's number (None for a new one), its home as in `Stated`, the command's response_url, and the marks.

    A mark is short for what a field showed, since Slack keeps at most 3,000 characters with a view.
    """

    deal_id: int | None
    home: str
    answer_at: str
    marks: Mapping[str, int] = field(default_factory=dict)

    def as_metadata(self) -> str:
        """The view's private_metadata."""
        return json.dumps(asdict(self), separators=(",", ":"))


def origin_of(view: Mapping[str, Any]) -> Origin:
    """What the form remembered; refused when it is no form of ours."""
    try:
        return Origin(**json.loads(word(view, "private_metadata")))
    except (ValueError, TypeError) as error:
        raise RefusedError("change.deal_gone") from error


def fields_of(deal: Deal, reached: Collection[Rung] = ()) -> dict[str, str]:
    """What the form shows of a deal, each field as text with room in it; empty where nothing is known.

    Each rung of the ladder is a field too, `yes` where it is `reached`, since each may be changed by itself.
    """
    fields: dict[str, str] = {
        COMPANY: deal.name,
        "amount": "" if deal.amount is None else format_money(deal.amount, deal.currency),
        "stage": deal.stage or "",
        "next_step": deal.next_step or "",
        "next_step_date": deal.next_step_date.isoformat() if deal.next_step_date else "",
        "close_date": deal.close_date.isoformat() if deal.close_date else "",
        "owner": deal.owner or "",
        **{role: people_text(c for c in deal.contacts if c.role == role) for role in ROLE_FIELDS},
        "motive": deal.motive or "",
        **{rung: "yes" if rung in reached else "" for rung in RUNGS},
        "kind": "transactional" if "transactional" in deal.signals else "relationship",
    }
    return {name: cut(text.strip(), LIMITS.get(name, INPUT_LIMIT)) for name, text in fields.items()}


def people_text(contacts: Iterable[Contact]) -> str:
    """People as a form shows them, a line each: `Mara Quist (CFO)`."""
    return "\n".join(f"{c.name} ({c.title})" if c.name and c.title else c.name or c.title or "" for c in contacts)


def marks_of(fields: Mapping[str, str]) -> dict[str, int]:
    """Short for what fields show."""
    return {name: zlib.crc32(text.encode("utf-8", "surrogatepass")) for name, text in fields.items()}


def submitted(view: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, by the block's name; whatever kind of field it was."""
    values = mapping(mapping(view.get("state")).get("values"))
    filled = {name: _filled(mapping(mapping(values[name]).get(name))) for name in values}
    if LADDER in filled:
        ticked = filled.pop(LADDER).split()
        filled |= {rung: "yes" if rung in ticked else "" for rung in RUNGS}
    return filled


def all_chosen(view: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """What was chosen in a field that takes several options."""
    values = mapping(mapping(mapping(mapping(view.get("state")).get("values")).get(name)).get(name))
    options = values.get("selected_options")
    return tuple(word(mapping(option), "value") for option in options) if isinstance(options, list) else ()


def _filled(element: Mapping[str, Any]) -> str:
    option = word(mapping(element.get("selected_option")), "value")
    if isinstance(ticked := element.get("selected_options"), list):
        return " ".join(word(mapping(choice), "value") for choice in ticked)
    plain = (word(element, key) for key in ("value", "selected_date", "selected_time", "selected_user"))
    return (option or next((text for text in plain if text), "")).strip()
