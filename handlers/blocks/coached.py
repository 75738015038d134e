"""What the coach has to say of an update when somebody asks, for that person's eyes alone."""

from typing import TYPE_CHECKING

from handlers.blocks.mrkdwn import NAME_LIMIT, echo, echo_line
from handlers.blocks.pieces import Message, as_text, context, section

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue
    from coaching.decision import Nudge, Silence

_WORDS_LIMIT = 2000
_EVIDENCE_LIMIT = 600


def coached_message(
    nudge: "Nudge", play_title: str, deal: str | None, held: "Silence | None", catalogue: "Catalogue", *, sure: bool
) -> Message:
    """The nudge that there is, also one that is not `sure`; `held` is why it was not said when the update came."""
    about = catalogue.say("why.about_deal", deal=echo_line(deal, NAME_LIMIT)) if deal else ""
    title = catalogue.say("shortcuts.coach_title", deal=about)
    words = echo(nudge.words, _WORDS_LIMIT)
    quoted, play = echo_line(nudge.evidence, _EVIDENCE_LIMIT), echo_line(play_title, NAME_LIMIT)
    notes = [
        *([] if sure else [catalogue.say("shortcuts.coach_unsure")]),
        *([catalogue.say("shortcuts.coach_held", why=echo(held.sentence, _EVIDENCE_LIMIT))] if held else []),
    ]
    shown = [section(title), section(words), context(catalogue.say("nudges.evidence", evidence=quoted, play=play))]
    explained = [section(notes)] if notes else []
    only_you = context(catalogue.say("commands.only_you"))
    return Message(as_text([title, words, *notes]), (*shown, *explained, only_you))
