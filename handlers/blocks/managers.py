"""Who is a manager: the list, the menu in which one is chosen, and the button that shares a deal with them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from handlers.blocks.mrkdwn import mention
from handlers.blocks.pieces import BUTTON_LIMIT, Message, actions, as_text, button, plain_text, section

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue

MANAGER_ACTION = "choose_manager"
SHARE_DEAL_ACTION = "share_deal"
_MOST_NAMED = 50


def managers_message(managers: Sequence[str], catalogue: "Catalogue") -> Message:
    """The managers, by user id."""
    if not managers:
        return _said([catalogue.say("managers.none")])
    shown = ", ".join(mention(user) for user in managers[:_MOST_NAMED])
    rest = len(managers) - _MOST_NAMED
    more = [catalogue.say("cards.and_more", count=rest)] if rest > 0 else []
    return _said([catalogue.say("managers.list", people=shown), *more, catalogue.say("managers.what_they_get")])


def ask_for_manager(verb: str, catalogue: "Catalogue") -> Message:
    """A menu of all members; `verb` ("add" or "remove") is what becomes of the one who is chosen."""
    line = catalogue.say(f"managers.{verb}_whom")
    shown = plain_text(catalogue.say("managers.choose"), BUTTON_LIMIT)
    menu = {"type": "users_select", "action_id": MANAGER_ACTION, "placeholder": shown}
    return Message(line, (section(line), actions([menu], f"manager {verb}")))


def offer_to_share(message: Message, deal_id: int, catalogue: "Catalogue", *, shared: bool) -> Message:
    """A deal's card for its owner, with the button that shares the deal with the managers, or does so no more."""
    wish = "unshare" if shared else "share"
    label, spoken = catalogue.say(f"managers.{wish}"), catalogue.say(f"managers.{wish}_spoken")
    return Message(
        message.text, (*message.blocks, actions([button(label, SHARE_DEAL_ACTION, f"{wish} {deal_id}", spoken)]))
    )


def _said(lines: Sequence[str]) -> Message:
    return Message(as_text(lines), (section(lines),))
