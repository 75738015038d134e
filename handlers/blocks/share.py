"""Sharing a private answer: the button under it, and how the answer stands in the channel."""

from typing import TYPE_CHECKING

from handlers.blocks.mrkdwn import mention
from handlers.blocks.pieces import Message, actions, as_text, button, context

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue

SHARE_ACTION = "share_answer"


def offer_sharing(message: Message, value: str, catalogue: "Catalogue") -> Message:
    """The answer with a button that shares it; `value` says what it is an answer to."""
    share = button(catalogue.say("commands.share"), SHARE_ACTION, value, catalogue.say("commands.share_spoken"))
    return Message(message.text, (*message.blocks, actions([share])))


def shared_message(message: Message, sharer: str, catalogue: "Catalogue") -> Message:
    """The answer for everybody, with who shared it: the only person whom it mentions."""
    line = catalogue.say("commands.shared_by", person=mention(sharer))
    return Message(as_text([message.text, line]), (*message.blocks, context(line)))
