"""The checklist: the buyer said so, the rep believes so, or nobody knows."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.checklist import Finding, check, known_items
from coaching.deal import Deal, SetField, Update, rebuild_deal
from coaching.facts import Contact, Facts
from coaching.record import Record
from coaching.told import ITEMS, Item, Passage

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 3, 12)
TEXT = "Mara confirmed the budget of 50k for Tuesday 17 March."
SAID, BELIEVED = Passage(0, len(TEXT), by_buyer=True), Passage(0, len(TEXT), by_buyer=False)


def update(day: int, facts: Facts | None = None, **more: object) -> Update:
    at = START + timedelta(days=day)
    return Update("C1", f"{day}.0", None, "U1", at=at, facts=facts or Facts(), **{"source": "person", **more})  # type: ignore[arg-type]


def record(*updates: Update, texts: bool = True) -> Record:
    return Record(updates, {(u.channel, u.ts): TEXT for u in updates} if texts else {})


def found(item: Item, *updates: Update, texts: bool = True) -> tuple[str | None, str | None]:
    """The ts of the update that tells of the item, and the quote."""
    finding = check(rebuild_deal("Tarnbeck", updates), record(*updates, texts=texts), TODAY)[item]
    return finding.update.ts if finding.update else None, finding.quote


def test_of_a_new_deal_everything_is_unknown() -> None:
    assert check(Deal("Tarnbeck"), Record(), TODAY) == dict.fromkeys(ITEMS, Finding())


def test_the_buyer_said_it_where_it_can_be_quoted() -> None:
    assert found("money", update(1, told={"money": SAID})) == ("1.0", TEXT)


def test_what_the_buyer_said_is_what_the_rep_believes_once_the_text_is_gone() -> None:
    assert found("money", update(1, told={"money": SAID}), texts=False) == ("1.0", None)


def test_once_the_message_is_gone_nothing_is_known_of_it() -> None:
    assert found("money", update(2)) == (None, None)


def test_the_latest_of_what_the_buyer_said_counts_before_what_the_rep_believes_later() -> None:
    told = [update(1, told={"money": SAID}), update(2, told={"money": SAID}), update(3, Facts(amount=9))]

    assert found("money", *told) == ("2.0", TEXT)
    assert found("money", *told, texts=False) == ("3.0", None)


@pytest.mark.parametrize(
    ("item", "believed"),
    [
        ("problem", {"signals": {"motive_known": "they lose"}}),
        ("motive", {"facts": Facts(motive="audit")}),
        ("decision_maker", {"facts": Facts(contacts=(Contact("Mara", None, "decision_maker"),))}),
        ("decision_maker", {"signals": {"decision_maker_engaged": "she signs"}}),
        ("money", {"facts": Facts(amount=45_000)}),
        ("timing", {"facts": Facts(close_date=TODAY)}),
        ("timing", {"told": {"timing": BELIEVED}}),
        ("next_step", {"facts": Facts(next_step_date=date(2026, 3, 17))}),
    ],
)
def test_facts_signals_and_forms_tell_what_the_rep_believes(item: Item, believed: dict[str, object]) -> None:
    assert found(item, update(1, **believed)) == ("1.0", None)  # type: ignore[arg-type]


def test_why_they_would_buy_in_a_form_tells_no_problem() -> None:
    form = update(1, Facts(motive="audit"), signals={"motive_known": "audit"}, source="form", sets=("motive",))

    assert found("motive", form) == ("1.0", None)
    assert found("problem", form) == (None, None)


def test_a_form_that_clears_a_field_makes_void_what_was_said_before() -> None:
    form = update(2, source="form", sets=("amount", "currency"))

    assert found("money", update(1, told={"money": SAID}), form) == (None, None)
    assert found("money", update(1), form, update(3, told={"money": SAID})) == ("3.0", TEXT)


NEXT = Facts(next_step_date=date(2026, 3, 17))


def test_a_next_step_counts_while_it_lies_ahead() -> None:
    assert found("next_step", update(1, Facts(next_step_date=date(2026, 3, 11)))) == (None, None)
    assert found("next_step", update(1, NEXT), update(2, Facts(next_step_date=date(2026, 3, 20)))) == ("2.0", None)


def test_the_buyer_agreed_to_the_next_step_where_their_words_name_its_day() -> None:
    told: dict[str, Passage] = {"next_step": SAID}

    assert found("next_step", update(1, NEXT, told=told)) == ("1.0", TEXT)
    assert found("next_step", update(1, replace(NEXT, next_step_date=date(2026, 3, 18)), told=told)) == ("1.0", None)


def test_a_closed_deal_has_no_next_step() -> None:
    assert "next_step" not in check(Deal("Tarnbeck", stage="lost"), Record(), TODAY)


tellings = st.dictionaries(
    st.sampled_from(ITEMS), st.builds(Passage, st.integers(0, 60), st.integers(0, 60), st.booleans())
)


@given(st.lists(tellings, max_size=5), st.booleans())
def test_nothing_is_said_by_the_buyer_without_words_that_stand_in_the_text(
    tellings: list[dict[Item, Passage]], kept: bool
) -> None:
    updates = [update(day, told=told) for day, told in enumerate(tellings)]

    findings = check(Deal("Tarnbeck"), record(*updates, texts=kept), TODAY).values()

    assert all(finding.quote is None or (kept and finding.quote in TEXT) for finding in findings)
    assert all(finding.update is not None for finding in findings if finding.quote)


facts = st.builds(
    Facts,
    amount=st.none() | st.just(45_000),
    stage=st.none() | st.sampled_from(["demo", "lost"]),
    contacts=st.just(()) | st.just((Contact("Mara Quist", "CFO", "decision_maker"),)),
    next_step_date=st.none() | st.dates(TODAY - timedelta(days=2), TODAY + timedelta(days=2)),
    close_date=st.none() | st.just(TODAY),
    motive=st.none() | st.just("Their audit"),
)
forms = st.lists(st.sampled_from(get_args(SetField)), max_size=3).map(tuple)
signals = st.dictionaries(st.sampled_from(["motive_known", "decision_maker_engaged"]), st.just(""))
sources = st.sampled_from(["person", "form"])


@given(st.lists(st.tuples(facts, tellings, forms, signals, sources), max_size=4), st.sets(st.sampled_from(ITEMS)))
def test_an_item_is_known_where_an_update_is_found_for_it(told: list[tuple[Any, ...]], among: set[Item]) -> None:
    updates = [
        update(day, stated, told=items, sets=sets, signals=said, source=source)
        for day, (stated, items, sets, said, source) in enumerate(told)
    ]
    deal = rebuild_deal("Tarnbeck", updates)

    known = known_items(deal, updates, TODAY, among)

    findings = check(deal, record(*updates), TODAY)
    assert known == {item for item, finding in findings.items() if finding.update and item in among}
