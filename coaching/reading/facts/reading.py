"""All facts of one message together."""

from datetime import date

from coaching.facts import Facts
from coaching.reading.facts.amounts import find_amount
from coaching.reading.facts.companies import find_company
from coaching.reading.facts.competitors import find_competitors
from coaching.reading.facts.later_dates import find_later_date
from coaching.reading.facts.next_steps import find_next_step
from coaching.reading.facts.owners import find_owner
from coaching.reading.facts.people import find_contacts
from coaching.reading.facts.stages import find_stage


def read_facts(text: str, today: date) -> Facts:
    """What `text` (Slack mrkdwn, entities resolved) states about a deal, as written on the author's `today`.

    Whether it is about a deal at all is not judged here. Each fact is None or empty when the text does not state it.
    """
    amount, currency = find_amount(text)
    next_step, next_step_date = find_next_step(text, today)
    return Facts(
        company=find_company(text),
        amount=amount,
        currency=currency,
        stage=find_stage(text),
        next_step=next_step,
        next_step_date=next_step_date,
        contacts=find_contacts(text),
        competitors=find_competitors(text),
        later_date=find_later_date(text, today),
        owner=find_owner(text),
    )
