"""What the slash commands can do, in a few lines."""

from typing import TYPE_CHECKING

from handlers.blocks.pieces import Message, as_text, context, section

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue
    from handlers.commands.requests import Slash

_LINES: dict["Slash", tuple[str, ...]] = {
    "deal": ("show", "list", "next", "won", "form", "merge", "managers", "share", "help", "how"),
    "coach": (
        "how",
        "ask",
        "why",
        "prep",
        "snooze",
        "mute",
        "pause",
        "digest",
        "plays",
        "privacy",
        "watch",
        "manager",
        "buttons",
        "edit",
        "deals",
        "help",
    ),
}


def help_message(slash: "Slash", catalogue: "Catalogue") -> Message:
    """The help of `/deal` or of `/coach`."""
    title = catalogue.say(f"commands.help_{slash}_title")
    lines = [catalogue.say(f"commands.help_{slash}_{line}") for line in _LINES[slash]]
    return Message(
        as_text([title, *lines]), (section(title), section(lines), context(catalogue.say("commands.only_you")))
    )
