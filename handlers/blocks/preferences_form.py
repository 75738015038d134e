"""The form in which a person says how the coach should speak to them."""

from collections.abc import Mapping
from datetime import time
from itertools import islice
from typing import TYPE_CHECKING

from handlers.blocks.form_fields import choice_field, choices_field, modal, text_field, time_field
from handlers.blocks.home_preferences import DAYS, Speaks, digest_day
from handlers.blocks.mrkdwn import ELLIPSIS, echo_line
from handlers.blocks.pieces import OPTIONS_LIMIT, Block

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue

PREFERENCES_FORM = "preferences_form"
NO_DAY = "none"
_ZONE_LIMIT = 60
_TITLE_LIMIT = 50
"""A hundred plays, all of them muted, stay within one view then."""


def preferences_form(speaks: Speaks, plays: Mapping[str, str], metadata: str, catalogue: "Catalogue") -> Block:
    """The view; `plays` are the titles of all plays that can be muted, by id."""

    def label(field: str) -> str:
        return catalogue.say(f"preferences.{field}")

    chosen = speaks.chosen
    titles = {name: echo_line(title, _TITLE_LIMIT) or ELLIPSIS for name, title in islice(plays.items(), OPTIONS_LIMIT)}
    day = NO_DAY if chosen.digest_day is None else digest_day(chosen.digest_day)
    blocks = [
        _choice("pause", ("speak", "pause"), "pause" if speaks.paused else "speak", catalogue),
        _choice("nudges_to", ("thread", "dm"), chosen.nudges_to, catalogue),
        time_field("quiet_from", label("quiet_from"), _hour(chosen.quiet_from)),
        time_field("quiet_to", label("quiet_to"), _hour(chosen.quiet_to), hint=label("quiet_hint")),
        text_field("tz", label("tz"), chosen.tz or "", _ZONE_LIMIT, hint=label("tz_hint")),
        choice_field(
            "digest_day", label("digest_day"), {d: label(f"day_{d}") for d in (*DAYS, NO_DAY)}, day, needed=True
        ),
        time_field("digest_at", label("digest_at"), _hour(chosen.digest_at)),
        *(
            [choices_field("muted", label("muted_plays"), titles, speaks.muted, hint=label("muted_hint"))]
            if titles
            else []
        ),
    ]
    return modal(PREFERENCES_FORM, metadata, blocks, catalogue)


def _choice(name: str, ways: tuple[str, ...], shown: str, catalogue: "Catalogue") -> Block:
    options = {way: catalogue.say(f"preferences.{name}_{way}") for way in ways}
    return choice_field(name, catalogue.say(f"preferences.{name}"), options, shown, kind="radio_buttons", needed=True)


def _hour(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""
