"""A desk on any database at ten o'clock of a Monday, and a deal of Ana's that nobody has spoken of for long."""

import sys
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from coached import shipped_content
from taught_reader import TaughtReader

from coaching.business_days import BusinessDays
from coaching.deal import Deal, Update, rebuild_deal
from coaching.facts import Facts
from coaching.message import Person, Tenant
from handlers.bench import Bench
from handlers.desk import Desk
from handlers.messages.intake import OwnIds
from handlers.timed.planning import TIMED
from storage import Storage
from storage.records import Claim, DueRow

SALES = Tenant("T0SALES")
MONDAY = datetime(2026, 3, 16, 10, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Standstill(BusinessDays):
    """Stands still where the next look is planned: after all is decided and before anything is committed."""

    def includes(self, day: date) -> bool:
        """Never answers for a day after the Monday."""
        if day > MONDAY.date():
            print("decided", flush=True)
            time.sleep(300)
        return day == MONDAY.date()


def desk_on(storage: Storage, calendar: BusinessDays | None = None) -> Desk:
    """Everybody lives on UTC, and the clock stands at ten."""
    content = shipped_content()
    coach = type(content.coach)(content.coach.playbook, content.coach.catalogue, calendar=calendar or BusinessDays())

    async def person(user_id: str) -> Person:
        return Person(user_id, "Ana")

    async def nowhere(user: str, channel: str) -> bool:
        return False

    bench = Bench(storage, TaughtReader(), coach, person, OwnIds())
    plays, signals = coach.playbook, content.signals
    return Desk(storage, plays, signals, coach.catalogue, lambda: MONDAY, person, nowhere, bench=bench)


async def set_the_scene(storage: Storage) -> None:
    """A deal, and a look that is due."""
    told = Update("C0DEALS", "1.000001", None, "U0ANA", "person", MONDAY - timedelta(days=30), Facts(owner="U0ANA"))
    async with storage.begin(SALES) as tx:
        await tx.channels.put("C0DEALS", private=False)
        number = await tx.deals.add(Deal("Acme"))
        await tx.updates.put(told, number)
        await tx.deals.save(number, rebuild_deal("Acme", [told]))
        await tx.due.put(TIMED, "U0ANA", MONDAY - timedelta(days=1000), {"planned": MONDAY.isoformat()})


async def claimed(storage: Storage, owner: str) -> tuple[Claim[DueRow], ...]:
    """What this process gets to work."""
    return await storage.due.claim(owner, 5)


def paths() -> dict[str, str]:
    """The environment of a process that finds all of this."""
    return {"PYTHONPATH": ":".join(sys.path)}
