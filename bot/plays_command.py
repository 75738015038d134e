"""`dealcoach plays lint`: play files held against the rules, and against their own examples."""

from pathlib import Path
from typing import TextIO

from bot.content import load_content
from bot.offline import failures_told
from bot.playbook import load_playbook


def lint_plays(folder: Path, out: TextIO) -> int:
    """Name the file, key and reason of whatever is wrong with the plays in `folder`; 1 when there is anything."""
    count = len([*folder.glob("*.yaml"), *folder.glob("*.yml")])
    if not count:
        what = "holds no .yaml files" if folder.is_dir() else "is no folder"
        out.write(f"{folder} {what}: give the folder that holds the play files.\n")
        return 1
    with failures_told():
        content = load_content()
    _, problems = load_playbook([folder], content.reader, content.coach.catalogue, content.signals)
    for problem in problems:
        out.write(f"{problem}\n")
    if problems:
        return 1
    out.write(f"{count} play{'' if count == 1 else 's'} in order.\n")
    return 0
