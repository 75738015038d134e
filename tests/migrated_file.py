"""A SQLite file that has its tables, all of them empty: copied from one that was migrated, which takes much longer."""

import atexit
import shutil
import tempfile
from pathlib import Path

from storage import Storage

_folder = Path(tempfile.mkdtemp(prefix="dealcoach-template-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)


async def migrated_file(path: Path) -> str:
    """Put such a file at `path`; its address."""
    template = _folder / "dealcoach.db"
    if not template.exists():
        migrated = Storage(f"sqlite:///{_folder / 'migrating.db'}")
        await migrated.upgrade()
        await migrated.close()
        (_folder / "migrating.db").rename(template)
    shutil.copyfile(template, path)
    return f"sqlite:///{path}"
