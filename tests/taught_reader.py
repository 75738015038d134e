"""A reader that knows by heart what it was taught, for tests that are not about reading."""

from dataclasses import dataclass, field
from datetime import date

from coaching.catalogue import Catalogue
from coaching.coach import Coach
from coaching.message import Person
from coaching.play import Playbook
from coaching.reading.result import Reading
from handlers.bench import Bench
from handlers.messages.intake import OwnIds
from storage import Storage


@dataclass
class TaughtReader:
    """Gives the reading that it was taught for a text; of any other text, that it is no deal update."""

    taught: dict[str, Reading] = field(default_factory=dict)

    async def read(self, text: str, today: date, *, about_deal: bool = False) -> Reading:
        """As `AsyncReader.read`."""
        return self.taught.get(text, Reading(text, english=True, is_deal_update=False))


def idle_bench(storage: Storage) -> Bench:
    """A bench on which nothing is read or coached."""

    async def person(user_id: str) -> Person:
        return Person(user_id, user_id)

    return Bench(storage, TaughtReader(), Coach(Playbook([]), Catalogue({})), person, OwnIds())
