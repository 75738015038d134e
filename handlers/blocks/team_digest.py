"""The managers' weekly digest: themes in bands, the pipeline in words and as a picture, and the deals to read of."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coaching.chart import Bars, Chart
from coaching.money import format_money
from coaching.team_digest import MOST_DEALS, SharedDeal, TeamDigest
from coaching.team_week import BANDS, Band, end_of, start_of
from handlers.blocks.days import say_due_day
from handlers.blocks.deal_card import say_amount, say_stage
from handlers.blocks.mrkdwn import cut, echo_line, mention
from handlers.blocks.pieces import Block, Message, as_text, context, section

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue
    from coaching.deal import Deal

_NAME_LIMIT = 100
_ALT_LIMIT = 1900
_MOST_THEMES = 12


def team_message(
    digest: TeamDigest, titles: Mapping[str, str], today: date, catalogue: "Catalogue", picture: str | None = None
) -> Message:
    """The message; `titles` are those of the plays by id, `picture` the id of the chart as a file of Slack's.

    `today` is the manager's own day.
    """
    title = _title(digest, catalogue)
    if digest.is_empty:
        nothing = [title, catalogue.say("team.empty")]
        return Message(as_text(nothing), (section(nothing),))
    themes, pipeline = _themes(digest, titles, catalogue), _pipeline(digest, catalogue)
    deals = [_shared(digest, today, catalogue), _large(digest, catalogue)]
    lines = [title, *themes, *pipeline, *(line for part in deals for line in part), catalogue.say("team.how")]
    drawn = [_image(picture, say_pipeline(digest, catalogue))] if picture and pipeline else []
    parts = [section(part) for part in (title, themes, pipeline) if part]
    named = [section(part) for part in deals if part]
    return Message(as_text(lines), (*parts, *drawn, *named, context(catalogue.say("team.how"))))


def chart_of(digest: TeamDigest, catalogue: "Catalogue") -> Chart:
    """The pipeline by stage, week by week, to be drawn."""
    groups = tuple(
        Bars(catalogue.say(f"cards.stage_{stage}"), tuple(BANDS.index(band) + 1 if band else 0 for band in bands))
        for stage, bands in digest.stages
    )
    levels = tuple(catalogue.say(f"team.level_{band}") for band in BANDS)
    earlier, latest = catalogue.say("team.chart_earlier"), catalogue.say("team.chart_latest")
    return Chart(catalogue.say("team.chart_title"), groups, levels, earlier, latest, catalogue.say("team.chart_note"))


def say_pipeline(digest: TeamDigest, catalogue: "Catalogue") -> str:
    """What the chart shows, in words: each stage with its band in each week."""
    lines = [catalogue.say("team.chart_told", weeks=len(digest.weeks))]
    for stage, bands in digest.stages:
        told = ", ".join(_say_band(band, catalogue) for band in bands)
        lines.append(catalogue.say("team.chart_stage", stage=catalogue.say(f"cards.stage_{stage}"), told=told))
    return cut(" ".join(lines), _ALT_LIMIT)


def _image(picture: str, told: str) -> Block:
    return {"type": "image", "slack_file": {"id": picture}, "alt_text": told}


def _title(digest: TeamDigest, catalogue: "Catalogue") -> str:
    if not digest.weeks:
        return catalogue.say("team.title_bare")
    week = digest.weeks[-1].week
    first, last = start_of(week), end_of(week) - timedelta(days=1)
    named = {"first": f"{first:%a} {first.day} {first:%b}", "last": f"{last:%a} {last.day} {last:%b}"}
    return catalogue.say("team.title", **named)


def _themes(digest: TeamDigest, titles: Mapping[str, str], catalogue: "Catalogue") -> list[str]:
    """What the team ran into, by title: neither the most frequent first, nor anybody's."""
    plays = sorted((echo_line(titles.get(play, play), _NAME_LIMIT), band) for play, band in digest.plays)
    named = [*((catalogue.say(f"team.cause_{cause}"), band) for cause, band in digest.causes), *plays[:_MOST_THEMES]]
    lines = [catalogue.say("team.theme", theme=theme, band=_say_band(band, catalogue)) for theme, band in named]
    return [catalogue.say("team.themes"), *lines] if lines else []


def _pipeline(digest: TeamDigest, catalogue: "Catalogue") -> list[str]:
    lines = [_stage(catalogue.say(f"cards.stage_{stage}"), bands, catalogue) for stage, bands in digest.stages]
    return [catalogue.say("team.pipeline"), *lines] if lines else []


def _stage(stage: str, bands: tuple[Band | None, ...], catalogue: "Catalogue") -> str:
    """A stage's band in the last week, and where it was another one, that of the week before."""
    now, before = bands[-1], bands[-2] if len(bands) > 1 else None
    told = {"stage": stage, "band": _say_band(now, catalogue)}
    if now == before:
        return catalogue.say("team.stage_same", **told)
    return catalogue.say("team.stage", before=_say_band(before, catalogue), **told)


def _say_band(band: Band | None, catalogue: "Catalogue") -> str:
    return catalogue.say(f"team.band_{band}") if band else catalogue.say("team.band_none")


def _shared(digest: TeamDigest, today: date, catalogue: "Catalogue") -> list[str]:
    lines = [_shared_line(each, today, catalogue) for each in digest.shared[:MOST_DEALS]]
    return _listed(catalogue.say("team.shared"), lines, len(digest.shared), catalogue)


def _shared_line(each: SharedDeal, today: date, catalogue: "Catalogue") -> str:
    day = each.deal.next_step_date
    step = catalogue.say("team.next", day=say_due_day(day, today, catalogue)) if day else catalogue.say("team.no_step")
    facts = [*_facts(each.deal, catalogue), *([step] if each.deal.state == "open" else [])]
    named = {"deal": echo_line(each.deal.name, _NAME_LIMIT), "facts": ", ".join(facts)}
    return catalogue.say("team.shared_line", person=mention(each.by), **named)


def _large(digest: TeamDigest, catalogue: "Catalogue") -> list[str]:
    """Large deals, by name, stage and amount alone: nobody's name, words or link."""
    lines = [
        catalogue.say(
            "team.large_line", deal=echo_line(deal.name, _NAME_LIMIT), facts=", ".join(_facts(deal, catalogue))
        )
        for deal in digest.large[:MOST_DEALS]
    ]
    least = format_money(digest.threshold.amount, digest.threshold.currency) if digest.threshold else ""
    return _listed(catalogue.say("team.large", least=least), lines, len(digest.large), catalogue)


def _facts(deal: "Deal", catalogue: "Catalogue") -> list[str]:
    known: Iterable[str] = (say_stage(deal, catalogue), say_amount(deal))
    return [fact for fact in known if fact] or [catalogue.say("team.stage_unknown")]


def _listed(heading: str, lines: list[str], count: int, catalogue: "Catalogue") -> list[str]:
    more = [catalogue.say("cards.and_more", count=count - len(lines))] if count > len(lines) else []
    return [heading, *lines, *more] if lines else []
