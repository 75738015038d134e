"""The modal behind More: why the coach asks, the idea, and words for the buyer to copy."""

from typing import TYPE_CHECKING

from handlers.blocks.mrkdwn import NAME_LIMIT, cut, echo, echo_line
from handlers.blocks.pieces import INPUT_LIMIT, MODAL_TITLE_LIMIT, Block, context, plain_text, section

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue

MORE_VIEW = "nudge_more_view"
_PARAGRAPH_LIMIT = 2800
_LABEL_LIMIT = 2000


def more_view(play_title: str, evidence: str, why: str, idea: str, draft: str, catalogue: "Catalogue") -> Block:
    """The view for `views.open`; all texts as they should read, placeholders filled. An empty `draft` shows no field.

    The draft stands in a text field, since that is what Slack lets people select and copy on every device.
    """
    title = echo_line(play_title, NAME_LIMIT)
    blocks = [
        section(f"*{title}*"),
        section([catalogue.say("nudges.more_why"), echo(why, _PARAGRAPH_LIMIT)]),
        section([catalogue.say("nudges.more_idea"), echo(idea, _PARAGRAPH_LIMIT)]),
    ]
    if evidence.strip():
        quoted = echo_line(evidence, _PARAGRAPH_LIMIT // 2)
        blocks.insert(1, context(catalogue.say("nudges.evidence", evidence=quoted, play=title)))
    return {
        "type": "modal",
        "callback_id": MORE_VIEW,
        "title": plain_text(catalogue.say("nudges.more_title"), MODAL_TITLE_LIMIT),
        "close": plain_text(catalogue.say("nudges.more_close"), MODAL_TITLE_LIMIT),
        "submit": plain_text(catalogue.say("nudges.more_done"), MODAL_TITLE_LIMIT),
        "blocks": [*blocks, *([_draft_field(draft, catalogue)] if draft.strip() else [])],
    }


def _draft_field(draft: str, catalogue: "Catalogue") -> Block:
    return {
        "type": "input",
        "block_id": "draft",
        "optional": True,
        "label": plain_text(catalogue.say("nudges.more_draft"), _LABEL_LIMIT),
        "hint": plain_text(catalogue.say("nudges.more_draft_hint"), _LABEL_LIMIT),
        "element": {
            "type": "plain_text_input",
            "action_id": "draft",
            "multiline": True,
            "initial_value": cut(draft.strip(), INPUT_LIMIT),
        },
    }
