"""An example of a timed play: a deal in a few words, as it stands on an ordinary Monday."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Annotated

from pydantic import Field

from coaching.business_days import BusinessDays
from coaching.deal import Update
from coaching.facts import CLOSED_STAGES, Contact, Facts, Stage
from coaching.play_file import Content
from coaching.timed.seen import Seen, see

EXAMPLES_DAY = date(2026, 3, 2)
"""The Monday on which all examples are looked at."""
_PLAIN = BusinessDays()
_NOON = time(12)
Ago = Annotated[int, Field(ge=0, le=250)]
Away = Annotated[int, Field(ge=-250, le=250)]


class DealExample(Content):
    """A deal in a few words; whatever is left out is not known of it.

    `stage_since`, `chased` (we wrote and got no answer), `replied`, `review_booked` and `updated` are business days
    ago; `next_step`, `close_date` and `come_back` (the buyer wants to hear of it again) business days from today, those
    that have passed negative. `close_moves` is how often the close date was put off, `people` how many are known there.
    """

    stage: Stage | None = None
    stage_since: Ago | None = None
    updated: Ago = 0
    chased: Ago | None = None
    replied: Ago | None = None
    review_booked: Ago | None = None
    next_step: Away | None = None
    step: str = "call with the buyer"
    close_date: Away | None = None
    come_back: Away | None = None
    close_moves: Annotated[int, Field(ge=0, le=20)] = 0
    people: Annotated[int, Field(ge=0, le=20)] = 0
    decision_maker: bool = False
    amount: int | None = None
    transactional: bool = False

    def seen(self) -> Seen:
        """The deal with the updates that tell so."""
        return see("Acme", self._updates(), EXAMPLES_DAY, UTC, _PLAIN)

    def _updates(self) -> Iterator[Update]:
        opened = max(days or 0 for days in (self.stage_since, self.chased, self.replied, self.review_booked))
        opened = max(opened, self.updated)
        yield _update(opened + 1, Facts(owner="U0ANA", contacts=self._people(), amount=self.amount))
        if self.stage is not None and self.stage not in CLOSED_STAGES:
            yield _update(self.updated if self.stage_since is None else self.stage_since, Facts(stage=self.stage))
        for signal, ago in (
            ("buyer_silent", self.chased),
            ("buyer_replied", self.replied),
            ("review_booked", self.review_booked),
        ):
            if ago is not None:
                yield _update(ago, Facts(), signal)
        for move in range(self.close_moves, 0, -1):
            yield _update(
                self.updated + move, Facts(close_date=_PLAIN.away(EXAMPLES_DAY, (self.close_date or 0) - move))
            )
        yield _update(self.updated, self._latest(), *(["transactional"] if self.transactional else []))

    def _latest(self) -> Facts:
        step, close, back = self.next_step, self.close_date, self.come_back
        return Facts(
            stage=self.stage if self.stage in CLOSED_STAGES else None,
            next_step=None if step is None else self.step,
            next_step_date=None if step is None else _PLAIN.away(EXAMPLES_DAY, step),
            close_date=None if close is None else _PLAIN.away(EXAMPLES_DAY, close),
            later_date=None if back is None else _PLAIN.away(EXAMPLES_DAY, back),
        )

    def _people(self) -> tuple[Contact, ...]:
        decides = (Contact("Dana Moss", "CFO", "decision_maker", met=True),) if self.decision_maker else ()
        others = (Contact(f"Contact {'ABCDEFGHIJKLMNOPQRST'[number]}", None, met=True) for number in range(self.people))
        return (*decides, *list(others)[len(decides) :])


def _update(ago: int, facts: Facts, *signals: str) -> Update:
    """An update of so many business days ago, at noon; what is said on one day is said in this order."""
    at = datetime.combine(_PLAIN.away(EXAMPLES_DAY, -ago), _NOON, UTC)
    said = dict.fromkeys(signals, "")
    return Update("C0DEALS", f"{at.timestamp():.0f}.{ago:06}", None, "U0ANA", "person", at, facts, said)
