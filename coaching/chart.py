"""A small chart as it should be drawn, and the port behind which it is drawn and handed to Slack."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars of one label, a height for each column: 0 for what is not told, else the number of a level."""

    label: str
    heights: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Groups of bars, the last column of each set off; `levels` name the heights from 1 on, as they stand at the axis.

    `earlier` and `latest` name the columns, `note` stands below.
    """

    title: str
    groups: tuple[Bars, ...]
    levels: tuple[str, ...]
    earlier: str
    latest: str
    note: str


async def _no_picture(_chart: Chart) -> bytes | None:
    return None


async def _no_file(_picture: bytes, _name: str, _told: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Pictures:
    """How a chart becomes a picture, and a picture a file of Slack's; neither ever fails, each may give None.

    `draw` gives a PNG; `upload` takes it with a file name and what it shows in words, and gives the file's id.
    """

    draw: Callable[[Chart], Awaitable[bytes | None]] = _no_picture
    upload: Callable[[bytes, str, str], Awaitable[str | None]] = _no_file
