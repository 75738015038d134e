"""Deals of one rep for tests of lessons: lost or won after they had come to a stage, and open ones."""

from datetime import UTC, datetime, timedelta

from coaching.deal import LossReview, Update
from coaching.facts import Contact, Facts, Stage
from coaching.lessons.past import Past, ToldDeal, past_of
from coaching.lessons.rules import LessonRules, Point

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
NOW = START + timedelta(days=60)
REP = "U0ANA"
RULES = LessonRules(
    points={
        "early": Point(stages=("discovery",), needs=("problem",)),
        "middle": Point(stages=("demo", "proposal"), needs=("decision_maker", "contacts")),
        "late": Point(stages=("negotiation",), needs=("decision_maker_met", "rivals")),
    }
)
CFO = Contact("Mara Quist", "CFO", "decision_maker")
BUYER = Contact("Olu Ade", "buyer")


def said(day: float, facts: Facts | None = None, **more: object) -> Update:
    """An update by the rep, so many days after the start."""
    told = {"author": REP, "source": "person", "facts": facts or Facts(), **more}
    return Update("C1", f"{day}", None, at=START + timedelta(days=day), **told)  # type: ignore[arg-type]


def closed(
    number: int, how: Stage = "lost", stage: Stage = "demo", *people: Contact, review: LossReview | None = None
) -> ToldDeal:
    """A deal that came to `stage` with these people known, and ended a day later; the higher its number, the later."""
    ended = said(number + 1, Facts(stage=how), source="form", review=review)
    return ToldDeal(number, f"Deal {number}", (said(number, Facts(stage=stage, contacts=people)), ended))


def open_deal(stage: Stage = "demo", *people: Contact, number: int = 100) -> ToldDeal:
    """An open deal at `stage` since the day before now."""
    return ToldDeal(number, f"Open {number}", (said(59, Facts(stage=stage, contacts=people)),))


def past(*deals: ToldDeal, as_of: datetime = NOW, rules: LessonRules = RULES) -> Past:
    """What is behind the rep at that moment."""
    return past_of(REP, deals, as_of, rules)
