"""What intake makes of Slack's bodies."""

from datetime import UTC, datetime
from typing import Any

import pytest
from handlers_world import payload, unhurried
from hypothesis import example, given
from hypothesis import strategies as st

from coaching.message import Deleted, Posted
from handlers.messages.intake import OwnIds, understand

OWN = OwnIds(app_id="A0COACH", bot_id="B0COACH", user_id="U0COACH", team="T0SALES")
CRM_APPS = ("HubSpot", "Salesforce", "Pipedrive")


def read(name: str) -> Posted | Deleted | None:
    return understand(payload(name), OWN, CRM_APPS)


def read_posted(name: str) -> Posted:
    posted = read(name)
    assert isinstance(posted, Posted)
    return posted


def body_of(event: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "event_callback",
        "team_id": "T0SALES",
        "event": {"type": "message", "channel": "C1", **event},
        **more,
    }


def test_a_new_message_keeps_its_mentions_and_gets_its_entities_resolved() -> None:
    posted = read_posted("message")

    assert posted == Posted(
        channel="C0DEALS",
        ts="1772443800.000100",
        cause_ts="1772443800.000100",
        thread_ts=None,
        author="U0ANA",
        source="person",
        text="Call with Tarnbeck & Sons went well, <@U0BEN> joined. Budget > $45k, waiting to hear back",
        at=datetime(2026, 3, 2, 9, 30, 0, 100, tzinfo=UTC),
        posted_at=datetime(2026, 3, 2, 9, 30, 0, 100, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("told", "private"),
    [
        ({"channel_type": "channel"}, False),
        ({"channel_type": "group"}, True),
        ({"channel_type": "mpim"}, True),
        ({}, True),
    ],
)
def test_a_channel_that_does_not_say_that_it_is_public_counts_as_private(told: dict[str, Any], private: bool) -> None:
    posted = understand(body_of({"user": "U1", "text": "Acme won", "ts": "1.000001", **told}), OWN, ())

    assert isinstance(posted, Posted)
    assert posted.private == private


def test_an_entity_is_resolved_once_so_that_a_typed_entity_stays_as_typed() -> None:
    body = body_of({"user": "U1", "text": "write &amp;lt; for &lt;", "ts": "1.000001"})

    posted = understand(body, OWN, ())

    assert isinstance(posted, Posted)
    assert posted.text == "write &lt; for <"


@pytest.mark.parametrize("name", ["thread_reply", "thread_broadcast"])
def test_a_reply_belongs_to_its_thread(name: str) -> None:
    assert read_posted(name).thread_ts == "1772443800.000100"


def test_the_first_message_of_a_thread_is_no_reply() -> None:
    body = body_of({"user": "U1", "text": "Acme call", "ts": "5.000001", "thread_ts": "5.000001"})

    posted = understand(body, OWN, ())

    assert isinstance(posted, Posted)
    assert posted.thread_ts is None


@pytest.mark.parametrize("name", ["file_share", "me_message"])
def test_words_beside_a_file_and_words_of_a_me_message_are_taken(name: str) -> None:
    assert "Tarnbeck" in read_posted(name).text


def test_an_edit_is_the_message_as_it_reads_now_with_the_time_of_the_edit() -> None:
    posted = read_posted("message_changed")

    assert posted.edited
    assert posted.text == "Call with Tarnbeck went well, review of the offer on Thursday"
    assert (posted.ts, posted.cause_ts) == ("1772443800.000100", "1772444000.000600")
    assert posted.posted_at < posted.at == datetime(2026, 3, 2, 9, 33, 20, 600, tzinfo=UTC)


def test_an_edit_whose_earlier_version_slack_does_not_tell_is_taken() -> None:
    body = payload("message_changed")
    del body["event"]["previous_message"]

    posted = understand(body, OWN, ())

    assert isinstance(posted, Posted)
    assert posted.edited


@pytest.mark.parametrize(
    ("name", "cause_ts"),
    [
        ("message_deleted", "1772444200.000900"),
        ("message_deleted_in_a_thread", "1772444300.001000"),
        ("message_changed_to_nothing", "1772444100.000800"),
    ],
)
def test_a_message_is_gone_when_deleted_or_left_without_words(name: str, cause_ts: str) -> None:
    gone = read(name)

    assert isinstance(gone, Deleted)
    assert (gone.channel, gone.ts, gone.cause_ts) == ("C0DEALS", "1772443800.000100", cause_ts)


@pytest.mark.parametrize(
    "name",
    [
        "message_changed_by_an_unfurl",
        "own_post",
        "own_edit_that_names_only_the_bot",
        "own_post_deleted",
        "other_bot",
        "channel_join",
        "direct_message",
        "text_null",
        "file_share_without_words",
        "stranger_over_slack_connect",
        "slash_deal",
        "click_on_more",
    ],
)
def test_what_is_none_of_our_business_is_left_alone(name: str) -> None:
    assert read(name) is None


def test_our_own_app_in_another_workspace_of_a_shared_channel_is_still_ours() -> None:
    body = body_of({"bot_id": "B9", "text": "x", "ts": "1.000001", "bot_profile": {"app_id": "A9"}}, api_app_id="A9")

    assert understand(body, OwnIds(), ("B9",)) is None


def test_unknown_own_ids_do_not_make_everybody_us() -> None:
    assert isinstance(understand(payload("message"), OwnIds(), ()), Posted)


def test_colleagues_from_another_workspace_of_one_enterprise_are_no_strangers() -> None:
    body = payload("enterprise_grid")
    body["event"]["user_team"] = "T0APAC"

    assert isinstance(understand(body, OWN, ()), Posted)


def test_a_hubspot_post_is_read_from_its_blocks_without_repeats_and_without_buttons() -> None:
    posted = read_posted("hubspot_blocks")

    assert (posted.author, posted.source) == ("HubSpot", "crm")
    assert posted.text.splitlines() == [
        "Deal moved: Quarrymoor Ltd",
        "*Priya* moved the deal to *Proposal*",
        "Amount: $62,000",
        "Close date: 30 April 2026",
        "Next: review with <@U0ANA> on Thursday",
        "CFO: Mara Quist",
        "Rival: Northwind",
        "Pipeline: New business",
    ]


def test_a_salesforce_post_is_read_from_its_attachments_without_unfurled_links() -> None:
    posted = read_posted("salesforce_attachments")

    assert posted.text.splitlines() == [
        "Opportunity updated",
        "Glenmarsh Foods",
        "Stage changed to Negotiation",
        "Amount: EUR 38,500",
        "Close Date: 2026-04-15",
    ]


def test_a_post_with_nothing_but_a_fallback_is_read_from_that() -> None:
    posted = read_posted("pipedrive_fallback_only")

    assert (posted.author, posted.text) == ("pipedrive", "Brightwater Clinics & Co: deal won, $18,000")


@pytest.mark.parametrize("listed", ["hubspot", " HUBSPOT ", "B0HUBSPOT", "a0hubspot"])
def test_a_crm_app_may_be_listed_by_name_or_id_in_any_case(listed: str) -> None:
    assert isinstance(understand(payload("hubspot_blocks"), OWN, [listed]), Posted)


@pytest.mark.parametrize("listed", ["Hub", "HubSpotter", "", "Salesforce"])
def test_a_crm_app_under_another_name_is_not_heard(listed: str) -> None:
    assert understand(payload("hubspot_blocks"), OWN, [listed]) is None


def test_an_edit_of_a_crm_post_counts_when_its_blocks_change_under_the_same_text() -> None:
    post = payload("hubspot_blocks")["event"]
    changed = {**post, "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "Stage: Won"}}]}
    event = {"subtype": "message_changed", "message": changed, "previous_message": post, "ts": "1772449000.000001"}

    posted = understand(body_of(event), OWN, CRM_APPS)

    assert isinstance(posted, Posted)
    assert posted.text.endswith("Stage: Won")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
KEYS = [
    "type",
    "subtype",
    "channel",
    "channel_type",
    "user",
    "text",
    "ts",
    "thread_ts",
    "deleted_ts",
    "message",
    "previous_message",
    "bot_id",
    "app_id",
    "bot_profile",
    "username",
    "blocks",
    "attachments",
    "user_team",
]
VALUES = ["message", "message_changed", "message_deleted", "tombstone", "1.000001", "U1", "HubSpot"]
EVENT = st.dictionaries(st.sampled_from(KEYS), ANYTHING | st.sampled_from(VALUES))
NESTED = st.builds(
    lambda outer, inner, before: {**outer, "message": inner, "previous_message": before}, EVENT, EVENT, EVENT
)


@unhurried
@given(event=EVENT | NESTED | ANYTHING, envelope=ANYTHING)
@example(
    event={"type": "message", "subtype": ["bot_message"], "channel": "C", "user": "U", "text": "x", "ts": "1"},
    envelope=None,
)
@example(event={"type": "message", "channel": "C", "user": "U", "text": "\ud800\x00", "ts": "1"}, envelope=[None])
@example(event={"type": "message", "channel": "C", "user": "U", "text": "x", "ts": "99999999999999999999"}, envelope={})
def test_no_body_however_broken_makes_it_raise(event: Any, envelope: Any) -> None:
    if isinstance(event, dict):
        event = {"type": "message", **event}
    body = {"event": event, "authorizations": envelope, "team_id": envelope, "api_app_id": envelope}

    meaning = understand(body, OWN, CRM_APPS)

    assert meaning is None or meaning.at.tzinfo is UTC
    if isinstance(meaning, Posted):
        assert meaning.text.strip()
        assert meaning.text.encode()
        assert meaning.author


@pytest.mark.parametrize("body", [None, [], "message", {"event": None}, {}])
def test_what_is_no_body_at_all_is_nothing(body: Any) -> None:
    assert understand(body, OWN, CRM_APPS) is None
