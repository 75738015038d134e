"""How asking a language model can end, as the logs and the figures call it."""

from typing import Literal

Outcome = Literal[
    "read",
    "timeout",
    "unreachable",
    "rate_limited",
    "server_error",
    "rejected",
    "refusal",
    "invalid_answer",
    "budget_spent",
    "resting",
]
"""`read`, and else why the local reading stands: no answer in time; no connection; 429; 5xx; another refusal by the
server (a wrong key, an unknown model); the model's own refusal; an answer that is none; no more requests today; a pause
after a failure."""
PAUSES: frozenset[Outcome] = frozenset({"budget_spent", "resting"})
"""The model was not even asked."""


class NotReadError(Exception):
    """The model has not read the message; `outcome` says why, and `detail` what an operator needs to mend it.

    Neither holds words of the message or the key.
    """

    def __init__(self, outcome: Outcome, detail: str = "") -> None:
        super().__init__(f"{outcome}: {detail}" if detail else outcome)
        self.outcome = outcome
        self.detail = detail
