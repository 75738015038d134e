"""What somebody's own losses teach about an open deal: one line, which says what was counted."""

from dataclasses import replace
from typing import TYPE_CHECKING

from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.blocks.pieces import Message, as_text, section

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue
    from coaching.lessons.choice import Lesson, Teaching

_WORDS_LIMIT = 300


def with_lesson(message: Message, lesson: "Lesson | None", catalogue: "Catalogue") -> Message:
    """A card or a brief with the lesson above its last, grey line; as it is where there is none."""
    if lesson is None:
        return message
    line = _said(catalogue.say("lessons.line", **_counted(lesson, catalogue)), lesson.teaching, catalogue)
    *shown, last = message.blocks
    return replace(message, text=as_text([*message.text.splitlines(), line]), blocks=(*shown, section(line), last))


def lesson_of_week_lines(lesson: "Lesson", catalogue: "Catalogue") -> list[str]:
    """The lesson as a group of a digest: a heading, and the line that names the deal."""
    named = {"deal": echo_line(lesson.deal, NAME_LIMIT), **_counted(lesson, catalogue)}
    line = _said(catalogue.say("lessons.line_of_week", **named), lesson.teaching, catalogue)
    return [catalogue.say("lessons.heading_of_week"), line]


def _counted(lesson: "Lesson", catalogue: "Catalogue") -> dict[str, object]:
    taught = lesson.teaching
    return {"lacked": taught.lacked, "losses": taught.losses, "lack": catalogue.say(f"lessons.lack_{taught.need}")}


def _said(line: str, taught: "Teaching", catalogue: "Catalogue") -> str:
    """The line, and what the person wrote in their latest review, if anything."""
    review = taught.review
    if review is None:
        return line
    words = echo_line(review.differently, _WORDS_LIMIT)
    told_by = "buyer" if review.told_by_buyer else "inferred"
    key = "lessons.review_differently" if words else f"lessons.review_{told_by}"
    said = {"deal": echo_line(taught.reviewed, NAME_LIMIT), "words": words or echo_line(review.why, _WORDS_LIMIT)}
    return f"{line} {catalogue.say(key, **said)}" if said["words"] else line
