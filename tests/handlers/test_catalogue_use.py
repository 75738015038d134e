"""The catalogue holds exactly the sentences that the code says."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

from handlers_world import CATALOGUE

from storage.records import ChangeKind

ROOMS = ("handlers", "bot", "coaching")
SAID_IN_SLACK = (
    "home.",
    "admin.",
    "privacy.",
    "preferences.",
    "commands.",
    "nudges.",
    "cards.",
    "digest.",
    "prep.",
    "why.",
    "quiet.",
    "change.",
    "shortcuts.",
    "feedback.",
    "asking.",
    "watch.",
    "ladder.",
    "checklist.",
    "playbook.",
    "lessons.",
    "follow_through.",
    "managers.",
    "team.",
    "timed.",
)
FILES = "|".join(sorted({key.split(".")[0] for key in CATALOGUE.sentences}))


def trees(repository: Path) -> list[ast.Module]:
    return [ast.parse(path.read_text("utf-8")) for room in ROOMS for path in (repository / room).rglob("*.py")]


def words_in(tree: ast.AST) -> Iterator[str]:
    """The strings of one word, which may fill the hole of an f-string."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"\w+", node.value):
            yield node.value


def said_in(tree: ast.AST, words: Iterable[str]) -> Iterator[str]:
    """The keys that are said, as regular expressions: a string as it is, in an f-string any of `words` in a hole."""
    hole = f"(?:{'|'.join(sorted(words))})"
    within = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in within:
            if re.fullmatch(rf"(?:{FILES})\.\w+", node.value):
                yield re.escape(node.value)
        elif isinstance(node, ast.JoinedStr):
            key = "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else hole for p in node.values)
            if re.match(rf"(?:{FILES})\\\.", key):
                yield key


def keys_said(repository: Path) -> set[str]:
    modules = trees(repository)
    words = {word for module in modules for word in words_in(module)}
    return {key for module in modules for key in said_in(module, words)}


def test_every_sentence_that_the_code_says_is_in_the_catalogue(repository: Path) -> None:
    said = keys_said(repository)

    assert [key for key in said if not any(re.fullmatch(key, known) for known in CATALOGUE.sentences)] == []


def test_every_sentence_for_slack_is_said_somewhere(repository: Path) -> None:
    said = "|".join(keys_said(repository))
    written = [key for key in CATALOGUE.sentences if key.startswith(SAID_IN_SLACK)]

    assert [key for key in written if not re.fullmatch(said, key)] == []


def test_a_missing_sentence_would_be_found() -> None:
    tree = ast.parse('say("cards.no_such_line"); say(f"cards.stage_{x}"); say("else.where")')

    assert list(said_in(tree, {"won", "lost"})) == [r"cards\.no_such_line", r"cards\.stage_(?:lost|won)"]


def test_whatever_can_be_taken_back_is_named() -> None:
    keys = {f"quiet.undone_{kind}" for kind in get_args(ChangeKind)}

    assert keys <= set(CATALOGUE.sentences)


def test_no_sentence_speaks_of_one_thing_in_the_plural() -> None:
    """Whatever a placeholder counts in a sentence has both forms: `{days} {days:day|days}`."""
    counted = re.compile(
        r"\{(\w+)\} (?:more )?(?:open )?(?:days|hours|deals|updates|messages|nudges|people|are|were)\b"
    )

    assert [key for key, sentence in CATALOGUE.sentences.items() if counted.search(sentence)] == []
