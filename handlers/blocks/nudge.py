"""A nudge in its thread or in a direct message, and the one line that is left of it later."""

from typing import TYPE_CHECKING, Literal

from coaching.decision import Nudge
from handlers.blocks.mrkdwn import NAME_LIMIT, echo, echo_line, link
from handlers.blocks.pieces import (
    BUTTON_LIMIT,
    Block,
    Message,
    actions,
    button,
    context,
    option,
    plain_text,
    section,
    select,
)

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue

FEEDBACK_ACTION = "nudge_feedback"
MORE_ACTION = "nudge_more"
DONE_ACTION = "nudge_done"
SNOOZE_ACTION = "nudge_snooze"
MENU_ACTION = "nudge_mute"
"""Named after what stood in the menu first; messages that are there already go on working."""
SNOOZES = ("reply", "stage", "update", "3d", "date")
MUTES = ("me", "here")
_WORDS_LIMIT = 2500
_EVIDENCE_LIMIT = 600


def nudge_message(nudge: Nudge, play_title: str, nudge_id: int, revision: int, catalogue: "Catalogue") -> Message:
    """The reply in the thread: the question or move, what it reacts to, what to do with it, and the two thumbs.

    `revision` counts the versions of this message, since Slack wants new block ids whenever a message is updated.
    """
    quoted, title = echo_line(nudge.evidence, _EVIDENCE_LIMIT), echo_line(play_title, NAME_LIMIT)
    source = catalogue.say("nudges.evidence" if quoted else "nudges.evidence_gone", evidence=quoted, play=title)
    return _reply(nudge, source, nudge_buttons(nudge_id, catalogue), nudge_id, revision, catalogue)


def timed_message(
    nudge: Nudge, play_title: str, nudge_id: int, revision: int, deal: str | None, catalogue: "Catalogue"
) -> Message:
    """A nudge that time has brought up: it quotes nobody, answers no message, and alone it begins with the deal."""
    seen, title = echo_line(nudge.evidence, _EVIDENCE_LIMIT), echo_line(play_title, NAME_LIMIT)
    source = catalogue.say("timed.evidence" if seen else "nudges.evidence_gone", evidence=seen, play=title)
    buttons = nudge_buttons(nudge_id, catalogue, of_message=False)
    reply = _reply(nudge, source, buttons, nudge_id, revision, catalogue)
    if nudge.to == "thread" or deal is None:
        return reply
    intro = catalogue.say("timed.about_deal", deal=echo_line(deal, NAME_LIMIT))
    about = section(intro, _block_id("about", nudge_id, revision))
    return Message(f"{intro}\n{reply.text}", (about, *reply.blocks))


def _reply(
    nudge: Nudge, source: str, buttons: list[Block], nudge_id: int, revision: int, catalogue: "Catalogue"
) -> Message:
    words = echo(nudge.words, _WORDS_LIMIT)
    blocks = (
        section(words, _block_id("words", nudge_id, revision)),
        context(source, _block_id("evidence", nudge_id, revision)),
        actions(buttons, _block_id("more", nudge_id, revision)),
        _thumbs(nudge_id, revision, catalogue),
    )
    return Message(words, blocks)


def direct_message(
    nudge: Nudge,
    play_title: str,
    nudge_id: int,
    revision: int,
    deal: str | None,
    permalink: str | None,
    catalogue: "Catalogue",
) -> Message:
    """The same for the author's eyes alone: begins with the deal's name and a link to the message it is about."""
    update = catalogue.say("nudges.your_update")
    update = link(permalink, update) if permalink else update
    if deal is None:
        intro = catalogue.say("nudges.about_update", update=update)
    else:
        intro = catalogue.say("nudges.about_deal", update=update, deal=echo_line(deal, NAME_LIMIT))
    reply = nudge_message(nudge, play_title, nudge_id, revision, catalogue)
    about = section(intro, _block_id("about", nudge_id, revision))
    return Message(f"{intro}\n{reply.text}", (about, *reply.blocks))


def settled_message(play_title: str, nudge_id: int, revision: int, catalogue: "Catalogue") -> Message:
    """What is left of a nudge once a later message has done what it asked for: one line."""
    line = catalogue.say("nudges.settled", play=echo_line(play_title, NAME_LIMIT))
    return Message(line, (context(line, _block_id("settled", nudge_id, revision)),))


def withdrawn_message(
    cause: Literal["edited", "deleted", "disowned", "misread", "forgotten"],
    play_title: str,
    nudge_id: int,
    revision: int,
    catalogue: "Catalogue",
) -> Message:
    """What is left of a nudge that was taken back after people had answered it: one line without the update's words."""
    line = catalogue.say(f"nudges.withdrawn_{cause}", play=echo_line(play_title, NAME_LIMIT))
    return Message(line, (context(line, _block_id("withdrawn", nudge_id, revision)),))


def nudge_buttons(nudge_id: int, catalogue: "Catalogue", *, of_message: bool = True) -> list[Block]:
    """Done, Snooze, More, and in a menu of its own how to mute the play and, where a message was read, Wrong deal."""
    number = str(nudge_id)
    done = button(catalogue.say("quiet.done_button"), DONE_ACTION, number, catalogue.say("quiet.done_spoken"))
    ways = [option(catalogue.say(f"quiet.snooze_option_{until}"), f"{until} {number}") for until in SNOOZES]
    snooze = select(catalogue.say("quiet.snooze_placeholder"), SNOOZE_ACTION, ways)
    more = button(catalogue.say("nudges.more_button"), MORE_ACTION, number, catalogue.say("nudges.more_spoken"))
    mutes = [option(catalogue.say(f"quiet.mute_option_{where}"), f"{where} {number}") for where in MUTES]
    menu = [*mutes, *([option(catalogue.say("quiet.wrong_deal_option"), f"deal {number}")] if of_message else [])]
    return [done, snooze, more, {"type": "overflow", "action_id": MENU_ACTION, "options": menu}]


def _thumbs(nudge_id: int, revision: int, catalogue: "Catalogue") -> Block:
    thumbs = {
        "type": "feedback_buttons",
        "action_id": FEEDBACK_ACTION,
        "positive_button": _thumb("helpful", f"good {nudge_id}", catalogue),
        "negative_button": _thumb("unhelpful", f"bad {nudge_id}", catalogue),
    }
    return {"type": "context_actions", "block_id": _block_id("thumbs", nudge_id, revision), "elements": [thumbs]}


def _thumb(key: str, value: str, catalogue: "Catalogue") -> Block:
    return {
        "text": plain_text(catalogue.say(f"nudges.{key}"), BUTTON_LIMIT),
        "accessibility_label": plain_text(catalogue.say(f"nudges.{key}_spoken"), BUTTON_LIMIT)["text"],
        "value": value,
    }


def _block_id(part: str, nudge_id: int, revision: int) -> str:
    return f"nudge_{part}_{nudge_id}_{revision}"
