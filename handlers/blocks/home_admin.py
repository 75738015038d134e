"""What the Home shows to admins: watched channels, the settings in force, how the plays fare, and the hand-over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coaching.money import Money, format_money
from coaching.situation import Limits
from handlers.blocks.mrkdwn import echo_line, mention
from handlers.blocks.pieces import Block, actions, button, context, section
from handlers.blocks.watch import channel_lines

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue
    from coaching.watch import Watch, WatchMode
    from storage.records import PlayTally

HAND_OVER = "hand_over"
TALLIED_DAYS = 90
"""How far back the plays are counted."""
_MOST_CHANNELS = 15
_MOST_PLAYS = 20
_MOST_MANAGERS = 10
_NAME_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Governs:
    """What an admin looks after; `titles` are those of the plays that were said, by id."""

    watches: "Sequence[Watch]" = ()
    tallies: "Sequence[PlayTally]" = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    watch: "WatchMode" = "ask"
    reads_with_model: bool = False
    text_days: int = 180
    withheld_percent: int = 0
    managers: Sequence[str] = ()
    team_deal: Money | None = None


def governs_blocks(governs: Governs, now: datetime, catalogue: "Catalogue") -> list[Block]:
    """The blocks below the admin's own."""
    channels = channel_lines(governs.watches, now, catalogue, _MOST_CHANNELS, governs.watch)
    hand_over = button(catalogue.say("admin.hand_over"), HAND_OVER, "open", catalogue.say("admin.hand_over_spoken"))
    return [
        section(catalogue.say("admin.title")),
        section([catalogue.say("admin.channels"), *channels]),
        section(settings_lines(governs, catalogue)),
        section([catalogue.say("admin.plays", days=TALLIED_DAYS), *_plays(governs, catalogue)]),
        context(catalogue.say("admin.plays_how")),
        section(kept_lines(governs, catalogue)),
        actions([hand_over]),
    ]


def settings_lines(governs: Governs, catalogue: "Catalogue") -> list[str]:
    """The settings in force, under their title."""
    limits = governs.limits
    model = "on" if governs.reads_with_model else "off"
    return [
        catalogue.say("admin.settings"),
        catalogue.say("admin.budgets", person=limits.person_per_day, channel=limits.channel_per_day),
        catalogue.say("admin.rest", hours=limits.deal_rest // timedelta(hours=1)),
        catalogue.say(f"admin.watch_{governs.watch}"),
        catalogue.say(f"admin.model_{model}"),
        *([catalogue.say("admin.holdout", percent=governs.withheld_percent)] if governs.withheld_percent else []),
        *_about_managers(governs, catalogue),
    ]


def _about_managers(governs: Governs, catalogue: "Catalogue") -> list[str]:
    """Who gets the team's week, and from which sum on deals are named in it, as far as there is anything to tell."""
    shown = ", ".join(mention(user) for user in governs.managers[:_MOST_MANAGERS])
    rest = len(governs.managers) - _MOST_MANAGERS
    people = f"{shown}, {catalogue.say('cards.and_more', count=rest)}" if rest > 0 else shown
    least = format_money(governs.team_deal.amount, governs.team_deal.currency) if governs.team_deal else ""
    named = [catalogue.say("admin.managers", people=people)] if people else []
    return [*named, *([catalogue.say("admin.team_deal", least=least)] if least else [])]


def kept_lines(governs: Governs, catalogue: "Catalogue") -> list[str]:
    """What is kept for how long, under its title."""
    return [catalogue.say("admin.kept"), catalogue.say("admin.kept_how", days=governs.text_days)]


def _plays(governs: Governs, catalogue: "Catalogue") -> list[str]:
    """A line for each play, the one said most on top."""
    most_said = sorted(governs.tallies, key=lambda tally: (-tally.said, tally.play))
    lines = [_play(tally, governs.titles.get(tally.play, tally.play), catalogue) for tally in most_said[:_MOST_PLAYS]]
    rest = len(most_said) - len(lines)
    more = [catalogue.say("cards.and_more", count=rest)] if rest else []
    return [*lines, *more] or [catalogue.say("admin.plays_none")]


def _play(tally: "PlayTally", title: str, catalogue: "Catalogue") -> str:
    told = {"said": tally.said, "settled": tally.settled, "disputed": tally.disputed}
    return catalogue.say("admin.play", play=echo_line(title, _NAME_LIMIT), **told)
