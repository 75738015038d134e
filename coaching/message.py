"""What Slack tells us about one message, in our words: it was posted, edited or deleted."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Source = Literal["person", "crm", "form"]
"""Where an update comes from: a person's message, an allow-listed CRM app's, or a command or form filled in."""


@dataclass(frozen=True, slots=True)
class Tenant:
    """The Slack workspace (and, on Enterprise Grid, organisation) that installed the bot; every row carries it."""

    team: str
    enterprise: str = ""

    @property
    def key(self) -> str:
        """The tenant as one stable string, the first column of every key in storage."""
        return f"{self.enterprise}:{self.team}" if self.enterprise else self.team


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the workspace: Slack user id, display name, IANA time zone (`UTC` where Slack names none)."""

    id: str
    name: str
    tz: str = "UTC"


@dataclass(frozen=True, slots=True)
class Posted:
    """A message as it stands now; `edited` when this is a new version of an earlier one.

    `ts` names the message within its channel; `cause_ts` is the `ts` of the event that told us (they differ for an
    edit); `thread_ts` is the `ts` of the thread's first message for a reply, else None. `at` is when that event
    happened and `posted_at` when the message was first posted, both aware UTC. `author` is the user id, or for a CRM
    post the app's name. `text` is Slack mrkdwn with entities (`&amp;`) already resolved and never empty. `private`
    says that only the channel's members can read it.
    """

    channel: str
    ts: str
    cause_ts: str
    thread_ts: str | None
    author: str
    source: Source
    text: str
    at: datetime
    posted_at: datetime
    edited: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class Deleted:
    """A message is gone; fields as in `Posted`."""

    channel: str
    ts: str
    cause_ts: str
    at: datetime


_MEMBER = re.compile(r"[UW][A-Z0-9]{2,}")


def is_member(user: str | None) -> bool:
    """Whether this is the id of somebody in Slack, and not a name or nobody."""
    return bool(user and _MEMBER.fullmatch(user))


NOBODY = "deleted member"
"""Who wrote or owns something once its author has had everything about them deleted."""
