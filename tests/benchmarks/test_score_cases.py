"""Independent cases of dates and money are judged by what the codebook asks, and the rules keep their accuracy."""

from datetime import date
from decimal import Decimal

import pytest

from benchmarks.reading.score_cases import KINDS, load_cases, match_days, match_sums, reads_right, score_cases
from benchmarks.reading.score_tables import CASES_AIM


def test_a_day_is_right_when_nothing_else_is_found() -> None:
    case = {"kind": "day", "days": ["2026-02-12"]}

    assert match_days([date(2026, 2, 12)], case)
    assert not match_days([date(2026, 2, 12), date(2026, 2, 13)], case)
    assert not match_days([], case)


def test_a_text_without_a_day_is_right_when_none_is_found() -> None:
    assert match_days([], {"kind": "no day"})
    assert not match_days([date(2026, 2, 12)], {"kind": "no day"})


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ([("45000", "USD")], True),
        ([("45000.40", "USD")], True),
        ([("45000", None)], False),
        ([("45", "USD")], False),
        ([("45000", "USD"), ("3", "USD")], False),
        ([], False),
    ],
)
def test_a_sum_is_right_in_whole_units_and_in_the_currency_that_is_stated(
    found: list[tuple[str, str | None]], right: bool
) -> None:
    case = {"kind": "money", "sums": [["45000", "USD"]]}

    assert match_sums([(Decimal(value), currency) for value, currency in found], case) is right


def test_any_currency_will_do_where_no_sign_or_code_states_one() -> None:
    assert match_sums([(Decimal(10), "USD")], {"kind": "money", "sums": [["10", None]]})


def test_what_the_codebook_does_not_ask_is_counted_apart() -> None:
    cases = [
        {"id": "1", "kind": "day"},
        {"id": "2", "kind": "no day"},
        {"id": "3", "kind": "day", "not_asked": "names an hour"},
    ]

    figures = score_cases(cases, lambda case: case["id"] != "2")

    assert (figures.right, figures.asked) == ({"day": 1, "no day": 0}, {"day": 1, "no day": 1})
    assert (figures.not_asked, figures.cases, figures.right_of_all) == ({"names an hour": 1}, 3, 2)
    assert [case["id"] for case in figures.wrong] == ["2"]
    assert figures.accuracy == 0.5


def test_the_cases_name_their_source_and_licence_and_their_kind() -> None:
    cases = load_cases()

    assert len({case["id"] for case in cases}) == len(cases)
    assert {case["kind"] for case in cases} == set(KINDS)
    assert all(case["source"].endswith(("(MIT)", "(BSD-3-Clause)")) for case in cases)


def test_the_rules_read_dates_and_money_as_well_as_we_aim_for() -> None:
    figures = score_cases(load_cases(), reads_right)

    assert figures.accuracy >= CASES_AIM, [case["text"] for case in figures.wrong]
