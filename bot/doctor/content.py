"""What the doctor finds in the coach's own files: the reader's model and the plays."""

from datetime import timedelta

from bot.content import Content, ContentError, load_content
from bot.doctor.finding import Finding, counted
from bot.reader import ReaderArtifactError, load_model
from bot.settings import Settings
from coaching.situation import Limits
from coaching_content import CONTENT_DIR


def examine_content(settings: Settings) -> list[Finding]:
    """What there is to say of the plays, those that ship and the team's own, and of the reader."""
    try:
        load_model(CONTENT_DIR / "reader")
    except ReaderArtifactError as error:
        return [
            Finding("reader", str(error), fine=False),
            Finding("plays", "not looked at: the reader comes first", fine=False),
        ]
    return [Finding("reader", "the model is the one that its report describes"), *_of_plays(settings)]


def _of_plays(settings: Settings) -> list[Finding]:
    limits = Limits(timedelta(hours=settings.deal_rest_hours), settings.person_per_day, settings.channel_per_day)
    try:
        content = load_content([settings.plays_dir] if settings.plays_dir else [], limits)
    except ContentError as error:
        return [Finding("plays", str(error), fine=False)]
    left_out = [Finding("plays", f"left out: {problem}: correct that file", fine=False) for problem in content.problems]
    return left_out or [Finding("plays", _counted_plays(content))]


def _counted_plays(content: Content) -> str:
    return f"{counted(len(content.coach.playbook.active), 'play')} in use"
