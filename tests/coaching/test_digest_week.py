"""When a weekly digest is due, over whole years, in all kinds of time zones, whatever people choose."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.business_days import BusinessDays
from coaching.digest_week import (
    STILL_WELCOME,
    Awaited,
    Schedule,
    await_next,
    monday_of_week,
    owed_digest,
    week_of,
)
from coaching.preferences import Preferences

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Africa/Casablanca",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
]
USUAL = Preferences()
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def schedule(zone: str = "UTC", chosen: Preferences = USUAL, holidays: tuple[date, ...] = ()) -> Schedule:
    return Schedule(chosen, ZoneInfo(zone), BusinessDays(holidays))


@dataclass
class Bot:
    """A bot on a fixed clock that one person's digest waits with: what it sent, by week, and when it was off."""

    where: Schedule
    now: datetime = NEW_YEAR
    sent: dict[str, datetime] = field(default_factory=dict)
    late: list[timedelta] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.awaited = await_next(self.where, self.now)

    @property
    def due_at(self) -> datetime:
        """When the row falls due: at what is planned, or at once when that was chosen anew."""
        planned = self.awaited.planned
        return planned.at if planned and planned.at > self.awaited.since else self.awaited.since

    def work(self) -> None:
        """The row is worked: what is owed is sent unless its week has one, and the next is planned."""
        owed = owed_digest(self.where, self.awaited, self.now)
        if owed is not None and owed.week not in self.sent:
            self.sent[owed.week] = self.now
            self.late.append(self.now - owed.at)
        self.awaited = await_next(self.where, self.now)

    def run(self, until: datetime) -> None:
        """Work whatever falls due until then, each thing two seconds late."""
        while self.awaited.planned is not None and self.due_at + timedelta(seconds=2) <= until:
            self.now = max(self.now, self.due_at + timedelta(seconds=2))
            self.work()
        self.now = max(self.now, until)

    def choose(self, where: Schedule) -> None:
        """The person chooses another schedule, by a command; the bot may crash before it plans by it."""
        self.where, self.awaited = where, self.awaited.chosen_anew(self.now)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_over_a_year_there_is_one_each_week_at_nine_where_the_person_is(zone: str, year: int) -> None:
    bot = Bot(schedule(zone), at(f"{year}-01-01T00:00"))

    bot.run(at(f"{year + 1}-01-01T00:00"))

    there = [moment.astimezone(ZoneInfo(zone)) for moment in bot.sent.values()]
    assert 51 <= len(there) <= 53
    assert {(moment.weekday(), moment.hour, moment.minute) for moment in there} == {(0, 9, 0)}
    assert [week_of(moment.date()) for moment in there] == list(bot.sent)
    assert {b.date() - a.date() for a, b in pairwise(there)} == {timedelta(days=7)}


def test_where_the_clock_jumps_over_the_hour_the_digest_comes_after_the_jump() -> None:
    """Nearly everywhere clocks change on Sundays, when no digest comes; in Cairo on a Friday."""
    cairo = schedule("Africa/Cairo", Preferences(digest_day=4, digest_at=time(0, 30)))

    spring = cairo.next(at("2026-04-23T12:00"))  # in Cairo clocks go on at midnight before a Friday

    assert spring is not None
    assert (spring.at, spring.week) == (at("2026-04-23T22:30"), "2026-W17")
    assert spring.at.astimezone(cairo.zone).time() == time(1, 30)


def test_an_hour_that_is_lived_twice_brings_one() -> None:
    """In Cairo clocks go back at midnight after a Thursday: its last hour comes twice."""
    cairo = schedule("Africa/Cairo", Preferences(digest_day=3, digest_at=time(23, 30)))
    bot = Bot(cairo, at("2026-10-28T00:00"))

    bot.run(at("2026-11-04T00:00"))

    assert list(bot.sent.values()) == [at("2026-10-29T20:30:02")]


def test_who_wants_none_gets_none_also_none_that_had_fallen_due() -> None:
    never = schedule(chosen=Preferences(digest_day=None))
    monday = schedule().next(at("2026-03-12T09:00"))

    assert never.next(at("2026-03-12T09:00")) is None
    assert never.last(at("2026-03-12T09:00")) is None
    assert owed_digest(never, Awaited(NEW_YEAR, monday), at("2026-03-16T10:00")) is None


def test_a_week_at_the_turn_of_a_year_belongs_to_the_year_of_its_thursday() -> None:
    assert week_of(date(2027, 1, 1)) == "2026-W53"
    assert week_of(date(2026, 3, 2)) == "2026-W10"
    assert monday_of_week("2026-W53") == date(2026, 12, 28)
    assert [monday_of_week(wrong) for wrong in ("2025-W53", "2026-10", "W10", "", "0001-W01", "9999-W52")] == [None] * 6


def test_a_holiday_moves_it_to_the_next_working_day_of_its_week_or_to_the_one_before_and_weekends_count_so() -> None:
    easter = (date(2026, 4, 3), date(2026, 4, 6))
    friday, sunday = Preferences(digest_day=4), Preferences(digest_day=6)
    shut = tuple(date(2026, 12, 21) + timedelta(days=day) for day in range(5))

    monday = schedule(holidays=easter).next(at("2026-04-05T00:00"))
    before = schedule(chosen=friday, holidays=easter).next(at("2026-04-01T00:00"))
    weekend = schedule(chosen=sunday).next(at("2026-03-12T12:00"))
    none = schedule(holidays=shut).next(at("2026-12-20T00:00"))

    assert monday is not None
    assert (monday.at, monday.week) == (at("2026-04-07T09:00"), "2026-W15")
    assert before is not None
    assert (before.at, before.week) == (at("2026-04-02T09:00"), "2026-W14")
    assert weekend is not None
    assert weekend.at == at("2026-03-13T09:00")
    assert none is not None
    assert none.week == "2026-W53"


@pytest.mark.parametrize(("off", "sent"), [(23, 1), (24, 1), (25, 0)])
def test_a_bot_that_was_off_sends_it_within_a_day_and_no_later(off: int, sent: int) -> None:
    bot = Bot(schedule("Asia/Kathmandu"), at("2026-03-14T00:00"))
    due = bot.due_at

    bot.now = due + timedelta(hours=off)
    bot.work()

    assert len(bot.sent) == sent
    assert bot.awaited.planned is not None
    assert bot.awaited.planned.week == "2026-W13"


def test_another_day_after_the_send_brings_no_second_one_and_before_it_only_the_other_day() -> None:
    bot = Bot(schedule(), at("2026-03-14T00:00"))
    bot.run(at("2026-03-16T10:00"))
    bot.choose(schedule(chosen=Preferences(digest_day=4)))
    bot.work()
    bot.run(at("2026-03-25T00:00"))
    bot.choose(schedule(chosen=Preferences(digest_day=2, digest_at=time(7))))
    bot.work()
    bot.run(at("2026-03-30T00:00"))

    assert bot.sent == {"2026-W12": at("2026-03-16T09:00:02"), "2026-W13": at("2026-03-25T07:00:02")}


def test_who_has_moved_west_is_not_served_in_the_night_and_who_has_moved_east_at_once() -> None:
    west, east = (Bot(schedule("Europe/Berlin"), at("2026-03-14T00:00")) for _ in range(2))

    west.where, east.where = schedule("America/New_York"), schedule("Asia/Kolkata")
    west.run(at("2026-03-20T00:00"))
    east.run(at("2026-03-20T00:00"))

    assert west.sent == {"2026-W12": at("2026-03-16T13:00:02")}
    assert east.sent == {"2026-W12": at("2026-03-16T08:00:02")}


def test_across_the_date_line_a_week_is_neither_left_out_nor_served_twice() -> None:
    """Nine on Monday was a whole day ago on Kiritimati when it comes in Pago Pago."""
    east = Bot(schedule("Pacific/Pago_Pago"), at("2026-03-14T00:00"))
    east.where = schedule("Pacific/Kiritimati")
    east.run(at("2026-03-20T00:00"))
    west = Bot(schedule("Pacific/Kiritimati"), at("2026-03-14T00:00"))
    west.run(at("2026-03-15T20:00"))
    west.choose(schedule("Pacific/Pago_Pago"))
    west.work()
    west.run(at("2026-03-20T00:00"))

    assert east.sent == {"2026-W12": at("2026-03-16T20:00:02")}
    assert west.sent == {"2026-W12": at("2026-03-15T19:00:02")}


def test_a_server_clock_that_runs_ahead_and_is_put_right_sends_none_twice() -> None:
    bot = Bot(schedule(), at("2026-03-14T00:00"))
    bot.now = at("2026-03-18T00:00")
    bot.work()
    bot.now = at("2026-03-14T01:00")
    bot.work()
    bot.run(at("2026-03-24T00:00"))

    assert bot.sent == {"2026-W12": at("2026-03-16T09:00:02"), "2026-W13": at("2026-03-23T09:00:02")}


chosen = st.builds(
    Preferences, digest_day=st.integers(0, 4), digest_at=st.times().map(lambda t: t.replace(second=0, microsecond=0))
)
hours = st.floats(0.1, 24 * 9).map(lambda h: timedelta(seconds=round(h * 3600)))
events = st.lists(
    st.one_of(
        st.tuples(st.just("off"), hours),
        st.tuples(st.just("move"), st.sampled_from(ZONES)),
        st.tuples(st.just("choose"), chosen),
        st.tuples(st.just("choose and crash"), chosen),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(chosen, st.sampled_from(ZONES), st.lists(hours, min_size=12, max_size=12), events)
def test_whatever_happens_no_week_has_two_and_none_comes_more_than_a_day_late(
    first: Preferences, zone: str, pauses: list[timedelta], happen: list[tuple[str, object]]
) -> None:
    bot = Bot(schedule(zone, first))

    for pause, (what, how) in zip(pauses, happen, strict=False):
        bot.run(bot.now + pause)
        before = len(bot.late)
        happen_to(bot, what, how)
        bot.run(bot.now)
        assert len(bot.late) <= before + 2
    bot.run(bot.now + timedelta(days=15))

    assert len(bot.sent) == len(bot.late)
    assert all(timedelta(0) <= late <= STILL_WELCOME for late in bot.late)
    assert len(bot.sent) >= 2


def happen_to(bot: Bot, what: str, how: object) -> None:
    """Something happens to the bot or to the person."""
    match what, how:
        case "off", timedelta():
            bot.now += how
            bot.work()
        case "move", str():
            bot.where = replace(bot.where, zone=ZoneInfo(how))
        case "choose", Preferences():
            bot.choose(replace(bot.where, chosen=how))
            bot.work()
        case "choose and crash", Preferences():
            bot.choose(replace(bot.where, chosen=how))
            bot.now += timedelta(hours=20)
            bot.work()


@settings(deadline=None)
@given(st.sampled_from(ZONES), st.lists(st.tuples(st.integers(0, 52 * 7 * 24), hours), max_size=20), chosen)
def test_through_any_restarts_each_week_has_one_when_the_bot_ran_within_a_day_of_it(
    zone: str, gaps: list[tuple[int, timedelta]], wish: Preferences
) -> None:
    bot, off = Bot(schedule(zone, wish)), merged([(NEW_YEAR + timedelta(hours=h), length) for h, length in gaps])

    for start, end in off:
        bot.run(start)
        bot.now = end
        if bot.due_at <= end:
            bot.work()
    end_of_year = max(bot.now, NEW_YEAR + timedelta(days=364))
    bot.run(end_of_year)

    expected, due = [], bot.where.next(NEW_YEAR)
    while due is not None and due.at + timedelta(seconds=2) <= end_of_year:
        if runs_within_a_day(due.at, off):
            expected.append(due.week)
        due = bot.where.next(due.at)
    assert list(bot.sent) == expected


@settings(deadline=None)
@given(st.sampled_from(ZONES), st.lists(st.tuples(hours, st.sampled_from(ZONES)), max_size=25))
def test_whoever_travels_has_one_each_week_while_the_bot_runs(home: str, travels: list[tuple[timedelta, str]]) -> None:
    bot = Bot(schedule(home))

    for stay, zone in travels:
        bot.run(bot.now + stay)
        bot.where = schedule(zone)
    bot.run(bot.now + timedelta(days=9))

    weeks = list(bot.sent)
    mondays = [monday_of_week(week) for week in weeks]
    assert weeks == sorted(weeks)
    assert {b - a for a, b in pairwise(mondays) if a and b} <= {timedelta(days=7)}
    assert len(weeks) >= (bot.now - NEW_YEAR).days // 7 - 1


@given(chosen, st.sampled_from(ZONES), st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=60))
def test_it_comes_on_working_days_only_whatever_the_holidays(wish: Preferences, zone: str, free: set[date]) -> None:
    found = schedule(zone, wish, tuple(free)).next(NEW_YEAR)

    assert found is not None
    day = found.at.astimezone(ZoneInfo(zone)).date()
    assert BusinessDays(free).includes(day)
    assert week_of(day) == found.week


def merged(gaps: list[tuple[datetime, timedelta]]) -> list[tuple[datetime, datetime]]:
    """Spans without overlap, in order."""
    spans: list[tuple[datetime, datetime]] = []
    for start, length in sorted(gaps):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], start + length))
        else:
            spans.append((start, start + length))
    return spans


def runs_within_a_day(due: datetime, off: list[tuple[datetime, datetime]]) -> bool:
    """Whether the bot runs at some moment from when the row is worked up to a day later."""
    begun = due + timedelta(seconds=2)
    gap = next(((start, end) for start, end in off if start < begun <= end), None)
    return gap is None or gap[1] - due <= STILL_WELCOME
