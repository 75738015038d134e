"""CRM posts as plain lines."""

from datetime import date
from typing import Any

import pytest
from handlers_world import unhurried
from hypothesis import given
from hypothesis import strategies as st

from coaching.reading.facts.reading import read_facts
from handlers.messages.flatten import flatten


def rich(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"blocks": [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}]}


@pytest.mark.parametrize(
    ("element", "words"),
    [
        ({"type": "text", "text": "Acme"}, "Acme"),
        ({"type": "user", "user_id": "U1"}, "<@U1>"),
        ({"type": "channel", "channel_id": "C1"}, "<#C1>"),
        ({"type": "link", "url": "https://a.example"}, "https://a.example"),
        ({"type": "date", "timestamp": 1, "format": "{date}", "fallback": "1 May 2026"}, "1 May 2026"),
        ({"type": "emoji", "name": "tada"}, ":tada:"),
    ],
)
def test_each_piece_of_rich_text_reads_as_its_words(element: dict[str, Any], words: str) -> None:
    assert flatten(rich(element)) == words


def test_a_table_reads_row_by_row() -> None:
    cell = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Won"}]}],
    }
    table = {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": "Stage"}, cell], [{"type": "raw_text", "text": ""}, None]],
    }

    assert flatten({"blocks": [table]}) == "Stage | Won"


def test_blocks_within_an_attachment_are_read() -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "Amount: 5"}}

    assert flatten({"attachments": [{"fallback": "[no preview available]", "blocks": [section]}]}) == "Amount: 5"


def test_a_block_of_a_kind_not_known_yet_gives_the_words_in_its_usual_places() -> None:
    card = {
        "type": "card",
        "title": {"type": "mrkdwn", "text": "Acme"},
        "body": {"type": "mrkdwn", "text": "Stage: Demo"},
    }

    assert flatten({"blocks": [card]}) == "Acme\nStage: Demo"


def test_the_same_words_are_said_once_whatever_their_emphasis() -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "*Acme Ltd*  moved to _Demo_"}}

    assert flatten({"text": "acme ltd moved to demo", "blocks": [section]}) == "acme ltd moved to demo"


def test_a_short_value_is_kept_though_a_longer_line_holds_it() -> None:
    fields = [{"title": "", "value": "Demo"}]

    assert flatten({"text": "Acme moved to Demo", "attachments": [{"fields": fields}]}) == "Acme moved to Demo\nDemo"


def test_a_value_that_is_a_number_is_read() -> None:
    assert flatten({"attachments": [{"fields": [{"title": "Amount", "value": 45000}]}]}) == "Amount: 45000"


@pytest.mark.parametrize("mark", ["is_msg_unfurl", "from_url", "original_url", "is_app_unfurl"])
def test_unfurled_links_are_left_out(mark: str) -> None:
    assert flatten({"attachments": [{mark: "https://a.example", "text": "A bakery won $90,000"}]}) == ""


def test_blocks_nested_beyond_reason_are_not_followed() -> None:
    node: Any = "deep"
    for _ in range(5000):
        node = {"type": "x", "elements": [node]}

    assert flatten({"text": "Acme", "blocks": [node]}) == "Acme"


@unhurried
@given(
    st.dictionaries(
        st.sampled_from(["text", "blocks", "attachments"]),
        st.recursive(
            st.none() | st.integers() | st.text(max_size=8),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(
                        ["type", "text", "fields", "elements", "rows", "blocks", "value", "title", "fallback"]
                    ),
                    inner,
                )
            ),
            max_leaves=12,
        ),
    )
)
def test_any_shape_gives_lines_without_repeats(message: dict[str, Any]) -> None:
    lines = flatten(message).splitlines()

    assert all(isinstance(line, str) for line in lines)


def test_a_hubspot_attachment_reads_as_the_deal_that_it_tells_of() -> None:
    attachment = {
        "fallback": "Deal updated: Initech",
        "pretext": "Deal updated",
        "title": "Initech",
        "fields": [
            {"title": "Amount", "value": "$20,000", "short": True},
            {"title": "Stage", "value": "Contract sent", "short": True},
        ],
    }

    facts = read_facts(flatten({"text": "", "attachments": [attachment]}), date(2026, 2, 11))

    assert (facts.company, facts.amount, facts.currency, facts.stage) == ("Initech", 20_000, "USD", "negotiation")


def test_a_pipedrive_alert_reads_as_the_lost_deal_of_its_organisation() -> None:
    said = 'Deal "Hooli rollout" was lost: price. Value $9,000. Organization: Hooli'

    facts = read_facts(flatten({"attachments": [{"fallback": said}]}), date(2026, 2, 11))

    assert (facts.company, facts.amount, facts.currency, facts.stage) == ("Hooli", 9_000, "USD", "lost")
