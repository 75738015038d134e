"""A model's answer is taken by its shape alone, whatever stands around it; anything else is refused as a whole."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stub_model import NOTHING, claim

from coaching.reading.claims import Claims, claims_schema, parse_claims


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "\n {} \n",
        "```json\n{}\n```",
        "Here is what the message states:\n{}",
        '<think>Is it {{"is_deal_update": false}}? No.</think>{}',
    ],
)
def test_the_object_is_found_whatever_stands_around_it(around: str) -> None:
    assert parse_claims(around.format(claim(company="Corrib"))) == Claims(is_deal_update=True, company="Corrib")


def test_what_is_left_out_null_blank_or_unheard_of_counts_as_not_stated() -> None:
    said = {"is_deal_update": True, "company": " ", "contacts": None, "plays": None, "mood": "good"}

    assert parse_claims(json.dumps(said)) == Claims(is_deal_update=True)


def test_a_person_of_whom_nothing_is_said_was_not_met() -> None:
    (contact,) = parse_claims(claim(contacts=[{"name": "Joyce", "met": None}])).contacts

    assert (contact.name, contact.met) == ("Joyce", False)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "I cannot help with that.",
        "{",
        "}{",
        "[]",
        "null",
        "{}",
        '{"is_deal_update": "perhaps"}',
        claim() + claim(),
        claim()[:-1],
        claim(amount="45k"),
        claim(amount=float("nan")),
        claim(amount=float("inf")),
        claim(plays=[{"play": "a", "evidence": "b"}]),
        claim(plays=[{"play": "a", "confidence": 1.5, "evidence": "b"}]),
        claim(plays="none"),
        claim(competitors=["x"] * 41),
        claim(company=["Corrib"]),
        "[" * 100_000 + '{"a":' * 100_000,
    ],
)
def test_an_answer_of_another_shape_is_refused(answer: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  every way to be wrong is this one error
        parse_claims(answer)


def json_values() -> st.SearchStrategy[Any]:
    """Whatever JSON can say."""
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    return st.recursive(leaves, lambda child: st.lists(child) | st.dictionaries(st.text(max_size=8), child))


@given(answer=st.text() | json_values().map(json.dumps) | st.builds(claim, **dict.fromkeys(NOTHING, json_values())))
def test_any_answer_is_taken_or_refused_and_nothing_else(answer: str) -> None:
    try:
        claims = parse_claims(answer)
    except ValueError:
        return

    assert isinstance(claims.is_deal_update, bool)


def objects_of(schema: Any) -> list[dict[str, Any]]:
    """Every object in a schema."""
    if isinstance(schema, list):
        return [found for part in schema for found in objects_of(part)]
    if not isinstance(schema, dict):
        return []
    own = [schema] if schema.get("type") == "object" else []
    return own + [found for part in schema.values() for found in objects_of(part)]


def test_the_schema_is_strict_and_names_what_is_known() -> None:
    schema = claims_schema(["b_play", "a_play"], ["silent"])

    assert list(schema["properties"]) == list(NOTHING) == list(Claims.model_fields)
    assert schema["properties"]["plays"]["items"]["properties"]["play"]["enum"] == ["a_play", "b_play"]
    for found in objects_of(schema):
        assert found["required"] == list(found["properties"])
        assert found["additionalProperties"] is False
