"""What is said after a click or a command that changes something: what was done, and Undo."""

from datetime import date
from typing import TYPE_CHECKING

from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.blocks.pieces import MODAL_TITLE_LIMIT, Block, Message, actions, button, plain_text, section

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue

UNDO_ACTION = "undo"
SNOOZE_VIEW = "snooze_view"
DAY_BLOCK = "day"


def done_message(line: str, undo: str, catalogue: "Catalogue") -> Message:
    """What was done, in a safe line, and a button that takes it back; `undo` is the button's value."""
    again = button(catalogue.say("quiet.undo"), UNDO_ACTION, undo, catalogue.say("quiet.undo_spoken"))
    return Message(line, (section(line), actions([again])))


def snooze_view(nudge_id: int, deal: str, first_day: date, catalogue: "Catalogue", where: str = "") -> Block:
    """The modal that asks until which day a deal should rest; `first_day` is offered.

    It remembers `where` that was asked for: in which channel, or at which page of the Home.
    """
    picker = {"type": "datepicker", "action_id": DAY_BLOCK, "initial_date": first_day.isoformat()}
    about = catalogue.say("quiet.snooze_about", deal=echo_line(deal, NAME_LIMIT))
    label = plain_text(catalogue.say("quiet.snooze_day"), 2000)
    return {
        "type": "modal",
        "callback_id": SNOOZE_VIEW,
        "private_metadata": f"{nudge_id} {where}".strip(),
        "title": plain_text(catalogue.say("quiet.snooze_title"), MODAL_TITLE_LIMIT),
        "submit": plain_text(catalogue.say("quiet.snooze_submit"), MODAL_TITLE_LIMIT),
        "close": plain_text(catalogue.say("quiet.snooze_close"), MODAL_TITLE_LIMIT),
        "blocks": [section(about), {"type": "input", "block_id": DAY_BLOCK, "label": label, "element": picker}],
    }
