"""Taking the names of rivals from a message: vendors whom the customer chose, uses or compares us with."""

from coaching.reading.facts.companies import find_company
from coaching.reading.facts.labelled_lines import read_lines
from coaching.reading.facts.name_groups import group_names
from coaching.reading.facts.name_points import weigh_name

_SURE = 0.3
_KEYS = frozenset(["competitor", "competitors", "competition", "rival", "rivals", "incumbent", "vs"])


def find_competitors(text: str) -> tuple[str, ...]:
    """The rival vendors that `text` names, as written, in order; empty when none is named."""
    company = find_company(text)
    stated = [value.casefold() for key, value in read_lines(text) if key in _KEYS]
    found = []
    for group in group_names(text):
        _, person, rival = weigh_name(group.cues)
        if group.text == company or person > rival:
            continue
        if rival >= _SURE or any(group.text.casefold() in value for value in stated):
            found.append(group.text)
    return tuple(found)
