"""Whose workspace a body is for, and by what name an event is known again."""

from typing import Any

import pytest
from handlers_world import payload, unhurried
from hypothesis import given
from hypothesis import strategies as st

from coaching.message import Tenant
from handlers.envelope import event_id, is_stranger, tenant_of


@pytest.mark.parametrize(
    "name", ["message", "slash_deal", "click_on_more", "view_submission", "stranger_over_slack_connect"]
)
def test_events_commands_clicks_and_views_of_one_workspace_have_one_tenant(name: str) -> None:
    assert tenant_of(payload(name)) == Tenant("T0SALES")


def test_on_enterprise_grid_the_tenant_is_the_installation_that_the_event_is_for() -> None:
    assert tenant_of(payload("enterprise_grid")) == Tenant("T0EMEA", "E0GROUP")


def test_a_click_on_enterprise_grid_has_the_tenant_of_the_events_there() -> None:
    click = {**payload("click_on_more"), "team": {"id": "T0EMEA"}, "enterprise": {"id": "E0GROUP", "name": "Group"}}

    assert tenant_of(click) == Tenant("T0EMEA", "E0GROUP")


def test_an_event_is_known_by_slacks_id_for_it() -> None:
    assert event_id(payload("message")) == "Ev0001"


def test_a_recorded_event_without_an_id_is_known_by_what_it_says() -> None:
    first, again, other = payload("message"), payload("message"), payload("thread_reply")
    for body in (first, again, other):
        del body["event_id"]

    assert event_id(first) == event_id(again)
    assert event_id(first) != event_id(other)


@pytest.mark.parametrize(
    ("change", "stranger"),
    [
        ({}, False),
        ({"user": {"id": "U0OTHER", "team_id": "T0PARTNER"}}, True),
        ({"user": {"id": "U0OTHER", "team_id": "T0APAC"}, "enterprise": {"id": "E0GROUP"}}, False),
        ({"user": {"id": "U0ANA"}}, False),
    ],
)
def test_people_of_a_connected_workspace_are_strangers(change: dict[str, Any], stranger: bool) -> None:
    assert is_stranger({**payload("click_on_more"), **change}) is stranger


@unhurried
@given(
    st.dictionaries(
        st.sampled_from(
            ["event", "event_id", "authorizations", "team", "team_id", "enterprise", "enterprise_id", "user"]
        ),
        st.recursive(
            st.none() | st.text(max_size=3),
            lambda i: st.lists(i) | st.dictionaries(st.sampled_from(["id", "team_id"]), i),
        ),
    )
)
def test_broken_bodies_have_a_tenant_and_a_name_all_the_same(body: dict[str, Any]) -> None:
    assert isinstance(tenant_of(body).key, str)
    assert event_id(body) == event_id(dict(body))
