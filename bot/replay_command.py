"""`dealcoach replay`: what the coach would have said to a recording, told to a person or a program."""

import asyncio
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TextIO

from rich.console import Console
from rich.table import Table

from bot.chosen_reader import open_reader
from bot.content import Content
from bot.export import Recording, read_recording
from bot.logs import set_up_logs
from bot.offline import failures_told, load_offline_content, load_offline_settings
from bot.progress import progress_bar
from bot.replay import Replayed, replay
from bot.replay_lines import deal_line, outcome_line
from bot.settings import Settings
from bot.telling import Telling
from coaching.coach import Coach
from coaching.money import format_money
from coaching.outcome import Outcome

_SINGULAR = {
    "events": "event",
    "messages": "message",
    "lines": "line",
    "entries": "entry",
    "files": "file",
    "are": "is",
    "were": "was",
}


def replay_path(path: Path, out: TextIO, form: Literal["jsonl", "text"], deals: bool) -> int:
    """Replay what lies at `path` and write what came of it; the exit code."""
    set_up_logs("WARNING")
    with failures_told():
        recording = read_recording(path)
        settings = load_offline_settings()
        content = load_offline_content(settings)
        replayed = _replayed(recording, content, settings)
    if form == "jsonl":
        out.writelines(map(outcome_line, replayed.outcomes))
        out.writelines(map(deal_line, replayed.deals if deals else ()))
    else:
        _tell(out, recording, replayed, content.coach, deals)
    _warn(replayed.skipped)
    return 0


def _replayed(recording: Recording, content: Content, settings: Settings) -> Replayed:
    with progress_bar() as bar:
        task = bar.add_task("Replaying", total=len(recording.events))

        def tell(done: int) -> None:
            bar.update(task, completed=done)

        async def read_and_replay() -> Replayed:
            async with open_reader(settings, content) as reader:
                return await replay(recording, reader, content.coach, settings.crm_apps, tell)

        return asyncio.run(read_and_replay())


def _warn(skipped: Mapping[str, int]) -> None:
    for what, count in sorted(skipped.items()):
        print(f"Skipped: {count} {what if count != 1 else _of_one(what)}.", file=sys.stderr)


def _of_one(what: str) -> str:
    """`events that were late` of a single one: `event that was late`."""
    return " ".join(_SINGULAR.get(word, word) for word in what.split(" "))


def _tell(out: TextIO, recording: Recording, replayed: Replayed, coach: Coach, deals: bool) -> None:
    """Everything but the silences one by one, then the silences counted, then the deals if wanted."""
    telling = Telling.of(Console(file=out, highlight=False, emoji=False), recording, coach)
    for outcome in replayed.outcomes:
        _tell_outcome(telling, outcome)
    said = Counter(outcome.answers_message for outcome in replayed.outcomes if outcome.action == "nudge")
    telling.heading(telling.say("nudges", count=said[True]))
    telling.write(telling.say("timed", count=said[False]))
    silent = Counter(outcome.reason for outcome in replayed.outcomes if outcome.action == "silent")
    for reason, count in silent.most_common():
        telling.write(f"{count:4d}  {telling.say(f'reason_{reason}')}")
    if deals:
        telling.console.print(_deals_table(replayed, telling))


def _tell_outcome(telling: Telling, outcome: Outcome) -> None:
    if outcome.action == "silent":
        return
    telling.message(outcome)
    if outcome.action == "nudge":
        telling.nudge(outcome)
    else:
        telling.effect(outcome)


def _deals_table(replayed: Replayed, telling: Telling) -> Table:
    table = Table("Deal", "Stage", "Amount", "Next step", "Owner", "Updates", title="Deals at the end")
    for deal in replayed.deals:
        amount = format_money(deal.amount, deal.currency) if deal.amount is not None else ""
        step = deal.next_step_date.isoformat() if deal.next_step_date else deal.next_step or ""
        table.add_row(deal.name, deal.stage or "", amount, step, telling.name(deal.owner or ""), str(deal.updates))
    return table
