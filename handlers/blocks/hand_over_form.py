"""The form in which an admin hands the deals of somebody who left to somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.blocks.form_fields import choice_field, member_field, modal
from handlers.blocks.mrkdwn import echo_line
from handlers.blocks.pieces import OPTIONS_LIMIT, Block, section

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue

HAND_OVER_FORM = "hand_over_form"
_NAME_LIMIT = 40


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who owns open deals: user id, name, how many."""

    user: str
    name: str
    deals: int


def hand_over_form(owners: Sequence[Owner], metadata: str, catalogue: "Catalogue") -> Block:
    """The view; `owners` are those to choose from, the most deals first. Slack itself offers no member who has left."""
    options = {
        owner.user: catalogue.say("admin.owner", person=echo_line(owner.name, _NAME_LIMIT), count=owner.deals)
        for owner in owners[:OPTIONS_LIMIT]
    }
    blocks = [
        section(catalogue.say("admin.hand_over_about")),
        choice_field("leaver", catalogue.say("admin.leaver"), options, "", needed=True),
        member_field("heir", catalogue.say("admin.heir"), "", needed=True),
    ]
    return modal(HAND_OVER_FORM, metadata, blocks, catalogue)
