"""What surrounds an event or a click: whose workspace it is for, who did it, and by what name we know it again."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from coaching.message import Tenant


def tenant_of(body: Mapping[str, Any]) -> Tenant:
    """The installation that `body` is for: an event, a slash command, a click or a submitted view.

    In channels shared over Slack Connect the author may belong to another workspace, so the first authorization counts
    and never the event's own team. A body that names no team gives a tenant with an empty team.
    """
    first = _first_authorization(body)
    team = word(first, "team_id") or _id_of(body.get("team")) or word(body, "team_id")
    enterprise = word(first, "enterprise_id") or _id_of(body.get("enterprise")) or word(body, "enterprise_id")
    return Tenant(team=team or word(mapping(body.get("user")), "team_id"), enterprise=enterprise)


def event_id(body: Mapping[str, Any]) -> str:
    """Slack's `event_id`, the same in every retry; without one, a name made of what the event says, equally stable."""
    given = word(body, "event_id")
    if given:
        return given
    said = json.dumps([tenant_of(body).key, body.get("event")], sort_keys=True, default=str)
    return f"said-{hashlib.sha256(said.encode()).hexdigest()[:32]}"


def is_stranger(body: Mapping[str, Any]) -> bool:
    """Whether a click comes from another workspace, over Slack Connect; within one Enterprise Grid nobody is."""
    tenant, home = tenant_of(body), word(mapping(body.get("user")), "team_id")
    return bool(home and tenant.team and not tenant.enterprise and home != tenant.team)


def _first_authorization(body: Mapping[str, Any]) -> Mapping[str, Any]:
    authorizations = body.get("authorizations")
    return mapping(authorizations[0]) if isinstance(authorizations, list) and authorizations else {}


def _id_of(team: Any) -> str:
    """The id in a click's `team` or `enterprise`, which is an object there and null for some installations."""
    return word(mapping(team), "id")


def mapping(value: Any) -> Mapping[str, Any]:
    """`value` if it is an object, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def word(holder: Mapping[str, Any], key: str) -> str:
    """The string at `key`, or an empty one where Slack sends null, nothing, or something else."""
    value = holder.get(key)
    return value if isinstance(value, str) else ""
