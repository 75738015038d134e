"""Answers to commands in a sentence or two, where there is no card to show."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from handlers.blocks.help import help_message
from handlers.blocks.mrkdwn import echo_line
from handlers.blocks.pieces import Message, as_text, section

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue
    from handlers.grammar import Unknown

_TYPED_LIMIT = 200
_MOST_NAMES = 10


def sentences(*lines: str) -> Message:
    """A message of nothing but these lines, ready made and safe."""
    return Message(as_text(lines), (section(lines),))


def unknown_command(asked: "Unknown", catalogue: "Catalogue") -> Message:
    """Say honestly that we cannot do it, offer what may have been meant, and show what there is."""
    said = echo_line(asked.said, _TYPED_LIMIT)
    lines = [catalogue.say("commands.unknown_command", slash=asked.slash, said=said)]
    if asked.nearest:
        nearest = echo_line(asked.nearest, _TYPED_LIMIT)
        lines.append(catalogue.say("commands.did_you_mean_command", slash=asked.slash, nearest=nearest))
    help_ = help_message(asked.slash, catalogue)
    return Message(as_text([*lines, help_.text]), (section(lines), *help_.blocks))


def unknown_deal(typed: str, near: Iterable[str], catalogue: "Catalogue") -> Message:
    """Say that no deal has this name, and offer the names that are near."""
    lines = [catalogue.say("commands.unknown_deal", name=echo_line(typed, _TYPED_LIMIT))]
    names = _named(near)
    lines.append(catalogue.say("commands.did_you_mean_deal", names=names) if names else "")
    lines.append(catalogue.say("commands.see_list"))
    return sentences(*(line for line in lines if line))


def several_deals(typed: str, names: Iterable[str], catalogue: "Catalogue") -> Message:
    """Say that several deals may be meant, and which."""
    name = echo_line(typed, _TYPED_LIMIT)
    return sentences(catalogue.say("commands.several_deals", name=name, names=_named(names)))


def _named(names: Iterable[str]) -> str:
    shown = [f"*{echo_line(name, _TYPED_LIMIT)}*" for name in names]
    return ", ".join(shown[:_MOST_NAMES]) + (", …" if len(shown) > _MOST_NAMES else "")
