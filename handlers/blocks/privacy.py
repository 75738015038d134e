"""What is stored about a person: how much of it, and the buttons to see, take away and delete it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from handlers.blocks.pieces import Block, Message, actions, as_text, button, plain_text, section

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue

SHOW_STORED, EXPORT_STORED, DELETE_STORED = "privacy_show", "privacy_export", "privacy_delete"
_TOLD = (
    "texts",
    "messages",
    "updates",
    "decisions",
    "nudges",
    "feedback",
    "hushes",
    "rulings",
    "changes",
    "watches",
    "managers",
    "shared_deals",
    "deals",
    "preferences",
    "people",
)
"""What is counted, in the order in which it is told."""


def privacy_blocks(text_days: int, catalogue: "Catalogue") -> list[Block]:
    """The Home's part: what it is about and for how long, and the three buttons."""
    about = [catalogue.say("privacy.title"), catalogue.say("privacy.about"), _expiry(text_days, catalogue)]
    return [section(about), _buttons(catalogue, "show")]


def stored_message(counts: Mapping[str, int], text_days: int, catalogue: "Catalogue") -> Message:
    """How much is stored, when words go, what is not stored, and the buttons to take it away and to delete it."""
    lines = [f"• {_told(name, counts[name], catalogue)}" for name in _TOLD if counts.get(name)]
    said = [
        catalogue.say("privacy.title"),
        *(lines or [catalogue.say("privacy.nothing")]),
        _expiry(text_days, catalogue),
        catalogue.say("privacy.never"),
    ]
    return Message(as_text(said), (section(said), _buttons(catalogue)))


def ask_message(catalogue: "Catalogue") -> Message:
    """What is deleted and what stays, before it happens."""
    said = [catalogue.say("privacy.delete_what"), catalogue.say("privacy.stays"), catalogue.say("privacy.elsewhere")]
    return Message(as_text(said), (section(said), actions([_delete(catalogue)])))


def deleted_message(catalogue: "Catalogue") -> Message:
    """What has been deleted, and what stays."""
    said = [catalogue.say("privacy.deleted"), catalogue.say("privacy.stays"), catalogue.say("privacy.elsewhere")]
    return Message(as_text(said), (section(said),))


def _expiry(text_days: int, catalogue: "Catalogue") -> str:
    return catalogue.say("privacy.expiry", days=text_days)


def _told(name: str, count: int, catalogue: "Catalogue") -> str:
    return catalogue.say(f"privacy.count_{name}", count=count)


def _buttons(catalogue: "Catalogue", *first: str) -> Block:
    named = {"show": SHOW_STORED, "export": EXPORT_STORED}
    plain = [
        button(catalogue.say(f"privacy.{name}"), named[name], name, catalogue.say(f"privacy.{name}_spoken"))
        for name in (*first, "export")
    ]
    return actions([*plain, _delete(catalogue)])


def _delete(catalogue: "Catalogue") -> Block:
    """The button that deletes, once one has confirmed it."""
    delete = button(catalogue.say("privacy.delete"), DELETE_STORED, "delete", catalogue.say("privacy.delete_spoken"))
    confirm = {
        "title": plain_text(catalogue.say("privacy.confirm_title"), 100),
        "text": plain_text(catalogue.say("privacy.confirm_text"), 300),
        "confirm": plain_text(catalogue.say("privacy.confirm_yes"), 30),
        "deny": plain_text(catalogue.say("privacy.confirm_no"), 30),
        "style": "danger",
    }
    return {**delete, "style": "danger", "confirm": confirm}
