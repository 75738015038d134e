"""The modal behind More: why the coach asks, the idea, and words for the buyer to copy or to have by direct message."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from handlers.blocks.mrkdwn import NAME_LIMIT, cut, echo, echo_line
from handlers.blocks.pieces import (
    INPUT_LIMIT,
    MODAL_TITLE_LIMIT,
    Block,
    Message,
    actions,
    as_text,
    button,
    context,
    plain_text,
    section,
)

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue

MORE_VIEW = "nudge_more_view"
DRAFT_ACTION = "draft_to_me"
DRAFT = "draft"
_NOTE = "draft_note"
_PARAGRAPH_LIMIT = 2800
_LABEL_LIMIT = 2000


def more_view(
    play_title: str,
    evidence: str,
    why: str,
    idea: str,
    draft: str,
    nudge_id: int,
    catalogue: "Catalogue",
    card: Sequence[Block] = (),
    *,
    timed: bool = False,
) -> Block:
    """The view for `views.open`; all texts as they should read, placeholders filled. An empty `draft` shows no field.

    The draft stands in a text field, since that is what Slack lets people select and copy on every device. Below it
    stands the `card` of the deal, if there is one. What a `timed` nudge goes by is no quote.
    """
    title = echo_line(play_title, NAME_LIMIT)
    blocks = [
        section(f"*{title}*"),
        section([catalogue.say("nudges.more_why"), echo(why, _PARAGRAPH_LIMIT)]),
        section([catalogue.say("nudges.more_idea"), echo(idea, _PARAGRAPH_LIMIT)]),
    ]
    if evidence.strip():
        quoted = echo_line(evidence, _PARAGRAPH_LIMIT // 2)
        source = "timed.evidence" if timed else "nudges.evidence"
        blocks.insert(1, context(catalogue.say(source, evidence=quoted, play=title)))
    return {
        "type": "modal",
        "callback_id": MORE_VIEW,
        "title": plain_text(catalogue.say("nudges.more_title"), MODAL_TITLE_LIMIT),
        "close": plain_text(catalogue.say("nudges.more_close"), MODAL_TITLE_LIMIT),
        "submit": plain_text(catalogue.say("nudges.more_done"), MODAL_TITLE_LIMIT),
        "blocks": [*blocks, *(_draft(draft, nudge_id, catalogue) if draft.strip() else []), *_below(card)],
    }


def noted_view(view: Mapping[str, Any], note: str) -> Block:
    """The open view with a line under its button, instead of one that stood there; for `views.update`.

    The field keeps its block's name, so that Slack keeps what was typed into it.
    """
    shown = [block for block in view.get("blocks", []) if block.get("block_id") != _NOTE]
    kept = {key: view[key] for key in ("type", "callback_id", "title", "close", "submit") if view.get(key)}
    return {**kept, "blocks": [*shown, context(note, _NOTE)]}


def draft_message(play_title: str, draft: str, catalogue: "Catalogue") -> Message:
    """The words for the buyer as somebody left them, for that person alone."""
    intro = catalogue.say("nudges.draft_sent", play=echo_line(play_title, NAME_LIMIT))
    words = echo(draft, _PARAGRAPH_LIMIT)
    return Message(as_text([intro, words]), (context(intro), section(words)))


def _below(card: Sequence[Block]) -> list[Block]:
    return [{"type": "divider"}, *card] if card else []


def _draft(draft: str, nudge_id: int, catalogue: "Catalogue") -> list[Block]:
    """The field, and the button that sends what stands in it."""
    said, spoken = catalogue.say("nudges.draft_button"), catalogue.say("nudges.draft_button_spoken")
    return [_draft_field(draft, catalogue), actions([button(said, DRAFT_ACTION, str(nudge_id), spoken)])]


def _draft_field(draft: str, catalogue: "Catalogue") -> Block:
    return {
        "type": "input",
        "block_id": DRAFT,
        "optional": True,
        "label": plain_text(catalogue.say("nudges.more_draft"), _LABEL_LIMIT),
        "hint": plain_text(catalogue.say("nudges.more_draft_hint"), _LABEL_LIMIT),
        "element": {
            "type": "plain_text_input",
            "action_id": DRAFT,
            "multiline": True,
            "initial_value": cut(draft.strip(), INPUT_LIMIT),
        },
    }
