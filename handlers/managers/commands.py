"""`/coach manager add`, `remove` and `list`: who gets the managers' digest, for admins."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from handlers.asker import who_clicked
from handlers.blocks.answers import sentences
from handlers.blocks.managers import ask_for_manager, managers_message
from handlers.blocks.mrkdwn import mention
from handlers.blocks.quiet import done_message
from handlers.commands.requests import NameManager
from handlers.envelope import word
from handlers.managers.naming import dismiss_manager, name_manager, refuse_others
from handlers.whisper import whisper

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from handlers.asker import Asker
    from handlers.blocks.pieces import Message
    from handlers.desk import Desk


async def answer_manager(asked: NameManager, asker: "Asker", desk: "Desk") -> "Message":
    """Do what was asked and say so, with Undo; where nobody is named, ask who is meant."""
    refuse_others(asker.user, desk)
    if asked.verb == "list":
        async with desk.storage.begin(asker.tenant) as tx:
            return managers_message([each.user_id for each in await tx.managers.all()], desk.catalogue)
    if not asked.user:
        return ask_for_manager(asked.verb, desk.catalogue)
    change = name_manager if asked.verb == "add" else dismiss_manager
    async with desk.storage.begin(asker.tenant) as tx:
        number = await change(asked.user, asker.user, tx, desk)
    person = mention(asked.user)
    if number is None:
        return sentences(desk.catalogue.say(f"managers.{asked.verb}_already", person=person))
    return done_message(desk.catalogue.say(f"managers.{asked.verb}", person=person), f"change {number}", desk.catalogue)


async def choose_manager(
    ack: "AsyncAck", action: Mapping[str, Any], body: Mapping[str, Any], respond: "AsyncRespond", desk: "Desk"
) -> None:
    """Somebody was chosen in the menu behind `/coach manager add` or `remove`."""
    await ack()
    wish = word(action, "block_id")
    asked = NameManager("remove" if wish.endswith("remove") else "add", word(action, "selected_user"))
    await whisper(respond, await answer_manager(asked, who_clicked(body), desk))
