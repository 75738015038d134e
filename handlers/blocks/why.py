"""Why the coach spoke or was silent, as `/coach why` tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from coaching.decision import DecisionRecord, Nudge, Silence
from coaching.timed.timed_play import TimedPlay
from handlers.blocks.days import say_day
from handlers.blocks.mrkdwn import NAME_LIMIT, echo, echo_line
from handlers.blocks.pieces import Message, as_text, context, section

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue
    from coaching.conditions import Condition
    from coaching.play import AnyPlay
    from coaching.reading.signals import Signal
    from handlers.timed.explaining import BroughtUp
    from storage.records import NudgeState

_WORDS_LIMIT = 1200
_EVIDENCE_LIMIT = 600


@dataclass(frozen=True, slots=True)
class Told:
    """A decision, what became of its nudge, the name of its deal, and the play that was said or held back."""

    record: DecisionRecord
    state: "NudgeState | None"
    deal: str | None
    play: "AnyPlay | None"


def why_message(told: Told, signals: Mapping[str, "Signal"], now: datetime, catalogue: "Catalogue") -> Message:
    """The explanation; `now` is aware and in the reader's time zone."""
    match told.record.decision:
        case Nudge() as nudge:
            lines = _of_nudge(nudge, told, catalogue)
        case Silence() as silence:
            lines = _of_silence(silence, catalogue)
    rule = _rule(told.play, signals, catalogue) if told.play else []
    title = _title(told, now, catalogue)
    blocks = [section(title), section(lines), *([section(rule)] if rule else [])]
    return Message(as_text([title, *lines, *rule]), (*blocks, context(catalogue.say("commands.only_you"))))


def with_time(message: Message, brought: "BroughtUp", catalogue: "Catalogue") -> Message:
    """The explanation, and below it what time brings up on the deal."""
    lines = _of_time(brought, catalogue)
    return Message(as_text([message.text, *lines]), (*message.blocks, section(lines)))


def _of_time(brought: "BroughtUp", catalogue: "Catalogue") -> list[str]:
    if brought.chosen is None:
        until = brought.waits_until
        return [catalogue.say("timed.why_waits", day=say_day(until, brought.today, catalogue) if until else "")]
    cause, decision = brought.chosen
    title = echo_line(cause.play.title, NAME_LIMIT)
    then = echo(decision.sentence, _WORDS_LIMIT) if isinstance(decision, Silence) else catalogue.say("timed.why_next")
    return [catalogue.say("timed.why", play=title, evidence=cause.evidence), then]


def _title(told: Told, now: datetime, catalogue: "Catalogue") -> str:
    spoke = isinstance(told.record.decision, Nudge)
    deal = catalogue.say("why.about_deal", deal=echo_line(told.deal, NAME_LIMIT)) if told.deal else ""
    day = say_day(told.record.at.astimezone(now.tzinfo).date(), now.date(), catalogue)
    return catalogue.say("why.title_nudge" if spoke else "why.title_silence", deal=deal, day=day)


def _of_nudge(nudge: Nudge, told: Told, catalogue: "Catalogue") -> list[str]:
    title = echo_line(told.play.title if told.play else nudge.play, NAME_LIMIT)
    quoted = echo_line(nudge.evidence, _EVIDENCE_LIMIT)
    return [
        catalogue.say("why.said", words=echo(nudge.words, _WORDS_LIMIT)),
        _what(quoted, told.play, catalogue),
        catalogue.say("why.play", play=title),
        *([catalogue.say(f"why.state_{told.state}")] if told.state else []),
    ]


def _what(quoted: str, play: "AnyPlay | None", catalogue: "Catalogue") -> str:
    """What was gone by: quoted words, or what a timed play has seen."""
    if not quoted:
        return catalogue.say("why.evidence_gone")
    return catalogue.say("timed.what" if isinstance(play, TimedPlay) else "why.evidence", evidence=quoted)


def _of_silence(silence: Silence, catalogue: "Catalogue") -> list[str]:
    clears = catalogue.say(f"why.clears_{silence.reason}")
    return [echo(silence.sentence, _WORDS_LIMIT), catalogue.say("why.clears", how=clears)]


def _rule(play: "AnyPlay", signals: Mapping[str, "Signal"], catalogue: "Catalogue") -> list[str]:
    """When the play speaks up and what settles it, in the words of the content files."""
    settles = [_settles(condition, signals, catalogue) for condition in play.settled_when]
    settles = settles or [catalogue.say("timed.settles")]
    return [
        catalogue.say("why.rule", when=echo_line(play.when, _WORDS_LIMIT)),
        catalogue.say("why.settled_by"),
        *(f"• {line}" for line in settles),
    ]


def _settles(condition: "Condition", signals: Mapping[str, "Signal"], catalogue: "Catalogue") -> str:
    if condition.stage is not None:
        stages = [catalogue.say(f"cards.stage_{stage}") for stage in condition.stage]
        return catalogue.say("why.settles_stage", stages=", ".join(stages))
    if condition.signal is not None:
        signal = signals.get(condition.signal)
        return echo_line(signal.means if signal else condition.signal, _WORDS_LIMIT)
    return catalogue.say(f"why.settles_{condition.named}")
