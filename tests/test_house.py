"""The house: which room may import which, where libraries may be named, and that every file says what it is for."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "bot": {"handlers", "storage", "coaching", "coaching_content"},
    "handlers": {"coaching"},
    "storage": {"coaching"},
    "coaching": set(),
    "coaching_content": set(),
}
ONLY_IN = {
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "aiosqlite": {"storage"},
    "slack_bolt": {"bot", "handlers"},
    "slack_sdk": {"bot", "handlers"},
    "openai": {"bot"},
}
FILES = [file for room in MAY_IMPORT for file in sorted((ROOT / room).rglob("*.py"))]


def room_of(file: Path) -> str:
    return file.relative_to(ROOT).parts[0]


def imports_at_run_time(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_there_are_files_in_every_room() -> None:
    assert {room_of(file) for file in FILES} == set(MAY_IMPORT)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_imports_only_what_its_room_may_and_says_what_it_is_for(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    room = room_of(file)

    said = ast.get_docstring(tree) if "versions" not in file.parts else "a migration"
    named = set(imports_at_run_time(tree))

    assert said, "begins with a docstring that says what the file is for"
    assert not (named & set(MAY_IMPORT)) - MAY_IMPORT[room] - {room}
    assert not {library for library, rooms in ONLY_IN.items() if library in named and room not in rooms}


def test_the_coach_names_no_clock_and_no_files() -> None:
    calls = {
        f"{file.name}: {ast.unparse(node.func)}"
        for file in FILES
        if room_of(file) == "coaching"
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"datetime.now", "date.today", "time.time", "open", "Path"}
    }

    assert not calls


def test_nobody_patches_our_own_code() -> None:
    patching = ("monkeypatch.setattr", "mock.patch", "mocker.patch")
    tests = [file for file in (ROOT / "tests").rglob("*.py") if file != Path(__file__)]

    assert not [file.name for file in tests if any(word in file.read_text("utf-8") for word in patching)]
