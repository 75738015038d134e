"""What `/coach plays` and `/coach settings` show: each active play in a line, and the settings in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from handlers.blocks.home_admin import TALLIED_DAYS, kept_lines, settings_lines
from handlers.blocks.mrkdwn import echo_line
from handlers.blocks.pieces import Message, as_text, context, section

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue
    from coaching.play import AnyPlay
    from handlers.blocks.home_admin import Governs
    from storage.records import PlayTally

_MOST_PLAYS = 32
_IN_A_SECTION = 8
_TITLE_LIMIT = 60
_WHEN_LIMIT = 180


@dataclass(frozen=True, slots=True)
class PlayLine:
    """A play, where it is muted for its reader, and what became of it, None when it was never said."""

    play: "AnyPlay"
    muted: Literal["me", "here"] | None = None
    tally: "PlayTally | None" = None


def plays_message(lines: Sequence[PlayLine], catalogue: "Catalogue", *, counted: bool) -> Message:
    """The plays, so many at most; with the numbers where they are `counted`, for admins."""
    if not lines:
        none = catalogue.say("playbook.plays_none")
        return Message(none, (section(none),))
    title = catalogue.say("playbook.plays_title", count=len(lines))
    told = [_line(line, catalogue, counted=counted) for line in lines[:_MOST_PLAYS]]
    if len(lines) > _MOST_PLAYS:
        told.append(catalogue.say("cards.and_more", count=len(lines) - _MOST_PLAYS))
    parts = [section(told[at : at + _IN_A_SECTION]) for at in range(0, len(told), _IN_A_SECTION)]
    how = [catalogue.say("playbook.plays_how")]
    how += [catalogue.say("playbook.tally_how", days=TALLIED_DAYS)] if counted else []
    how.append(catalogue.say("commands.only_you"))
    return Message(as_text([title, *told, *how]), (section(title), *parts, context(" ".join(how))))


def settings_message(governs: "Governs", catalogue: "Catalogue") -> Message:
    """The settings in force, and what is kept for how long, as the Home shows them to admins."""
    settings, kept = settings_lines(governs, catalogue), kept_lines(governs, catalogue)
    how = f"{catalogue.say('playbook.settings_how')} {catalogue.say('commands.only_you')}"
    return Message(as_text([*settings, *kept, how]), (section(settings), section(kept), context(how)))


def _line(line: PlayLine, catalogue: "Catalogue", *, counted: bool) -> str:
    title, when = echo_line(line.play.title, _TITLE_LIMIT), echo_line(line.play.when, _WHEN_LIMIT)
    parts = [catalogue.say("playbook.play", play=title, when=when)]
    if line.muted:
        parts.append(catalogue.say(f"playbook.muted_{line.muted}"))
    if counted and line.tally is None:
        parts.append(catalogue.say("playbook.never_said"))
    elif counted and line.tally is not None:
        told = {"said": line.tally.said, "settled": line.tally.settled, "disputed": line.tally.disputed}
        parts.append(catalogue.say("playbook.tally", **told))
    return " ".join(parts)
