"""What every handler finds on its desk: the things of ours that it works with, beside Bolt's own.

Bolt hands a listener whatever lies in its context under the name of the listener's argument. `bot` makes one `Desk` and
calls `app.use(at_desk(desk))` before `register(app)`; from then on a handler that has an argument `desk` gets it.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coaching.asking.answer import Guide
from coaching.chart import Pictures
from coaching.lessons.rules import LessonRules
from coaching.situation import Limits
from handlers.voice import Voice

if TYPE_CHECKING:
    from slack_bolt.context.async_context import AsyncBoltContext

    from coaching.catalogue import Catalogue
    from coaching.decision import DecisionRecord
    from coaching.digest import Digest
    from coaching.message import Person
    from coaching.money import Money
    from coaching.play import AnyPlay, Playbook
    from coaching.reading.signals import Signal
    from coaching.watch import WatchMode
    from handlers.bench import Bench
    from storage import Storage


async def _nobody(user: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Desk:
    """The stores, the plays and what they look for, the sentences, the clock (aware UTC), and who people are.

    `person` says who a user id is and in which time zone, `is_member` whether a user is in a private channel; both may
    ask Slack, so never wait for them in a transaction. `admins` are user ids, and `bot_user` is the bot's own ("" when
    unknown). `guide` answers questions, `bench` is for what is read again, `lessons` says when losses teach something.
    `limits`, `watch`, `reads_with_model`, `text_days`, `report_minimum` and `team_deal` are settings: how much is said,
    which channels are watched, whether a language model reads, for how many days the words of messages are kept, how
    many nudges a report needs of a play, and from which sum on managers read of a deal. `pictures` draws charts,
    `is_away` says whether a user is on leave, ill or gone, `people` is `person` for many at once.
    """

    storage: "Storage"
    playbook: "Playbook"
    signals: Mapping[str, "Signal"]
    catalogue: "Catalogue"
    clock: Callable[[], datetime]
    person: Callable[[str], Awaitable["Person"]]
    is_member: Callable[[str, str], Awaitable[bool]]
    admins: Collection[str] = ()
    workspace_url: str = ""
    bot_user: str = ""
    guide: Guide = field(default_factory=Guide)
    limits: Limits = field(default_factory=Limits)
    watch: "WatchMode" = "ask"
    reads_with_model: bool = False
    text_days: int = 180
    report_minimum: int = 20
    team_deal: "Money | None" = None
    pictures: Pictures = field(default_factory=Pictures)
    bench: "Bench" = field(kw_only=True)
    lessons: LessonRules = field(default_factory=LessonRules, kw_only=True)
    people: Callable[[Collection[str]], Awaitable[Mapping[str, "Person"]]] | None = field(default=None, kw_only=True)
    is_away: Callable[[str], Awaitable[bool]] = field(default=_nobody, kw_only=True)

    @property
    def voice(self) -> Voice:
        """How the coach speaks here."""
        return Voice(self.playbook, self.catalogue, self.workspace_url)

    def play_of(self, record: "DecisionRecord") -> "AnyPlay | None":
        """The play that a decision said or held back, None when there is none or it is no longer in the playbook."""
        named = record.decision.play
        return self.playbook.get(named) if named else None

    def play_to_try(self, digest: "Digest") -> "AnyPlay | None":
        """The play that a digest is about to suggest, None when it suggests none."""
        return self.playbook.get(digest.focus.play) if digest.focus else None

    async def all_people(self, user_ids: Collection[str]) -> Mapping[str, "Person"]:
        """Who these users are, by their ids."""
        if self.people is not None:
            return await self.people(user_ids)
        return {user: await self.person(user) for user in user_ids}

    async def now_for(self, user_id: str) -> datetime:
        """The time now where this person is; in UTC when their zone is one that this machine does not know."""
        return self.clock().astimezone(_zone((await self.person(user_id)).tz))


def at_desk(desk: Desk) -> Callable[..., Awaitable[None]]:
    """The middleware that puts `desk` into the context of every request."""

    async def lay_out(context: "AsyncBoltContext", next_: Callable[[], Awaitable[None]]) -> None:
        context["desk"] = desk
        await next_()

    return lay_out


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
