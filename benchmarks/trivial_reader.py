"""A reader that costs nothing: it knows the one sentence of the benchmark, so that all but the reading is measured."""

import re
from datetime import date

from benchmarks.workspace import PLAY, PLAY_WORDS
from coaching.facts import Facts
from coaching.reading.result import PlayScore, Reading

_UPDATE = re.compile(r"Great call with (\w+ Logistics) ")


class TrivialReader:
    """Takes the company from the benchmark's sentence; every other text is no deal update."""

    def read(self, text: str, today: date, *, about_deal: bool = False) -> Reading:
        """Read `text`; the day and where it stands play no part."""
        found = _UPDATE.match(text)
        if found is None:
            return Reading(text, english=True, is_deal_update=False)
        scores = {PLAY: PlayScore(0.99, 0.5, PLAY_WORDS)}
        return Reading(text, english=True, is_deal_update=True, facts=Facts(company=found[1]), scores=scores)
