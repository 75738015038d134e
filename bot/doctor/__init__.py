"""`dealcoach doctor`: looks at everything that the bot needs, and says of each whether it is fine or what to do."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TextIO

from rich.console import Console
from rich.text import Text

from bot.doctor.content import examine_content
from bot.doctor.database import examine_database
from bot.doctor.finding import Finding
from bot.doctor.incomplete_settings import load_what_is_there
from bot.doctor.slack import examine_slack
from bot.logs import set_up_logs
from bot.settings import Settings
from bot.start import open_session, slack_client
from storage import Storage, StorageError

__all__ = ["Finding", "examine", "tell_findings"]


def tell_findings(out: TextIO) -> int:
    """Examine everything and write a line for each; 1 when anything needs doing, else 0."""
    set_up_logs("ERROR")
    settings, problems, unusable = load_what_is_there()
    findings = [*_of_settings(problems), *asyncio.run(examine(settings, unusable))]
    console = Console(file=out, highlight=False, emoji=False, soft_wrap=True)
    for finding in findings:
        console.print(_line(finding))
    return 0 if all(finding.fine for finding in findings) else 1


async def examine(settings: Settings, unusable: frozenset[str] = frozenset()) -> Sequence[Finding]:
    """What is found with these settings, without those that are `unusable`; nothing is created, changed or posted."""
    found = await _of_database(settings)
    async with open_session() as session:
        found += await examine_slack(slack_client(settings, session), session, settings, unusable)
    return [*found, *await examine_content(settings, unusable)]


async def _of_database(settings: Settings) -> list[Finding]:
    try:
        storage = Storage(settings.database_url)
    except StorageError as error:
        return [Finding("database", str(error), fine=False)]
    try:
        return await examine_database(storage, datetime.now(UTC))
    finally:
        await storage.close()


def _of_settings(problems: Sequence[str]) -> list[Finding]:
    if not problems:
        return [Finding("settings", "complete")]
    return [Finding("settings", problem, fine=False) for problem in problems]


def _line(finding: Finding) -> Text:
    mark = Text("ok  ", "green") if finding.fine else Text("do  ", "bold red")
    return mark + Text(f"{finding.subject + ':':<16}") + Text(" ".join(finding.told.split()))
