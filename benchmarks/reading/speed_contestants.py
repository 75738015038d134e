"""Who reads in the contest: our reader, our reader with the plays' cues as the bot runs it, and spaCy tokenising."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from benchmarks.reading.speed_texts import Message
from bot.content import Content, load_content

SPACY_MISSING = "spaCy is not installed, so its rows are missing; `pip install spacy` brings them."


@dataclass(frozen=True, slots=True)
class Contestant:
    """Somebody who reads messages."""

    name: str
    read: Callable[[Message], object]


def has_spacy() -> bool:
    """Whether the yardstick is installed; it is no dependency of ours."""
    return find_spec("spacy") is not None


def our_readers(content: Content) -> tuple[Contestant, Contestant]:
    """The reader by itself, and what the bot does with each message: the reader, then the plays' own cues."""

    def read(message: Message) -> object:
        return content.reader.read(message.text, message.today, about_deal=message.about_deal)

    def read_and_recognise(message: Message) -> object:
        return content.coach.recognise(content.reader.read(message.text, message.today, about_deal=message.about_deal))

    return Contestant("reader", read), Contestant("reader and plays' cues, as live", read_and_recognise)


def spacy_tokeniser() -> Contestant:
    """SpaCy's blank English pipeline, which splits a text into tokens and does nothing more."""
    pipeline = import_module("spacy").blank("en")
    return Contestant("spaCy, blank English, tokens only", lambda message: pipeline(message.text))


def all_contestants() -> list[Contestant]:
    """Everybody who can take part here, spaCy first, since the others are compared with it."""
    yardstick = [spacy_tokeniser()] if has_spacy() else []
    return [*yardstick, *our_readers(load_content())]
