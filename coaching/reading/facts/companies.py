"""Taking the customer's name from a message: the prospect or account, as written."""

from coaching.reading.facts.labelled_lines import stated_company
from coaching.reading.facts.name_groups import group_names
from coaching.reading.facts.name_points import weigh_name

_SURE = 0.35
"""A name is the customer from this probability on: 93 of 100 names so found were right on writers not learnt from."""
_STRONG = 0.5
_MANY = 3
"""So many strong names make a message a round-up of deals, which is about no single one of them."""


def find_company(text: str) -> str | None:
    """The customer whom `text` is about, as written; None when no name is clearly the customer's."""
    stated = stated_company(text)
    if stated or is_round_up(text):
        return stated
    weighed = [(weigh_name(group.cues)[0], group.text) for group in group_names(text)]
    points, name = max(weighed, key=lambda pair: pair[0], default=(0.0, None))
    return name if points >= _SURE else None


def is_round_up(text: str) -> bool:
    """Whether a message goes through several customers, so that its people and rivals belong to no one deal."""
    return sum(weigh_name(group.cues)[0] >= _STRONG for group in group_names(text)) >= _MANY
