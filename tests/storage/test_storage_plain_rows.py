"""Checksums over rows: the same for the same rows in any order and on either database, another for any other rows."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from storage.plain_rows import Row, Summing, TableSum, row_digest
from storage.tables import deals, people

PEOPLE = st.tuples(st.just("T1"), st.text(min_size=1), st.text(), st.text(), st.datetimes(timezones=st.just(UTC)))
NUL_APART = st.lists(PEOPLE, max_size=6, unique_by=lambda row: tuple(str(value).replace("\0", "") for value in row))


def sum_of(*batches: list[Row]) -> TableSum:
    """The sum of the people in these batches."""
    summing = Summing(people)
    for rows in batches:
        summing.add(rows)
    return summing.result


@given(NUL_APART, st.randoms(use_true_random=False), st.integers(0, 6))
def test_neither_order_nor_batches_matter(rows: list[Row], chance: Any, cut: int) -> None:
    shuffled = chance.sample(rows, len(rows))

    assert sum_of(rows) == sum_of(shuffled[:cut], shuffled[cut:])


@given(NUL_APART, NUL_APART)
def test_other_rows_have_another_sum(rows: list[Row], others: list[Row]) -> None:
    same = sorted(map(as_kept, rows)) == sorted(map(as_kept, others))

    assert (sum_of(rows) == sum_of(others)) is same


def as_kept(row: Row) -> tuple[str, ...]:
    """A row as a database can keep it, without the character NUL."""
    return tuple(str(value).replace("\0", "") for value in row)


def test_a_row_that_is_there_twice_is_not_a_row_that_is_missing() -> None:
    row = ("T1", "U1", "Ann", "UTC", datetime(2026, 3, 4, tzinfo=UTC))

    assert sum_of([row, row]) != sum_of([])
    assert sum_of([row, row]).rows == 2


def deal(**changed: Any) -> Row:
    """A deal's row as both databases give it."""
    plain: dict[str, Any] = dict.fromkeys(deals.columns.keys())
    plain |= {"id": 1, "tenant": "T1", "name": "Acme", "contacts": "[]", "competitors": "[]", "signals": "{}"}
    return tuple({**plain, "next_step_date": date(2026, 3, 4), **changed}.values())


def test_how_json_is_written_does_not_matter_but_what_it_says_does() -> None:
    plain = row_digest(deals, deal(signals='{"a": "1", "b": "é"}'))

    assert row_digest(deals, deal(signals='{"b":"\\u00e9",  "a":"1"}')) == plain
    assert row_digest(deals, deal(signals='{"a": "1", "b": "e"}')) != plain


def test_nothing_and_an_empty_word_are_not_the_same() -> None:
    assert row_digest(deals, deal(stage="")) != row_digest(deals, deal(stage=None))
