"""The facts that one deal update states, each None or empty when the message does not say."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Stage = Literal["prospecting", "discovery", "demo", "proposal", "negotiation", "won", "lost"]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""Stages in the order in which a deal passes them; `won` and `lost` close it."""
CLOSED_STAGES: frozenset[Stage] = frozenset({"won", "lost"})

Role = Literal["decision_maker", "champion", "gatekeeper", "user"]
"""A contact's part in the decision; a `user` will work with what is bought, and is only named in forms."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A person on the buyer's side; name or title may be unknown, never both.

    `role` is what the text says of their part in the decision; `met` is true when the text says that we have spoken
    with them or that they take part (in the room, on the call, replied to us).
    """

    name: str | None
    title: str | None
    role: Role | None = None
    met: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What one message states about a deal.

    `company` is the prospect as written, without "deal" or "account" around it; `amount` is the deal's value in whole
    currency units ("$45k" is 45000), `currency` its ISO 4217 code when a sign or code states it; `next_step` is the
    clause that says what comes next, as written; `next_step_date` is that step's date on the author's calendar;
    `competitors` are vendors named as rivals; `later_date` is the day from which the buyer wants to hear of it again.
    `owner` is the Slack user id of the rep for whom a manager posts ("for <@U1>"), or of the new owner when a deal is
    handed over. Only forms state `close_date`, the day on which the deal should be signed, and `motive`, why they would
    buy, in the rep's words.
    """

    company: str | None = None
    amount: int | None = None
    currency: str | None = None
    stage: Stage | None = None
    next_step: str | None = None
    next_step_date: date | None = None
    contacts: tuple[Contact, ...] = ()
    competitors: tuple[str, ...] = ()
    later_date: date | None = None
    owner: str | None = None
    close_date: date | None = None
    motive: str | None = None
