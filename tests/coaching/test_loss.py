"""The review of a loss: the last one of this loss, told only where the update that holds it is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from coaching.deal import Deal, LossReview, Update
from coaching.facts import Facts
from coaching.loss import review_of

LOST_AT = datetime(2026, 3, 9, 8, tzinfo=UTC)
LOST = Deal("Acme", stage="lost", closed_at=LOST_AT)


def update(days: int, why: str | None) -> Update:
    at = LOST_AT + timedelta(days=days)
    review = LossReview(why, told_by_buyer=True) if why else None
    return Update("C1", f"{days + 100}.0", None, "U0ANA", "form", at, Facts(stage="lost"), review=review)


def test_the_last_review_counts_in_whatever_order_updates_come() -> None:
    updates = [update(2, "price"), update(0, "timing"), update(3, None)]

    assert review_of(LOST, updates) == LossReview("price", told_by_buyer=True)
    assert review_of(LOST, reversed(updates)) == review_of(LOST, updates)


def test_what_was_written_about_an_earlier_loss_does_not_count() -> None:
    assert review_of(LOST, [update(-30, "price"), update(0, None)]) is None


def test_a_deal_that_is_won_or_open_again_has_none() -> None:
    assert review_of(replace(LOST, stage="won"), [update(0, "price")]) is None
    assert review_of(replace(LOST, stage="demo", closed_at=None), [update(0, "price")]) is None
