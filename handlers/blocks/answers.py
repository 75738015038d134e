"""Answers to commands in a sentence or two, where there is no card to show."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from handlers.blocks.deal_card import say_stage
from handlers.blocks.help import help_message
from handlers.blocks.mrkdwn import ELLIPSIS, echo_line
from handlers.blocks.pieces import BLOCK_ID_LIMIT, OPTIONS_LIMIT, Message, actions, as_text, option, section, select

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue
    from coaching.deal import Deal
    from handlers.commands.requests import Unknown

CHOOSE_ACTION = "choose_deal"
_TYPED_LIMIT = 200
_OPTION_NAME_LIMIT = 58
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


def several_deals(
    typed: str, deals: Mapping[int, "Deal"], verb: str, catalogue: "Catalogue", rest: str = ""
) -> Message:
    """Say that several deals may be meant, by number, and which; with a verb, a menu to choose from.

    The menu keeps `rest`, what else was typed; where that is too long for Slack to keep, there is no menu.
    """
    said = {"name": echo_line(typed, _TYPED_LIMIT), "names": _named(deal.name for deal in deals.values())}
    if not verb or len(rest) > BLOCK_ID_LIMIT:
        return sentences(catalogue.say("commands.several_deals", **said))
    line = catalogue.say("commands.several_deals_to_choose", **said)
    offered = list(deals.items())[:OPTIONS_LIMIT]
    options = [option(_told_apart(deal, catalogue), f"{verb} {number}") for number, deal in offered]
    menu = select(catalogue.say("commands.choose_deal"), CHOOSE_ACTION, options)
    return Message(line, (section(line), actions([menu], rest or None)))


def _told_apart(deal: "Deal", catalogue: "Catalogue") -> str:
    """A deal in a menu: its name, cut so that the stage has room beside it."""
    stage = say_stage(deal, catalogue)
    return " · ".join(part for part in (echo_line(deal.name, _OPTION_NAME_LIMIT), stage) if part) or ELLIPSIS


def _named(names: Iterable[str]) -> str:
    shown = [f"*{echo_line(name, _TYPED_LIMIT)}*" for name in names]
    return ", ".join(shown[:_MOST_NAMES]) + (", …" if len(shown) > _MOST_NAMES else "")
