"""Draws a chart of bars as a PNG that can be read on Slack's light and dark backgrounds, by colour-blind people too."""

import asyncio
import io
from typing import TYPE_CHECKING

import structlog

from coaching.chart import Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

log = structlog.get_logger(__name__)

MISSING = (
    "matplotlib is not installed: run .venv/bin/python -m pip install -r requirements-charts.lock in Dealcoach's folder"
)
PAPER, EDGE, INK, GRID = "#f5f6f8", "#868b94", "#1d2129", "#d5d8dd"
EARLIER, LATEST = "#7c8797", "#0a4f9e"
"""Opaque paper with an edge, so that nothing shines through; bars that differ in lightness more than in hue."""
_INCHES, _DPI = (7.2, 3.4), 160
_BAR = 0.19


async def draw(chart: Chart) -> bytes | None:
    """The picture; None where matplotlib is missing or fails, which is logged."""
    try:
        return await asyncio.to_thread(paint, chart)
    except ImportError:
        log.warning("charts are left out of digests", why=MISSING)
    except Exception:  # whatever a drawing library stumbles over, the digest goes out
        log.exception("a chart could not be drawn")
    return None


def paint(chart: Chart) -> bytes:
    """The chart as a PNG. matplotlib is loaded here, which takes a second and 40 MB: not before there is a chart."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(_INCHES, _DPI, facecolor=PAPER, edgecolor=EDGE, linewidth=2, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    _put_bars(chart, axes)
    _put_words(chart, axes)
    figure.supxlabel(_plain(chart.note), fontsize=8, color=INK)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", facecolor=PAPER, edgecolor=EDGE)
    return picture.getvalue()


def _put_bars(chart: Chart, axes: "Axes") -> None:
    """For each label its bars side by side, the oldest left, the latest set off."""
    columns = max(len(group.heights) for group in chart.groups)
    for column in range(columns):
        latest = column == columns - 1
        label = chart.latest if latest else chart.earlier if column == 0 else ""
        places = [at + (column - (columns - 1) / 2) * _BAR for at in range(len(chart.groups))]
        heights = [group.heights[column] for group in chart.groups]
        axes.bar(
            places, heights, _BAR * 0.86, color=LATEST if latest else EARLIER, label=_plain(label) or "_", zorder=2
        )


def _put_words(chart: Chart, axes: "Axes") -> None:
    axes.set_title(_plain(chart.title), fontsize=11, color=INK, loc="left")
    axes.set_xticks(range(len(chart.groups)), [_plain(group.label) for group in chart.groups], fontsize=9, color=INK)
    axes.set_yticks(range(len(chart.levels) + 1), ["", *map(_plain, chart.levels)], fontsize=9, color=INK)
    axes.set_ylim(0, len(chart.levels) + 0.35)
    axes.set_xlim(-0.6, max(len(chart.groups), 2) - 0.4)
    axes.grid(visible=True, axis="y", color=GRID, zorder=0)
    axes.set_facecolor(PAPER)
    axes.tick_params(length=0)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(EDGE)
    axes.legend(fontsize=8, frameon=False, labelcolor=INK, ncols=2, loc="upper right", bbox_to_anchor=(1, 1.16))


def _plain(words: str) -> str:
    """The words without what matplotlib would set as a formula."""
    return words.replace("$", r"\$")
