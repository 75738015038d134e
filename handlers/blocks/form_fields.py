"""The fields of modals: inputs with their label, what they show first, and how much they take."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from handlers.blocks.mrkdwn import cut
from handlers.blocks.pieces import MODAL_TITLE_LIMIT, Block, option, plain_text

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue

_LABEL_LIMIT = 2000
_VIEW_BLOCKS = 100


def modal(view: str, metadata: str, blocks: Iterable[Block], catalogue: "Catalogue") -> Block:
    """A view for `views.open`; its words stand in the catalogue under the name of the view."""
    return {
        "type": "modal",
        "callback_id": view,
        "private_metadata": metadata,
        "title": plain_text(catalogue.say(f"change.{view}_title"), MODAL_TITLE_LIMIT),
        "submit": plain_text(catalogue.say(f"change.{view}_submit"), MODAL_TITLE_LIMIT),
        "close": plain_text(catalogue.say("change.close"), MODAL_TITLE_LIMIT),
        "blocks": list(blocks)[:_VIEW_BLOCKS],
    }


def text_field(
    name: str, label: str, shown: str, most: int, *, lines: bool = False, needed: bool = False, hint: str = ""
) -> Block:
    """A field for words, at most `most` characters."""
    element: dict[str, Any] = {"type": "plain_text_input", "multiline": lines, "max_length": most}
    if shown.strip():
        element["initial_value"] = cut(shown.strip(), most)
    return _field(name, label, element, needed=needed, hint=hint)


def day_field(name: str, label: str, shown: str) -> Block:
    """A field for a day; `shown` as in 2026-03-12, or empty."""
    return _field(name, label, {"type": "datepicker", **({"initial_date": shown} if shown else {})})


def time_field(name: str, label: str, shown: str, *, hint: str = "") -> Block:
    """A field for a time of the day; `shown` as in 08:30, or empty."""
    return _field(name, label, {"type": "timepicker", **({"initial_time": shown} if shown else {})}, hint=hint)


def member_field(name: str, label: str, shown: str, *, needed: bool = False) -> Block:
    """A field for a member of the workspace."""
    return _field(name, label, {"type": "users_select", **({"initial_user": shown} if shown else {})}, needed=needed)


def choice_field(
    name: str, label: str, options: dict[str, str], shown: str, *, kind: str = "static_select", needed: bool = False
) -> Block:
    """A field for one of some options, each a value and its label."""
    choices = [option(said, value) for value, said in options.items()]
    first = next((choice for choice in choices if choice["value"] == shown), None)
    element = {"type": kind, "options": choices, **({"initial_option": first} if first else {})}
    return _field(name, label, element, needed=needed)


def choices_field(
    name: str,
    label: str,
    options: dict[str, str],
    shown: Collection[str],
    *,
    kind: str = "multi_static_select",
    hint: str = "",
) -> Block:
    """A field for any of some options, each a value and its label; of the kind "checkboxes", with a box for each."""
    choices = [option(said, value) for value, said in options.items()]
    first = [choice for choice in choices if choice["value"] in shown]
    element = {"type": kind, "options": choices, **({"initial_options": first} if first else {})}
    return _field(name, label, element, hint=hint)


def _field(name: str, label: str, element: dict[str, Any], *, needed: bool = False, hint: str = "") -> Block:
    return {
        "type": "input",
        "block_id": name,
        "optional": not needed,
        "label": plain_text(label, _LABEL_LIMIT),
        **({"hint": plain_text(hint, _LABEL_LIMIT)} if hint else {}),
        "element": {**element, "action_id": name},
    }
