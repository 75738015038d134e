"""What the doctor finds in the coach's own files, the reader's model and the plays, and whether the reader is ready."""

from collections.abc import Collection
from datetime import timedelta

from bot.content import Content, ContentError, load_content
from bot.doctor.finding import Finding, counted
from bot.doctor.language_model import examine_language_model
from bot.reader import TABLES_ALONE, ReaderArtifactError, load_model, load_network
from bot.settings import Settings
from coaching.situation import Limits
from coaching_content import CONTENT_DIR


async def examine_content(settings: Settings, unusable: Collection[str] = frozenset()) -> list[Finding]:
    """What there is to say of the reader, and of the plays, those that ship and the team's own.

    `unusable` names settings that cannot be used, and what needs them is left out.
    """
    folder = settings.reader_dir or CONTENT_DIR / "reader"
    try:
        load_model(folder)
        network = load_network(folder)
    except ReaderArtifactError as error:
        return [
            Finding("reader", str(error), fine=False),
            Finding("plays", "not looked at: the reader comes first", fine=False),
        ]
    alone = "" if settings.asks_llm else "; it reads alone, and no text leaves this machine for it"
    about = "the model is the one that its report describes" if network else TABLES_ALONE
    reader = Finding("reader", f"{about}{alone}")
    limits = Limits(timedelta(hours=settings.deal_rest_hours), settings.person_per_day, settings.channel_per_day)
    try:
        content = load_content([settings.plays_dir] if settings.plays_dir else [], limits, reader_folder=folder)
    except ContentError as error:
        return [reader, Finding("plays", str(error), fine=False)]
    return [reader, *await examine_language_model(settings, content, unusable), *_of_plays(content)]


def _of_plays(content: Content) -> list[Finding]:
    left_out = [Finding("plays", f"left out: {problem}: correct that file", fine=False) for problem in content.problems]
    playbook = content.coach.playbook
    used = f"{counted(len(playbook.active), 'play')} and {counted(len(playbook.timed), 'timed play')} in use"
    return left_out or [Finding("plays", used)]
