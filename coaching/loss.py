"""What was learnt from a loss: the review that somebody wrote of it."""

from collections.abc import Iterable

from coaching.deal import Deal, LossReview, Update


def review_of(deal: Deal, updates: Iterable[Update]) -> LossReview | None:
    """The last review of a deal that is lost now; what was written about an earlier loss of it does not count."""
    if deal.state != "lost" or deal.closed_at is None:
        return None
    written = [(update.at, update.ts, update.review) for update in updates if update.at >= deal.closed_at]
    reviews = [each for each in written if each[2] is not None]
    return max(reviews, key=lambda each: each[:2])[2] if reviews else None
