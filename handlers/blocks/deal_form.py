"""The form of a deal: a new one, or one that is known and can be put right."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from coaching.facts import CLOSED_STAGES, STAGES
from coaching.told import RUNGS
from handlers.blocks.form_fields import choice_field, choices_field, day_field, member_field, modal, text_field
from handlers.blocks.mrkdwn import NAME_LIMIT
from handlers.blocks.pieces import INPUT_LIMIT, Block

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue

DEAL_FORM = "deal_form"
COMPANY = "company"
LADDER = "ladder"
LIMITS = {COMPANY: NAME_LIMIT, "amount": 60, "next_step": 300}
"""How many characters a field takes; the others as many as Slack lets them."""
_MEMBER = re.compile(r"[UW][A-Z0-9]{2,}")


def deal_form(fields: Mapping[str, str], metadata: str, catalogue: "Catalogue") -> Block:
    """The view."""

    def label(field: str) -> str:
        return catalogue.say(f"change.form_{field}")

    stages: dict[str, str] = {
        stage: catalogue.say(f"cards.stage_{stage}") for stage in STAGES if stage not in CLOSED_STAGES
    }
    kinds = {kind: catalogue.say(f"change.form_kind_{kind}") for kind in ("relationship", "transactional")}
    rungs: dict[str, str] = {rung: catalogue.say(f"ladder.{rung}") for rung in RUNGS}
    hint = catalogue.say("change.form_people_hint")
    owner = fields["owner"] if _MEMBER.fullmatch(fields["owner"]) else ""
    roles = ("decision_maker", "champion", "gatekeeper", "user")
    blocks = [
        text_field(COMPANY, label("company"), fields[COMPANY], LIMITS[COMPANY], needed=True),
        text_field("amount", label("amount"), fields["amount"], LIMITS["amount"], hint=label("amount_hint")),
        choice_field("stage", label("stage"), stages, fields["stage"]),
        text_field("next_step", label("next_step"), fields["next_step"], LIMITS["next_step"]),
        day_field("next_step_date", label("next_step_date"), fields["next_step_date"]),
        day_field("close_date", label("close_date"), fields["close_date"]),
        member_field("owner", label("owner"), owner),
        *(text_field(role, label(role), fields[role], INPUT_LIMIT, lines=True, hint=hint) for role in roles),
        text_field("motive", label("motive"), fields["motive"], INPUT_LIMIT, lines=True),
        choices_field(LADDER, label("ladder"), rungs, [rung for rung in RUNGS if fields[rung]], kind="checkboxes"),
        choice_field("kind", label("kind"), kinds, fields["kind"]),
    ]
    return modal(DEAL_FORM, metadata, blocks, catalogue)
