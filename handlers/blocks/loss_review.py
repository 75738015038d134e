"""The review of a lost deal: first what the record showed at the time, then why, as the buyer said or inferred."""

from datetime import datetime
from typing import TYPE_CHECKING

from handlers.blocks.deal_card import known_facts
from handlers.blocks.form_fields import choice_field, modal, text_field
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.blocks.pieces import INPUT_LIMIT, Block, section

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue
    from coaching.deal import Deal

LOSS_REVIEW = "loss_review"


def loss_review(deal: "Deal", metadata: str, now: datetime, catalogue: "Catalogue") -> Block:
    """The view; `now` is aware and in the reader's time zone."""
    title = catalogue.say("change.review_record", deal=echo_line(deal.name, NAME_LIMIT))
    record = known_facts(deal, now, catalogue) or [catalogue.say("change.review_nothing")]
    told_by = {who: catalogue.say(f"change.review_told_{who}") for who in ("buyer", "inferred")}
    blocks = [
        section([title, *record]),
        text_field("why", catalogue.say("change.review_why"), "", INPUT_LIMIT, lines=True, needed=True),
        choice_field(
            "told", catalogue.say("change.review_told"), told_by, "inferred", kind="radio_buttons", needed=True
        ),
        text_field("differently", catalogue.say("change.review_differently"), "", INPUT_LIMIT, lines=True),
    ]
    return modal(LOSS_REVIEW, metadata, blocks, catalogue)
