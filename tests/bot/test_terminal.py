"""Block Kit and mrkdwn read well on a terminal without colour, markup or control characters."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mrkdwn_text import mrkdwn_as_plain, mrkdwn_as_text
from bot.terminal import blocks_as_text

NAMES = {"U1": "Anna Berg", "C1": "deals"}


def drawn(*blocks: dict[str, Any]) -> str:
    return blocks_as_text(blocks, NAMES).plain


@pytest.mark.parametrize(
    ("mrkdwn", "shown"),
    [
        ("*Tarnbeck* is _open_", "Tarnbeck is open"),
        ("ask <@U1> in <#C1|deals>", "ask @Anna Berg in #deals"),
        ("<@U9> left", "@U9 left"),
        ("see <https://example.com/a|the plan>", "see the plan"),
        ("see <https://example.com/a>", "see https://example.com/a"),
        ("Dyer &amp; Sons &lt;new&gt;", "Dyer & Sons <new>"),
        ("<!date^1772440000^{date}|2 March>", "2 March"),
        ("<!here> look", "@here look"),
        ("> quoted", "| quoted"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("~old~ `code`", "old code"),
        ("beep \x07\x1b[31mred", "beep [31mred"),
    ],
)
def test_mrkdwn_is_shown_as_slack_would_without_its_markup(mrkdwn: str, shown: str) -> None:
    assert mrkdwn_as_text(mrkdwn, NAMES).plain == shown


def test_several_lines_become_one_where_one_is_wanted() -> None:
    assert mrkdwn_as_plain("one\n\n *two*  three", NAMES) == "one two three"


def test_a_header_is_underlined_so_that_it_needs_no_colour() -> None:
    assert drawn({"type": "header", "text": {"type": "plain_text", "text": "Tarnbeck"}}) == "Tarnbeck\n========"


def test_fields_are_lines_of_label_and_value() -> None:
    fields = [{"type": "mrkdwn", "text": "*Stage*\nProposal"}, {"type": "mrkdwn", "text": "*Amount*\n€40,000"}]

    assert drawn({"type": "section", "fields": fields}) == "Stage: Proposal\nAmount: €40,000"


def test_buttons_menus_and_feedback_are_named_in_brackets() -> None:
    done = {"type": "button", "text": {"type": "plain_text", "text": "Done"}}
    more = {"type": "overflow", "options": [{"text": {"type": "plain_text", "text": word}} for word in ("Why", "Mute")]}
    feedback = {
        "type": "feedback_buttons",
        "positive_button": {"text": {"type": "plain_text", "text": "Helpful"}},
        "negative_button": {"text": {"type": "plain_text", "text": "Not now"}},
    }

    text = drawn({"type": "actions", "elements": [done, more]}, {"type": "context_actions", "elements": [feedback]})

    assert text == "[Done]  [Why | Mute]\n[Helpful]  [Not now]"


def test_context_and_dividers_and_tables_keep_their_order() -> None:
    context = {"type": "context", "elements": [{"type": "mrkdwn", "text": "a"}, {"type": "plain_text", "text": "b"}]}
    table = {
        "type": "table",
        "rows": [
            [{"type": "raw_text", "text": "Deal"}, {"type": "raw_text", "text": "Stage"}],
            [{"type": "raw_text", "text": "Tarnbeck Mills"}, {"type": "raw_text", "text": "Demo"}],
        ],
    }

    text = drawn(context, {"type": "divider"}, table)

    assert text.split("\n") == ["a  -  b", "", "-" * 24, "", "Deal            Stage", "Tarnbeck Mills  Demo"]


def test_a_block_of_an_unknown_kind_shows_the_words_that_it_holds() -> None:
    body = {"type": "mrkdwn", "text": "*ok*"}
    card = {"type": "card", "title": {"type": "plain_text", "text": "Tarnbeck"}, "body": body}
    rich = {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [{"type": "user", "user_id": "U1"}, {"type": "text", "text": "hi"}],
            }
        ],
    }

    assert drawn(card) == "Tarnbeck ok"
    assert drawn(rich) == "@Anna Berg hi"


def test_an_empty_block_leaves_no_empty_line() -> None:
    words = {"type": "section", "text": {"type": "mrkdwn", "text": "x"}}

    assert drawn({"type": "section"}, {"type": "header"}, words) == "x"


@given(st.text())
def test_any_text_is_shown_without_control_characters(text: str) -> None:
    shown = mrkdwn_as_text(text, NAMES).plain

    assert not [c for c in shown if ord(c) < 32 and c not in "\n\t"]


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "text", "fields", "elements", "options", "rows", "accessory", "label"]), inner
        )
    ),
    max_leaves=10,
)
KINDS = st.sampled_from(
    ["header", "section", "context", "actions", "divider", "table", "image", "context_actions", "rich_text", "x"]
)


@given(KINDS, st.dictionaries(st.sampled_from(["text", "fields", "elements", "rows", "accessory"]), JSON))
def test_no_block_crashes_the_drawing(kind: str, block: dict[str, Any]) -> None:
    assert isinstance(drawn({**block, "type": kind}), str)
