"""The JSON files of an export, from a folder or from a zip: read in place, bounded in size, never unpacked."""

import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from bot.export.recording import parse_json

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; a day of a channel is far smaller, a larger member is a mistake or a zip bomb."""
LARGEST_EXPORT = 2 * 1024 * 1024 * 1024
"""Bytes that are read in all, unpacked."""


class UnreadableFileError(Exception):
    """One file of an export cannot be used; the message is a phrase that says what such files are."""


@dataclass(slots=True)
class ExportFiles:
    """The files of one export by their path inside it ("deals/2026-03-02.json"), and the way to read one."""

    names: tuple[str, ...]
    _fetch: Callable[[str, int], bytes]
    _left: int = LARGEST_EXPORT

    def read_json(self, name: str) -> Any:
        """The parsed content of the file `name`; raises `UnreadableFileError` for what is not JSON or is too large."""
        try:
            raw = self._fetch(name, LARGEST_FILE + 1)
        except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
            raise UnreadableFileError("damaged files") from error
        self._left -= len(raw)
        if len(raw) > LARGEST_FILE or self._left < 0:
            raise UnreadableFileError("files that are too large")
        try:
            return parse_json(raw.decode("utf-8-sig"))
        except ValueError as error:
            raise UnreadableFileError("broken JSON files") from error


def files_in_folder(folder: Path) -> ExportFiles:
    """The JSON files in `folder` and the two levels below it."""
    found = (path for pattern in ("*.json", "*/*.json", "*/*/*.json") for path in folder.glob(pattern))
    names, top = _without_top_folder(path.relative_to(folder).as_posix() for path in found if path.is_file())

    def fetch(name: str, limit: int) -> bytes:
        with (folder / top / name).open("rb") as file:
            return file.read(limit)

    return ExportFiles(names, fetch)


def files_in_zip(archive: zipfile.ZipFile) -> ExportFiles:
    """The JSON members of `archive`, which stays open as long as they are read."""
    members = {info.filename: info for info in archive.infolist() if info.filename.endswith(".json")}
    names, top = _without_top_folder(name for name in members if not name.startswith("__MACOSX/"))

    def fetch(name: str, limit: int) -> bytes:
        with archive.open(members[top + name]) as member:
            return member.read(limit)

    return ExportFiles(names, fetch)


def _without_top_folder(paths: Iterable[str]) -> tuple[tuple[str, ...], str]:
    """The paths relative to the export's own top, and that top ("" or "name/"): some tools wrap it in a folder."""
    found = sorted(paths)
    tops = [path.removesuffix("channels.json") for path in found if PurePosixPath(path).name == "channels.json"]
    top = min(tops, key=lambda path: (path.count("/"), path)) if tops else _only_folder(found)
    return tuple(path.removeprefix(top) for path in found if path.startswith(top)), top


def _only_folder(paths: list[str]) -> str:
    """The folder that wraps all channel folders, when there is no channels.json to show it."""
    first = {path.partition("/")[0] for path in paths}
    wraps = len(first) == 1 and all(path.count("/") == 2 for path in paths)
    return f"{first.pop()}/" if wraps else ""
