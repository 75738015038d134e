"""The modal that asks to which deal a message belongs."""

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING

from handlers.blocks.form_fields import choice_field, modal
from handlers.blocks.mrkdwn import ELLIPSIS, echo_line
from handlers.blocks.pieces import BUTTON_LIMIT, Block, section

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue

LINK_FORM = "link_form"
DEAL = "deal"
_MOST_OPTIONS = 100
"""As many as Slack puts into one menu; the latest updated deals come first."""


def link_form(deals: Mapping[int, str], metadata: str, catalogue: "Catalogue") -> Block:
    """The view; `deals` are names by number."""
    options = {
        str(number): echo_line(name, BUTTON_LIMIT) or ELLIPSIS for number, name in islice(deals.items(), _MOST_OPTIONS)
    }
    rest = len(deals) - len(options)
    more = [section(catalogue.say("shortcuts.link_more", count=rest))] if rest else []
    field = choice_field(DEAL, catalogue.say("shortcuts.link_deal"), options, "", needed=True)
    return modal(LINK_FORM, metadata, [field, *more], catalogue)
