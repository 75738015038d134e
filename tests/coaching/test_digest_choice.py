"""What a weekly digest holds, and what it leaves out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from coached import shipped_content
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.deal import Deal
from coaching.digest import KINDS, MOST_ITEMS, AskedNudge, Digest, OwnDeal, compose_digest
from coaching.digest_focus import Focus
from coaching.message import Person
from coaching.timed.choice import StandingCause, find_standing
from coaching.timed.example import DealExample

ANA = Person("U0ANA", "Ana", "Europe/Madrid")
SINCE, UNTIL = datetime(2026, 3, 2, 8, tzinfo=UTC), datetime(2026, 3, 9, 8, tzinfo=UTC)
TODAY = date(2026, 3, 9)
PLAYS = ("propose_next_step", "ask_why_silent", "learn_from_loss", "find_decision_maker")
FRESH = Deal(
    "Fresh", owner=ANA.id, stage="demo", next_step_date=date(2026, 3, 12), updated_at=UNTIL - timedelta(days=2)
)


def compose(*deals: Deal, nudges: tuple[AskedNudge, ...] = ()) -> Digest:
    return compose_digest(ANA, map(OwnDeal, deals), nudges, SINCE, UNTIL, TODAY, PLAYS)


def kinds(digest: Digest) -> dict[str, str]:
    return {item.deal.name: item.kind for item in digest.items if item.deal}


def test_a_week_without_news_is_empty() -> None:
    digest = compose(replace(FRESH, updated_at=SINCE - timedelta(days=1)))

    assert digest.is_empty
    assert digest.focus is None


def test_each_deal_is_named_once_for_the_most_pressing_reason() -> None:
    digest = compose(
        FRESH,
        replace(FRESH, name="Overdue", next_step_date=date(2026, 3, 6)),
        replace(FRESH, name="Silent", next_step_date=None, updated_at=UNTIL - timedelta(days=14)),
        replace(FRESH, name="Undated", next_step_date=None),
        replace(FRESH, name="Won", stage="won", closed_at=SINCE),
    )

    assert kinds(digest) == {
        "Overdue": "overdue", "Silent": "silent", "Undated": "undated", "Won": "closed", "Fresh": "moved"
    }  # fmt: skip


def test_a_question_that_stood_open_for_more_than_two_weeks_is_not_asked_again() -> None:
    asked = [AskedNudge("Meet who decides", "Who signs?", UNTIL - timedelta(days=days), "Fresh") for days in (14, 15)]

    assert kinds(compose(FRESH, nudges=(asked[0],))) == {"Fresh": "unanswered"}
    assert kinds(compose(FRESH, nudges=(asked[1],))) == {"Fresh": "moved"}


def test_a_step_due_today_is_not_overdue() -> None:
    assert kinds(compose(replace(FRESH, next_step_date=TODAY))) == {"Fresh": "moved"}


def test_a_deal_closed_before_the_week_or_at_its_very_end_is_no_news() -> None:
    early = replace(FRESH, stage="lost", closed_at=SINCE - timedelta(seconds=1))

    assert compose(early, replace(early, closed_at=UNTIL)).is_empty


def test_a_dated_step_ahead_excuses_silence() -> None:
    assert compose(replace(FRESH, updated_at=UNTIL - timedelta(days=40))).is_empty


def test_what_time_brings_up_comes_before_silence_and_after_a_step_that_is_overdue_or_an_open_nudge() -> None:
    def at_proposal(days: int) -> StandingCause:
        example = DealExample(stage="proposal", stage_since=days, updated=days)
        return find_standing(example.seen(), shipped_content().coach)[0]

    quiet = replace(FRESH, next_step_date=None, updated_at=SINCE - timedelta(days=9))
    late = replace(FRESH, name="Late", next_step_date=SINCE.date())
    asked = AskedNudge("Propose the next step", "What could you suggest?", SINCE, "Asked")
    own = [OwnDeal(each, cause=at_proposal(9)) for each in (quiet, late, replace(quiet, name="Asked"))]

    digest = compose_digest(ANA, own, [asked], SINCE, UNTIL, TODAY, ("proposal_unreviewed",))

    assert kinds(digest) == {"Late": "overdue", "Asked": "unanswered", "Fresh": "timed"}
    assert digest.focus == Focus("proposal_unreviewed", "timed", 1, (quiet,))


def test_a_deal_that_waits_for_a_day_which_the_buyer_has_named_is_neither_undated_nor_silent() -> None:
    own = [OwnDeal(replace(FRESH, next_step_date=None, updated_at=SINCE - timedelta(days=9)), waits=True)]

    assert compose_digest(ANA, own, [], SINCE, UNTIL, TODAY).is_empty


def test_other_peoples_deals_stay_out() -> None:
    assert compose(replace(FRESH, owner="U0BEN"), replace(FRESH, owner=None)).is_empty


def test_a_nudge_that_nobody_answered_comes_with_its_deal() -> None:
    nudge = AskedNudge("Propose the next step", "What could you suggest?", SINCE, "Fresh")

    digest = compose(FRESH, nudges=(nudge,))

    assert [(item.kind, item.nudge) for item in digest.items] == [("unanswered", nudge)]


def test_a_nudge_on_no_deal_has_a_line_of_its_own() -> None:
    digest = compose(nudges=(AskedNudge("Choose the medium", "Call instead?", SINCE),))

    assert [(item.kind, item.deal) for item in digest.items] == [("unanswered", None)]


def test_good_news_is_not_crowded_out_by_what_is_overdue() -> None:
    late = [replace(FRESH, name=f"Late {day}", next_step_date=date(2026, 3, day)) for day in (1, 3, 2, 4, 5)]

    digest = compose(*late, replace(FRESH, name="Won", stage="won", closed_at=SINCE))

    assert list(kinds(digest)) == ["Late 1", "Late 2", "Late 3", "Late 4", "Won"]
    assert [item.deal.name for item in digest.rest if item.deal] == ["Late 5"]


times = st.datetimes(datetime(2026, 1, 1), datetime(2026, 4, 1), timezones=st.just(UTC))  # noqa: DTZ001
deals = st.builds(
    Deal,
    name=st.text(min_size=1, max_size=5),
    owner=st.sampled_from([ANA.id, "U0BEN"]),
    stage=st.sampled_from([None, "demo", "won", "lost"]),
    next_step_date=st.none() | st.dates(date(2026, 2, 1), date(2026, 4, 1)),
    updated_at=st.none() | times,
    closed_at=st.none() | times,
)
nudges = st.builds(AskedNudge, st.just("Play"), st.just("Words?"), times, st.none() | st.text(max_size=5))


@settings(deadline=None)
@given(st.lists(deals, max_size=500, unique_by=lambda deal: deal.name), st.lists(nudges, max_size=5))
def test_a_digest_holds_five_items_at_most_in_order_and_the_rest_apart(
    known: list[Deal], asked: list[AskedNudge]
) -> None:
    digest = compose_digest(ANA, map(OwnDeal, known), asked, SINCE, UNTIL, TODAY)

    told = (*digest.items, *digest.rest)
    named = [item.deal.name for item in told if item.deal]
    assert len(digest.items) <= MOST_ITEMS
    assert all([*part] == sorted(part, key=lambda item: KINDS.index(item.kind)) for part in (digest.items, digest.rest))
    assert len(named) == len(set(named))
    assert all(item.deal is None or item.deal.owner == ANA.id for item in told)
    assert not digest.rest or len(digest.items) == MOST_ITEMS


@settings(deadline=None)
@given(st.lists(deals, max_size=12, unique_by=lambda deal: deal.name), st.randoms())
def test_the_order_in_which_deals_are_given_does_not_matter(known: list[Deal], chance: object) -> None:
    shuffled = known[:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert compose(*known) == compose(*shuffled)
