"""From a path to a recording, whatever lies there: an export's folder, its zip, or a file of recorded events."""

import zipfile
from pathlib import Path

from bot.export.files import ExportFiles, files_in_folder, files_in_zip
from bot.export.recorded_events import read_recorded_events
from bot.export.recording import NotARecordingError, Recording
from bot.export.slack_export import holds_export, read_export

_WANTED = "give a Slack export (its folder or zip) or a .jsonl file of recorded events"


def read_recording(path: Path) -> Recording:
    """What `path` recorded; raises `NotARecordingError` with one sentence when it is nothing that can be replayed."""
    try:
        if path.is_dir():
            return _read_export(files_in_folder(path), path)
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                return _read_export(files_in_zip(archive), path)
        return _read_events(path)
    except FileNotFoundError:
        raise NotARecordingError(f"There is no {path}: {_WANTED}.") from None
    except (OSError, zipfile.BadZipFile) as error:
        raise NotARecordingError(f"{path} cannot be opened ({error}): {_WANTED}.") from error


def _read_export(files: ExportFiles, path: Path) -> Recording:
    if not holds_export(files):
        raise NotARecordingError(f"{path} holds no channels.json and no channel folders: {_WANTED}.")
    return read_export(files)


def _read_events(path: Path) -> Recording:
    try:
        with path.open(encoding="utf-8-sig") as lines:
            return read_recorded_events(lines)
    except UnicodeDecodeError:
        raise NotARecordingError(f"{path} is neither a zip nor text: {_WANTED}.") from None
    except NotARecordingError as reason:
        raise NotARecordingError(f"{path} cannot be replayed, {reason}: {_WANTED}.") from None
