"""Every message and view stays within Slack's limits and pings nobody, whatever people call their deals."""

from dataclasses import replace
from datetime import timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

import pytest
from coached import shipped_content
from handlers_world import (
    CATALOGUE,
    NASTY,
    NOW,
    NUDGE,
    PLAY,
    SIGNALS,
    TARNBECK,
    TODAY,
    breaches,
    deals,
    names,
    people_text,
    pings,
    unhurried,
)
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block as SlackBlock

from coaching.asking.answer import PlayAnswer
from coaching.asking.question import Topic
from coaching.deal import Deal, LossReview, Update
from coaching.deal_filters import FILTERS, DealFilter
from coaching.decision import Decision, DecisionRecord, Nudge, Silence, SilenceReason
from coaching.digest import AskedNudge, OwnDeal, compose_digest
from coaching.facts import STAGES, Facts
from coaching.lessons.choice import Lesson, Teaching
from coaching.lessons.rules import Need as TaughtNeed
from coaching.message import Person
from coaching.money import Money
from coaching.needs_you import Need, NeedReason
from coaching.preferences import Preferences
from coaching.record import Record
from coaching.team_digest import SharedDeal, TeamDigest
from coaching.team_week import Band, Shown, TeamWeek
from coaching.timed.causes import Found
from coaching.timed.choice import StandingCause
from coaching.told import ITEMS, RUNGS, Passage
from coaching.watch import Watch
from handlers.blocks.answers import several_deals, unknown_command, unknown_deal
from handlers.blocks.asked import Stated, fact_message, nothing_message, play_message, which_message
from handlers.blocks.brief import brief_message
from handlers.blocks.coached import coached_message
from handlers.blocks.deal_card import deal_card
from handlers.blocks.deal_form import deal_form
from handlers.blocks.deal_list import deal_list
from handlers.blocks.digest import MOST_PARTS, digest_message, rest_messages
from handlers.blocks.evidence import Sources
from handlers.blocks.feedback_form import feedback_form
from handlers.blocks.hand_over_form import Owner, hand_over_form
from handlers.blocks.help import help_message
from handlers.blocks.home import Home, OpenNudge, home_view
from handlers.blocks.home_admin import Governs
from handlers.blocks.home_preferences import Speaks
from handlers.blocks.lesson import with_lesson
from handlers.blocks.link_form import link_form
from handlers.blocks.loss_review import loss_review
from handlers.blocks.managers import ask_for_manager, managers_message, offer_to_share
from handlers.blocks.merge import merge_message
from handlers.blocks.more import draft_message, more_view, noted_view
from handlers.blocks.mrkdwn import cut, echo, size
from handlers.blocks.nudge import direct_message, nudge_message, settled_message, withdrawn_message
from handlers.blocks.pieces import Message
from handlers.blocks.preferences_form import preferences_form
from handlers.blocks.privacy import ask_message, deleted_message, stored_message
from handlers.blocks.quiet import done_message, snooze_view
from handlers.blocks.team_digest import say_pipeline, team_message
from handlers.blocks.why import Told, why_message
from handlers.commands.requests import ListDeals, Slash, Unknown
from handlers.deals.form_origin import Origin, fields_of, marks_of
from storage.records import NudgeState, PlayTally


def assert_sendable(message: Message) -> None:
    assert message.text.strip()
    assert size(message.text) < 4000
    assert list(pings(message.text)) == []
    assert list(breaches(message.blocks)) == []
    for block in message.blocks:
        parsed = SlackBlock.parse(dict(block))
        assert parsed is not None
        parsed.validate_json()


def evidence_of(text: str, address: str) -> Sources:
    """A hundred updates that tell of everything in the same words."""
    told: dict[str, Passage] = {name: Passage(0, len(text), by_buyer=True) for name in (*RUNGS, *ITEMS)}
    updates = tuple(
        Update("C1", f"{number}.0", None, "U0ANA", "person", NOW - timedelta(days=900 - number), Facts(), told=told)
        for number in range(100)
    )
    return Sources(Record(updates, {("C1", update.ts): text for update in updates}), lambda channel, ts: address)


nudges = st.builds(Nudge, st.just("p"), people_text(), names().filter(str.strip), st.sampled_from(["thread", "dm"]))
numbers = st.integers(min_value=0, max_value=2**63)


@unhurried
@given(deals(), deals(), deals())
def test_the_question_before_a_merge_is_sendable(source: Deal, target: Deal, together: Deal) -> None:
    assert_sendable(merge_message(source, target, together, f"{10**17} {10**17}", NOW, CATALOGUE))


@unhurried
@given(nudges, names().filter(str.strip), numbers, numbers)
def test_a_nudge(nudge: Nudge, title: str, nudge_id: int, revision: int) -> None:
    assert_sendable(nudge_message(nudge, title, nudge_id, revision, CATALOGUE))


@unhurried
@given(
    nudges, st.none() | names(), st.sampled_from([None, "https://a.slack.com/archives/C1/p1", "<!channel>", "x" * 9000])
)
def test_a_direct_nudge(nudge: Nudge, deal: str | None, permalink: str | None) -> None:
    assert_sendable(direct_message(nudge, "Play", 1, 0, deal, permalink, CATALOGUE))


@unhurried
@given(names(), st.sampled_from(["edited", "deleted", "misread"]))
def test_what_is_left_of_a_nudge(title: str, cause: Literal["edited", "deleted", "misread"]) -> None:
    assert_sendable(settled_message(title, 1, 2, CATALOGUE))
    assert_sendable(withdrawn_message(cause, title, 1, 2, CATALOGUE))


@unhurried
@given(deals())
def test_a_deal_card(deal: Deal) -> None:
    assert_sendable(deal_card(deal, NOW, CATALOGUE))


TIMED = shipped_content().coach.playbook.timed[0]
ADDRESSES = ("https://a.slack.com/archives/C1/p1", "<!channel>", f"https://{'x' * 900}")


@unhurried
@given(deals(), people_text(), st.sampled_from(ADDRESSES))
def test_a_deal_card_with_a_full_ladder_and_every_item_quoted(deal: Deal, text: str, address: str) -> None:
    full = evidence_of(text, address)

    assert_sendable(deal_card(deal, NOW, CATALOGUE, sources=full))
    assert_sendable(deal_card(deal, NOW, CATALOGUE, "Ana", full))
    assert_sendable(brief_message(deal, NOW, CATALOGUE, full))


@unhurried
@given(st.lists(deals(), max_size=3), st.sampled_from([1, 3, 500]))
def test_a_list_of_five_hundred_deals(known: list[Deal], times: int) -> None:
    assert_sendable(deal_list((known * times)[:500], NOW, CATALOGUE))


@unhurried
@given(st.lists(deals(), max_size=3), st.sampled_from([1, 500]), st.sampled_from([None, *FILTERS]))
def test_a_filtered_list(known: list[Deal], times: int, only: DealFilter | None) -> None:
    assert_sendable(deal_list((known * times)[:500], NOW, CATALOGUE, ListDeals("mine", only)))


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("only", [None, *FILTERS])
def test_a_list_names_twenty_deals_however_long_their_names(name: str, only: DealFilter | None) -> None:
    long_ago = NOW - timedelta(days=700)
    worth = replace(TARNBECK, stage="negotiation", amount=10**30, currency="XXXXXXXXXX")
    longest = replace(worth, name=name, updated_at=long_ago, stage_since=long_ago)

    listed = deal_list([longest] * 500, NOW, CATALOGUE, ListDeals("mine", only))

    assert_sendable(listed)
    assert len(listed.blocks[1]["text"]["text"].splitlines()) == 20
    assert "480" in listed.blocks[2]["text"]["text"]


def test_a_list_of_deals_in_five_hundred_currencies() -> None:
    many = [replace(TARNBECK, amount=10**30, currency=f"X{number}") for number in range(500)]

    listed = deal_list(many, NOW, CATALOGUE)

    assert_sendable(listed)
    assert "and 488 more" in listed.text


def lessons() -> st.SearchStrategy[Lesson]:
    reviews = st.builds(LossReview, people_text(), st.booleans(), people_text())
    counts = st.integers(1, 50)
    taught = st.builds(
        Teaching, st.sampled_from(get_args(TaughtNeed)), counts, counts, st.just(1.0), names(), st.none() | reviews
    )
    return st.builds(Lesson, names(), taught)


@unhurried
@given(names(), lessons())
def test_a_lesson_on_a_card_in_a_brief_and_in_a_digest(name: str, lesson: Lesson) -> None:
    deal = replace(TARNBECK, name=name or "x")
    digest = compose_digest(Person("U0ANA", "Ana"), [OwnDeal(deal)], [], NOW - timedelta(days=7), NOW, TODAY)

    for message in (deal_card(deal, NOW, CATALOGUE), brief_message(deal, NOW, CATALOGUE, Sources())):
        assert_sendable(with_lesson(message, lesson, CATALOGUE))
    assert_sendable(digest_message(replace(digest, lesson=lesson), ZoneInfo("Asia/Kolkata"), CATALOGUE))


@unhurried
@given(
    names(),
    st.lists(deals(), max_size=4),
    names().filter(str.strip),
    st.sampled_from([1, 125]),
    st.booleans(),
    st.booleans(),
)
def test_a_digest_and_what_follows_in_its_thread(
    name: str, known: list[Deal], words: str, times: int, learnt: bool, late: bool
) -> None:
    person, play = Person("U0ANA", name), PLAY.model_copy(update={"title": words, "idea": words})
    numbered = [
        AskedNudge(words, words, NOW - timedelta(days=1), deal.name, PLAY.id, 2**62 + number)
        for number, deal in enumerate(known[:2])
    ]
    review = LossReview(words, told_by_buyer=True, differently=words) if learnt else None
    cause = (
        StandingCause(TIMED.model_copy(update={"title": words}), Found(TODAY, 0, 2**31), "x" * 200) if late else None
    )
    own = [OwnDeal(replace(deal, owner=person.id), 2**62, review, cause) for deal in known] * times
    asked = [*numbered, AskedNudge("Play", words, NOW, play=PLAY.id, number=1)]

    digest = compose_digest(person, own, asked, NOW - timedelta(days=7000), NOW, TODAY, [PLAY.id, "ask_why_silent"])

    zone = ZoneInfo("Asia/Kolkata")
    if not digest.is_empty:
        assert_sendable(digest_message(digest, zone, CATALOGUE, play, in_thread=True))
    rest = rest_messages(digest, zone, CATALOGUE)
    assert bool(rest) == bool(digest.rest)
    assert len(rest) <= MOST_PARTS
    for message in rest:
        assert_sendable(message)


@unhurried
@given(
    st.lists(deals(), max_size=30),
    names(),
    st.sampled_from(["few", "many"]),
    st.integers(min_value=1, max_value=10**14),
)
def test_a_managers_digest(known: list[Deal], title: str, band: Band, least: int) -> None:
    plays = {f"play_p{number}": Shown(band, "2026-W10") for number in range(40)}
    stages = {f"stage_{stage}": Shown(band, "2026-W10") for stage in STAGES[:5]}
    week = TeamWeek("2026-W10", {**stages, **plays})
    shared = tuple(SharedDeal(deal, "U0ANA") for deal in known)
    digest = TeamDigest((TeamWeek("2026-W09"), week), shared, tuple(known), Money(least, "EUR"))
    titles = {name.removeprefix("play_"): title for name in plays}

    assert_sendable(team_message(digest, titles, TODAY, CATALOGUE, "F012345678"))
    assert_sendable(team_message(TeamDigest(()), {}, TODAY, CATALOGUE))
    assert len(say_pipeline(digest, CATALOGUE)) < 2000


@given(st.lists(names(), max_size=500))
def test_the_list_of_managers_and_the_menu(people: list[str]) -> None:
    assert_sendable(managers_message(people, CATALOGUE))
    assert_sendable(ask_for_manager("add", CATALOGUE))
    assert_sendable(offer_to_share(deal_card(TARNBECK, NOW, CATALOGUE), 10**17, CATALOGUE, shared=True))


@unhurried
@given(names(), st.lists(names(), max_size=30), st.none() | names())
def test_answers_in_words(typed: str, near: list[str], nearest: str | None) -> None:
    assert_sendable(unknown_deal(typed, near, CATALOGUE))
    assert_sendable(several_deals(typed, dict(enumerate(map(Deal, [*near, "Acme"]))), "", CATALOGUE))
    assert_sendable(unknown_command(Unknown("deal", typed, nearest), CATALOGUE))


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("verb", ["show", "prep", "why"])
def test_a_menu_of_five_hundred_deals_that_may_be_meant(name: str, verb: str) -> None:
    many = {10**17 + number: replace(TARNBECK, name=name, stage="prospecting") for number in range(500)}

    offered = several_deals(name, many, verb, CATALOGUE)

    assert_sendable(offered)
    options = offered.blocks[1]["elements"][0]["options"]
    assert len(options) == 100
    assert all(option["text"]["text"].endswith("Prospecting") for option in options)


@pytest.mark.parametrize("slash", ["deal", "coach"])
def test_help(slash: Slash) -> None:
    assert_sendable(help_message(slash, CATALOGUE))


@unhurried
@given(names(), people_text(), names().filter(str.strip), names().filter(str.strip), people_text())
def test_the_modal(title: str, evidence: str, why: str, idea: str, draft: str) -> None:
    view = more_view(title, evidence, why, idea, draft, 2**62, CATALOGUE)

    assert list(breaches(view["blocks"], most=100)) == []
    assert len(view["title"]["text"]) <= 24
    fields = [block for block in view["blocks"] if block["type"] == "input"]
    assert len(fields) == bool(draft.strip())
    assert all(0 < size(field["element"]["initial_value"]) <= 3000 for field in fields)
    noted = noted_view(noted_view(view, "Sent."), "Sent again.")
    assert list(breaches(noted["blocks"], most=100)) == []
    assert len(noted["blocks"]) == len(view["blocks"]) + 1


@unhurried
@given(names().filter(str.strip), people_text().filter(str.strip))
def test_the_words_for_the_buyer_by_direct_message(title: str, draft: str) -> None:
    assert_sendable(draft_message(title, draft, CATALOGUE))


@unhurried
@given(people_text(), st.integers(min_value=2, max_value=300))
def test_what_is_echoed_fits_and_holds_no_markup(text: str, limit: int) -> None:
    echoed = echo(text, limit)

    assert size(echoed) <= limit
    assert "<" not in echoed
    assert ">" not in echoed
    assert list(pings(echoed)) == []


@unhurried
@given(people_text())
def test_what_fits_is_cut_nowhere(text: str) -> None:
    assert cut(text, size(text)) == text


def test_the_limits_are_checked_for_real() -> None:
    too_long = nudge_message(NUDGE, "Play", 1, 0, CATALOGUE).blocks[0] | {
        "text": {"type": "mrkdwn", "text": "x" * 3001}
    }

    assert list(breaches([too_long])) != []
    assert list(breaches([])) != []


@unhurried
@given(names())
def test_what_was_done_with_its_undo_and_the_modal_that_asks_for_a_day(deal: str) -> None:
    assert_sendable(done_message(echo(deal, 3000), "hush 1", CATALOGUE))
    assert list(breaches(snooze_view(2**62, deal, TODAY, CATALOGUE)["blocks"], most=100)) == []


@unhurried
@given(deals(), names(), people_text())
def test_the_form_of_a_deal_and_the_review_of_its_loss(deal: Deal, name: str, words: str) -> None:
    known = replace(deal, motive=words, close_date=TODAY)
    origin = Origin(2**62, "C0123456789", f"https://hooks.slack.com/{'x' * 200}", marks_of(fields_of(known)))
    new = {**fields_of(known), "company": name}

    views = [
        deal_form(fields_of(known), origin.as_metadata(), CATALOGUE),
        deal_form(new, origin.as_metadata(), CATALOGUE),
        loss_review(known, origin.as_metadata(), NOW, CATALOGUE),
    ]

    for view in views:
        assert list(breaches(view["blocks"], most=100)) == []
        assert len(view["private_metadata"]) <= 3000
        assert size(view["title"]["text"]) <= 24
        for block in view["blocks"]:
            first = block.get("element", {}).get("initial_value", "")
            assert size(first) <= block.get("element", {}).get("max_length", 3000)


@unhurried
@given(names(), st.integers(1, 500))
def test_the_choice_of_a_deal_for_a_message(name: str, count: int) -> None:
    view = link_form(dict.fromkeys(range(count), name), "{}", CATALOGUE)

    options = view["blocks"][0]["element"]["options"]
    assert list(breaches(view["blocks"], most=100)) == []
    assert len(options) <= 100
    assert all(0 < size(option["text"]["text"]) <= 75 for option in options)


@unhurried
@given(nudges, names().filter(str.strip), st.none() | names(), st.none() | people_text(), st.booleans())
def test_what_the_coach_would_say(nudge: Nudge, title: str, deal: str | None, why: str | None, sure: bool) -> None:
    held = Silence("budget", why) if why is not None else None

    assert_sendable(coached_message(nudge, title, deal, held, CATALOGUE, sure=sure))


@pytest.mark.parametrize("ask_consent", [True, False])
def test_the_question_what_was_wrong(ask_consent: bool) -> None:
    origin = Origin(None, str(2**62), f"https://hooks.slack.com/{'x' * 200}")

    view = feedback_form(origin.as_metadata(), CATALOGUE, ask_consent=ask_consent)

    assert list(breaches(view["blocks"], most=100)) == []
    assert len(view["blocks"]) == 2 + ask_consent
    assert size(view["title"]["text"]) <= 24


@unhurried
@given(deals())
def test_a_brief(deal: Deal) -> None:
    assert_sendable(brief_message(deal, NOW, CATALOGUE, Sources()))


silences = st.builds(Silence, st.sampled_from(get_args(SilenceReason)), people_text(), st.none() | st.just("p"))


@unhurried
@given(nudges | silences, st.none() | names(), st.sampled_from([None, "standing", "settled", "withdrawn"]), names())
def test_an_explanation(decision: Decision, deal: str | None, state: NudgeState | None, when: str) -> None:
    record = DecisionRecord("C0DEALS", "1.0", "1.0", NOW, "U0ANA", 1, decision)
    play = PLAY.model_copy(update={"when": when, "title": when})

    assert_sendable(why_message(Told(record, state, deal, play), SIGNALS, NOW, CATALOGUE))


@unhurried
@given(deals(), people_text(), st.none() | names())
def test_an_answer_to_a_question_is_sendable(deal: Deal, question: str, owner: str | None) -> None:
    stated = Stated(NOW, "https://acme.slack.com/archives/C1/p1")
    named = {"company": deal.name, "contact": deal.name, "rep": deal.name}

    for topic in get_args(Topic):
        assert_sendable(fact_message(topic, deal, stated, NOW, CATALOGUE, owner or ""))
    assert_sendable(play_message(PlayAnswer(PLAY, 1, PLAY), deal, named, question, CATALOGUE))
    assert_sendable(play_message(PlayAnswer(PLAY), None, {}, question, CATALOGUE))
    assert_sendable(which_message([deal.name] * 500, CATALOGUE))
    assert_sendable(nothing_message(deal, CATALOGUE))


@given(
    st.lists(deals(), max_size=3),
    st.sampled_from([1, 500]),
    names(),
    people_text(),
    st.sampled_from(get_args(NeedReason)),
    st.integers(0, 60),
)
def test_the_home_of_five_hundred_deals(
    known: list[Deal], times: int, words: str, quoted: str, reason: NeedReason, page: int
) -> None:
    many = (known * times)[:500]
    open_nudges = [OpenNudge(number, words, quoted, words, words) for number in range(times)]
    muted = dict.fromkeys(map(str, range(times)), words)
    watches = [Watch(words, "on", None, NOW)] * times
    governs = Governs(watches, [PlayTally(str(number), 10**6, 10**6, 10**6) for number in range(times)], muted)
    needs = [Need(deal, reason) for deal in many]
    home = Home(
        NOW,
        dict(enumerate(map(replace, many))),
        needs,
        open_nudges,
        times,
        page,
        Speaks(Preferences(), muted, True),
        governs,
    )

    view = home_view(home, done_message("Done.", "hush 1", CATALOGUE).blocks, CATALOGUE)

    assert list(breaches(view["blocks"], most=100)) == []
    assert len(view["private_metadata"]) < 10


@unhurried
@given(names(), st.integers(0, 500), people_text())
def test_the_form_of_preferences(title: str, count: int, zone: str) -> None:
    plays = {f"play_{number}": title for number in range(count)}

    view = preferences_form(Speaks(Preferences(tz=zone), plays), plays, "0", CATALOGUE)

    assert list(breaches(view["blocks"], most=100)) == []
    assert size(view["title"]["text"]) <= 24


@unhurried
@given(names(), st.integers(1, 500))
def test_the_form_of_a_hand_over(name: str, count: int) -> None:
    view = hand_over_form([Owner(f"U{number}", name, 10**6) for number in range(count)], "0", CATALOGUE)

    assert list(breaches(view["blocks"], most=100)) == []
    assert len(view["blocks"][1]["element"]["options"]) <= 100


def test_what_is_told_of_what_is_stored() -> None:
    counted = dict.fromkeys(("texts", "messages", "updates", "decisions", "nudges", "feedback", "people"), 10**9)

    for message in (stored_message(counted, 3650, CATALOGUE), stored_message({}, 3650, CATALOGUE)):
        assert_sendable(message)
    assert_sendable(ask_message(CATALOGUE))
    assert_sendable(deleted_message(CATALOGUE))
