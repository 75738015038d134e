"""What somebody asks with `/deal` and `/coach`: one request for each command."""

from dataclasses import dataclass
from datetime import time
from typing import Literal

from coaching.deal_filters import DealFilter

Slash = Literal["deal", "coach"]
Whose = Literal["mine", "team"]
NamedVerb = Literal["update", "next", "won", "lost"]
"""What changes a deal that is there."""
ChangeVerb = Literal["new"] | NamedVerb
PrivacyVerb = Literal["show", "export", "delete"]
ManagerVerb = Literal["add", "remove", "list"]
SHADOW_DAYS = 14
"""How many days a channel is tried out where nobody says how many."""


@dataclass(frozen=True, slots=True)
class ShowDeal:
    """`/deal show NAME`; the name without its quotes, empty when none was given."""

    name: str


@dataclass(frozen=True, slots=True)
class ListDeals:
    """`/deal list [mine|team] [FILTER]`: one's own deals or all that one may see; `only` those that pass a filter."""

    whose: Whose = "team"
    only: DealFilter | None = None

    @property
    def typed(self) -> str:
        """The words that ask for this list, after `list`."""
        words = ("mine" if self.whose == "mine" else "", self.only.replace("_", "-") if self.only else "")
        return " ".join(word for word in words if word)


@dataclass(frozen=True, slots=True)
class ChangeDeal:
    """`/deal new [NAME]`, `update NAME`, `next NAME WHEN WHAT`, `won NAME` and `lost NAME`.

    `rest` is what stands behind the name, for `next` alone; there only a name in quotes is known to be one, and `name`
    is empty without.
    """

    verb: ChangeVerb
    name: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class MergeDeals:
    """`/deal merge A into B`: the names as in `ShowDeal`; what is missing is empty."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class ShareDeal:
    """`/deal share NAME` with the managers and, with `on` false, `/deal unshare NAME`; the name as in `ShowDeal`."""

    name: str
    on: bool


@dataclass(frozen=True, slots=True)
class NameManager:
    """`/coach manager [add @NAME | remove @NAME | list]`, for admins; `user` is empty where nobody is named."""

    verb: ManagerVerb
    user: str = ""


@dataclass(frozen=True, slots=True)
class PrepareFor:
    """`/coach prep NAME`; the name as in `ShowDeal`."""

    name: str


@dataclass(frozen=True, slots=True)
class AskCoach:
    """`/coach ask QUESTION`; the question as it was typed, empty when none was."""

    question: str


@dataclass(frozen=True, slots=True)
class AskWhy:
    """`/coach why`, of a deal by its name, of a message by its link (`channel` and `ts`), or of one's own last."""

    name: str = ""
    channel: str = ""
    ts: str = ""


@dataclass(frozen=True, slots=True)
class SnoozeDeal:
    """`/coach snooze NAME [reply|stage|next-update|3d|DATE]`.

    `until` is one of the keywords (`update` for next-update), or what was typed behind a name in quotes; empty where
    the name may still end in a day.
    """

    name: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class MutePlay:
    """`/coach mute PLAY [here|me]` and `/coach unmute PLAY`, which has no `where`."""

    play: str
    where: Literal["here", "me"] | None = "me"


@dataclass(frozen=True, slots=True)
class Pause:
    """`/coach pause` and, with `on` false, `/coach resume`."""

    on: bool


@dataclass(frozen=True, slots=True)
class Undo:
    """`/coach undo`: the last thing that one asked the coach to be quiet about."""


@dataclass(frozen=True, slots=True)
class WatchChannel:
    """`/coach watch [quietly [DAYS]]`, in shadow for so many days, and `/coach unwatch`."""

    on: bool
    shadow_days: int = 0


@dataclass(frozen=True, slots=True)
class Status:
    """`/coach status`, for admins."""


@dataclass(frozen=True, slots=True)
class ListPlays:
    """`/coach plays`."""


@dataclass(frozen=True, slots=True)
class ShowSettings:
    """`/coach settings`, for admins."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """`/coach privacy [show|export|delete]`."""

    what: PrivacyVerb = "show"


@dataclass(frozen=True, slots=True)
class WeeklyDigest:
    """`/coach digest [now|on|off|WEEKDAY [HH:MM]]`: shown now, or when it comes.

    `on` False wants none, and None leaves that as it is; `day` is a weekday, Monday is 0. `unread` is what was typed
    where it is neither a day and an hour nor one of those words.
    """

    on: bool | None = None
    day: int | None = None
    at: time | None = None
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Help:
    """`help`, or nothing at all."""

    slash: Slash


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something else: what was typed, and the nearest command that there is, if one is near."""

    slash: Slash
    said: str
    nearest: str | None


Quiet = SnoozeDeal | MutePlay | Pause | Undo
Known = ShowDeal | ListDeals | MergeDeals | ShareDeal | PrepareFor | AskCoach | AskWhy
Governing = WatchChannel | Status | ListPlays | ShowSettings | NameManager
Asked = Known | Quiet | Governing | Privacy | WeeklyDigest | Help | Unknown
Command = ChangeDeal | Asked
