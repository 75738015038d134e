"""A replay's outcomes and deals as the JSON lines that programs read."""

import json
from typing import Any

from coaching.deal import Deal
from coaching.outcome import Outcome


def outcome_line(outcome: Outcome) -> str:
    """One decision or effect as a line of JSON."""
    shown = {
        "at": outcome.at.isoformat(),
        "ts": outcome.ts,
        "channel": outcome.channel,
        "user": outcome.user,
        "deal": outcome.deal,
        "action": outcome.action,
        "play": outcome.play,
        "evidence": outcome.evidence,
        "reason": outcome.reason,
        "to": outcome.to,
    }
    return _dump(shown)


def deal_line(deal: Deal) -> str:
    """One deal as it stands at the end as a line of JSON; people are named by name, or by title where that is all."""
    decides = deal.decision_maker
    shown = {
        "deal": deal.name,
        "amount": deal.amount,
        "currency": deal.currency,
        "stage": deal.stage,
        "next_step": deal.next_step,
        "next_step_date": deal.next_step_date.isoformat() if deal.next_step_date else None,
        "decision_maker": (decides.name or decides.title) if decides else None,
        "owner": deal.owner,
        "contacts": [{"name": person.name, "title": person.title} for person in deal.contacts],
        "updates": deal.updates,
    }
    return _dump(shown)


def _dump(shown: dict[str, Any]) -> str:
    return json.dumps(shown, ensure_ascii=False) + "\n"
