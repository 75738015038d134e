"""The scorer counts a fact right, wrong or missed as a careful reader would, writer by writer."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reading.score_facts import Labelled, Tally, add_up, load_labelled, plain_name, score_facts
from coaching.facts import Contact, Facts

DAY = date(2026, 2, 11)


def tally_of(field: str, said: Facts, **stated: Any) -> Tally:
    scored = score_facts([Labelled("A", "any text", DAY, stated)], lambda text, today: said)
    return scored["A"][field]


def test_a_fact_that_agrees_with_its_label_is_right() -> None:
    said = Facts(company="Acme", amount=40_000, stage="demo", next_step_date=date(2026, 2, 17))

    assert tally_of("amount", said, amount=40_000) == Tally(right=1)
    assert tally_of("stage", said, stage="demo") == Tally(right=1)
    assert tally_of("next_step_date", said, next_step_date="2026-02-17") == Tally(right=1)


def test_another_value_than_the_label_is_both_wrong_and_missed() -> None:
    assert tally_of("amount", Facts(amount=4_000), amount=40_000) == Tally(wrong=1, missed=1)


def test_a_fact_that_nobody_stated_is_wrong_and_one_that_is_not_said_is_missed() -> None:
    assert tally_of("stage", Facts(stage="demo"), stage=None) == Tally(wrong=1)
    assert tally_of("stage", Facts(), stage="demo") == Tally(missed=1)


@pytest.mark.parametrize("said", ["Łódź Tools GmbH", "lodz tools", "Łódź Tools"])
def test_a_company_counts_whatever_its_legal_form_accents_and_case(said: str) -> None:
    assert plain_name(said)[-5:] == "tools"
    assert tally_of("company", Facts(company="Kvarn Foods AB"), company="Kvarn Foods") == Tally(right=1)


def test_a_short_name_is_no_part_of_a_longer_one() -> None:
    assert tally_of("company", Facts(company="Ano"), company="Anobel") == Tally(wrong=1, missed=1)


def test_each_person_counts_by_name_and_a_title_alone_does_not() -> None:
    said = Facts(contacts=(Contact("Ana Couto", "COO"), Contact("Bert", None), Contact(None, "CFO")))

    tally = tally_of("names", said, contacts=[{"name": "Ana", "title": None}, {"name": "Ana Couto"}, {"name": "Carla"}])

    assert tally == Tally(right=1, wrong=1, missed=2)


def test_messages_that_are_no_deal_updates_and_chat_are_left_out(tmp_path: Path) -> None:
    line = {"text": "Acme signed", "date": "2026-02-11", "is_deal_update": True, "fields": {"company": "Acme"}}
    (tmp_path / "A.jsonl").write_text(json.dumps(line) + "\n" + json.dumps(line | {"is_deal_update": False}), "utf-8")
    (tmp_path / "chat.jsonl").write_text('{"text": "no labels here"}', "utf-8")

    assert load_labelled(tmp_path) == [Labelled("A", "Acme signed", DAY, {"company": "Acme"})]


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=1))
def test_the_writers_together_have_what_each_has(counts: list[tuple[int, int, int]]) -> None:
    by_writer = {
        str(at): dict.fromkeys(("company", "amount", "currency", "next_step_date", "stage", "names"), Tally(*count))
        for at, count in enumerate(counts)
    }

    total = add_up(by_writer)["stage"]

    assert (total.right, total.wrong, total.missed) == tuple(map(sum, zip(*counts, strict=True)))


def test_shares_of_nothing_are_none() -> None:
    assert (Tally().precision, Tally().recall) == (None, None)
    assert (Tally(3, 1, 2).precision, Tally(3, 1, 2).recall) == (0.75, 0.6)
