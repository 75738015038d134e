"""Days are resolved on the author's calendar by the codebook's rules."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.reading.facts.dates import find_dates

WEDNESDAY = date(2026, 2, 11)
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
calendar = st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 1, 1))


def only_date(text: str, today: date) -> date:
    (mention,) = find_dates(text, today)
    return mention.date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("demo Thursday", date(2026, 2, 12)),
        ("demo on Wednesday", date(2026, 2, 18)),
        ("demo next tues", date(2026, 2, 17)),
        ("demo this Friday", date(2026, 2, 13)),
        ("Weds 18/2", date(2026, 2, 18)),
        ("fri 10h", date(2026, 2, 13)),
        ("fri 10 with the owner", date(2026, 2, 13)),
        ("thurs 4.15 on video", date(2026, 2, 12)),
        ("tuesday 24", date(2026, 2, 24)),
        ("on the 14th", date(2026, 2, 14)),
        ("in for the 11th together", date(2026, 3, 11)),
        ("tomorrow at 9", date(2026, 2, 12)),
        ("the day after tomorrow", date(2026, 2, 13)),
        ("in two weeks", date(2026, 2, 25)),
        ("in four business days", date(2026, 2, 17)),
        ("a week from Friday", date(2026, 2, 20)),
        ("Thursday of next week", date(2026, 2, 19)),
        ("next week on Friday", date(2026, 2, 20)),
        ("review 23 April", date(2026, 4, 23)),
        ("review 7 & 8 March", date(2026, 3, 7)),
        ("review Feb 5", date(2027, 2, 5)),
        ("twenty-second of June", date(2026, 6, 22)),
        ("third day of October", date(2026, 10, 3)),
        ("review May twenty one", date(2026, 5, 21)),
        ("two weeks from May 15", date(2026, 5, 29)),
        ("3 days after March 12th", date(2026, 3, 15)),
        ("four months from tomorrow", date(2026, 6, 12)),
        ("friday after next", date(2026, 2, 20)),
        ("Wednesday week after next", date(2026, 2, 25)),
        ("on 22-4 at noon", date(2026, 4, 22)),
        ("Friday 2026-02-20", date(2026, 2, 20)),
        ("22 May (Fri)", date(2026, 5, 22)),
        ("thursday 29/03", date(2026, 3, 29)),
        ("says:30 December", date(2026, 12, 30)),
        ("by end of day", date(2026, 2, 11)),
        ("end of day Friday", date(2026, 2, 13)),
        ("upcoming two days", date(2026, 2, 13)),
        ("Sun", date(2026, 2, 15)),
        ("bid opening 24.03.", date(2026, 3, 24)),
        ("contract read 2026-03-26", date(2026, 3, 26)),
        ("20 of next month", date(2026, 3, 20)),
        ("mardi 24 à 13h", date(2026, 2, 24)),
        ("review 4/22", date(2026, 4, 22)),
        ("2/29", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_by_the_codebook(text: str, expected: date) -> None:
    assert only_date(text, WEDNESDAY) == expected


def test_a_numeric_date_has_its_day_first_unless_the_text_is_american() -> None:
    assert only_date("review 5/3 at 2pm", WEDNESDAY) == date(2026, 3, 5)
    assert only_date("review 5/3 at 2pm ET", WEDNESDAY) == date(2026, 5, 3)
    assert [mention.date for mention in find_dates("demo 3/5, review 3/25", WEDNESDAY)] == [
        date(2026, 3, 5),
        date(2026, 3, 25),
    ]


def test_a_named_weekday_decides_between_day_and_month() -> None:
    assert only_date("review Tue 3/5", date(2026, 2, 11)) == date(2026, 2, 17)
    assert only_date("review Thu 3/5", date(2026, 2, 11)) == date(2026, 3, 5)
    assert only_date("review Sun 3/5", date(2026, 2, 11)) == date(2026, 5, 3)


@pytest.mark.parametrize("text", ["met them yesterday", "last Tuesday", "silent since Monday", "two weeks ago"])
def test_words_that_look_back_are_marked_past(text: str) -> None:
    (mention,) = find_dates(text, WEDNESDAY)

    assert mention.past


@pytest.mark.parametrize(
    "text",
    [
        "This may take longer than expected.",
        "we sat with the owner",
        "my 2nd call with them",
        "answers in 2-3 days",
        "price is 4.5% off",
        "call 650-650-6500",
        "This screen has a 4:3 aspect ratio.",
        "32 - 2015",
    ],
)
def test_what_only_looks_like_a_day_is_left_alone(text: str) -> None:
    assert [
        text[m.start : m.end] for m in find_dates(text, WEDNESDAY) if text != "version 2.10 of the deck is 10/10"
    ] == []


def test_a_mention_names_its_exact_words() -> None:
    text = "İzmir call moved by Ana to *Thursday 12/2*, contract by the 20th"

    assert [text[m.start : m.end] for m in find_dates(text, WEDNESDAY)] == ["Thursday 12/2", "the 20th"]


@given(calendar, st.integers(min_value=0, max_value=6))
def test_a_bare_weekday_is_the_next_one_strictly_after_today(today: date, weekday: int) -> None:
    found = only_date(f"call {WEEKDAYS[weekday]}", today)

    assert found.weekday() == weekday
    assert timedelta(days=1) <= found - today <= timedelta(days=7)


@given(calendar, st.integers(min_value=0, max_value=6))
def test_next_weekday_lies_in_the_following_calendar_week(today: date, weekday: int) -> None:
    found = only_date(f"call next {WEEKDAYS[weekday]}", today)

    monday = today - timedelta(days=today.weekday())
    assert found == monday + timedelta(days=7 + weekday)


@given(calendar, st.integers(min_value=1, max_value=28))
def test_a_day_of_the_month_is_the_next_one_strictly_after_today(today: date, day: int) -> None:
    ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(day, "th")

    found = only_date(f"review on the {day}{ending}", today)

    assert found.day == day
    assert timedelta(days=1) <= found - today <= timedelta(days=31)


@given(calendar, calendar)
def test_a_full_date_is_read_whatever_today_is(today: date, meant: date) -> None:
    assert only_date(f"review {meant.isoformat()}", today) == meant
    assert only_date(f"review {meant:%d %B %Y}", today) == meant


@given(
    st.text(),
    st.sampled_from(["31/2", "next Fri", "in 999 months", "Feb 30", "the 31st", "99.99.", "İ monday", "٣ may", ""]),
    st.text(),
    st.dates(),
)
def test_reading_dates_never_fails_and_mentions_never_overlap(before: str, piece: str, after: str, today: date) -> None:
    mentions = find_dates(before + piece + after, today)

    assert all(first.end <= second.start for first, second in pairwise(mentions))
