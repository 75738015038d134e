"""`/coach why NAME` tells a deal's owner what time brings up on it, and what holds that back."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
import test_timed_looks
from handlers_rig import Rig
from handlers_world import SALES
from stub_slack import ANA, BEN
from test_timed_looks import MONDAY, at, look, prefer, tell, wish

from coaching.facts import Contact, Facts
from coaching.hush import Hush
from coaching.preferences import Preferences
from coaching.situation import Limits
from handlers.asker import Asker
from handlers.commands.about_deal import about_deal
from handlers.desk import Desk
from handlers.sight import deal_seen_by

rig = test_timed_looks.rig
LATE = MONDAY + timedelta(hours=3)
SEEN = "*What time brings up:* Bring the deal up to date (last update on 24 February)"


async def why(desk: Desk, number: int, user: str = ANA) -> str:
    deal = await deal_seen_by(user, number, SALES, desk)
    assert deal is not None
    return (await about_deal("why", number, deal, Asker(user, SALES, "C0DEALS"), desk)).text


async def test_what_the_next_look_will_say_is_told_to_the_owner_alone(rig: Rig) -> None:
    number = await tell(rig, "Acme", 20)

    own, others = await why(at(rig, LATE), number), await why(at(rig, LATE), number, BEN)

    assert own.splitlines()[-2:] == [SEEN, "I say it at ten of the next business day, if it is still so then."]
    assert "time brings up" not in others


HELD: list[tuple[Callable[[str], Hush] | None, Preferences | None, dict[str, Any], str]] = [
    (lambda number: Hush("deal", number, ANA, MONDAY, until=MONDAY + timedelta(days=9)), None, {}, "is snoozed"),
    (lambda _: Hush("person", ANA, ANA, MONDAY, play="no_update"), None, {}, "it is muted here"),
    (lambda _: Hush("person", ANA, ANA, MONDAY), None, {}, "you have paused me"),
    (None, Preferences(quiet_from=time(9), quiet_to=time(11)), {}, "quiet hours"),
    (None, None, {"limits": Limits(person_per_day=0)}, "enough has been said for today"),
]


@pytest.mark.parametrize(("hush", "chosen", "coach", "told"), HELD)
async def test_what_holds_it_back_is_told(
    rig: Rig, hush: Callable[[str], Hush] | None, chosen: Preferences | None, coach: dict[str, Any], told: str
) -> None:
    number = await tell(rig, "Acme", 20)
    if hush:
        await wish(rig, hush(str(number)))
    if chosen:
        await prefer(rig, chosen)

    seen, reason = (await why(at(rig, LATE, **coach), number)).splitlines()[-2:]

    assert seen == SEEN
    assert told in reason


async def test_one_a_week_and_two_a_day_are_told(rig: Rig) -> None:
    numbers = [await tell(rig, name, 30, Facts(stage="proposal")) for name in ("Acme", "Glenmarsh", "Umbra")]
    await look(at(rig, MONDAY))

    told = [(await why(at(rig, LATE), number)).splitlines()[-1] for number in numbers]
    later = (await why(at(rig, LATE + timedelta(days=3)), numbers[0])).splitlines()[-1]

    assert sum("enough has been said for today" in line for line in told) == 1
    assert "something was said about" in later


async def test_a_later_day_and_a_private_channel_are_respected(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.channels.put("C0BOARD", private=True)
    waits = await tell(rig, "Acme", 20, Facts(later_date=date(2026, 5, 4)))
    hidden = await tell(rig, "Glenmarsh", 30)
    await tell(rig, "Glenmarsh", 20, Facts(contacts=(Contact("Secret Sam", "CFO"),)), channel="C0BOARD")

    told = await why(at(rig, LATE), waits)
    outside = await why(at(rig, LATE), hidden)

    assert "nothing until Mon 4 May is over" in told
    assert "last update on 14 February" in outside
    assert "time brings up" not in await why(at(rig, LATE), await tell(rig, "Umbra", 1))
