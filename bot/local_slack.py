"""Gets and starts `local-slack`, a Slack in one program, for trying the bot out and for its tests."""

import platform
import shutil
import subprocess
import tarfile
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import yaml

VERSION = "0.1.8"
CACHE = Path(".cache") / f"local-slack-{VERSION}"
"""Where the program is kept, under the working folder."""

_SYSTEMS = {"Linux": "linux", "Darwin": "darwin", "Windows": "windows"}
_MACHINES = {"x86_64": "x64", "AMD64": "x64", "arm64": "arm64", "aarch64": "arm64"}


class LocalSlackError(Exception):
    """Why local-slack cannot be had or started, in a sentence that says what to do."""


def fetch_local_slack(cache: Path = CACHE) -> Path:
    """The program's path; the first call downloads it (37 MB) from npm into `cache`.

    Raises `LocalSlackError` where node's npm is missing, or npm has no local-slack for this machine.
    """
    program = cache / "package" / "bin" / ("local-slack.exe" if platform.system() == "Windows" else "local-slack")
    if not program.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as unfinished:
            with tarfile.open(_download(Path(unfinished))) as package:
                package.extractall(unfinished, filter="data")
            shutil.copytree(Path(unfinished) / "package", cache / "package", dirs_exist_ok=True)
    return program.resolve()


def _download(folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise LocalSlackError(
            "local-slack comes from npm, which is not here: install Node.js (https://nodejs.org) and try again."
        )
    name = f"local-slack-{_SYSTEMS.get(platform.system())}-{_MACHINES.get(platform.machine())}@{VERSION}"
    pack = [npm, "pack", name, "--silent", "--fetch-retries=1", "--fetch-timeout=60000"]
    packed = subprocess.run(pack, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603  no shell
    archives = list(folder.glob("*.tgz"))
    if packed.returncode != 0 or not archives:
        raise LocalSlackError(
            f"npm could not get {name}: check the network, and that local-slack exists for this machine."
        )
    return archives[0]


class LocalSlack:
    """A running local-slack with one workspace; `with LocalSlack(program, workspace, port) as slack`."""

    def __init__(self, program: Path, workspace: dict[str, Any], port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self._command = [str(program), "--port", str(port), "--base-host", "127.0.0.1"]
        self._workspace = workspace
        self._folder = tempfile.TemporaryDirectory(prefix="local-slack-")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The settings that point a bot at the workspace's first app, in whose channels it is already."""
        app = self._workspace["app"]
        return {
            "SLACK_API_URL": f"{self.address}/api/",
            "SLACK_BOT_TOKEN": app["botToken"],
            "SLACK_APP_TOKEN": app["appToken"],
            "DEALCOACH_WATCH": "all",
        }

    def __enter__(self) -> Self:
        """Start it and wait until it answers; raises `LocalSlackError` when it does not within 20 seconds."""
        config = Path(self._folder.name) / "workspace.yaml"
        config.write_text(yaml.safe_dump(self._workspace), encoding="utf-8")
        command = [*self._command, "--config", str(config), "--files-dir", self._folder.name]
        with (Path(self._folder.name) / "log").open("wb") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)  # noqa: S603
        try:
            self._wait_until_it_answers(self._process)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def running(self) -> bool:
        """Whether the program is still there."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """End the program and throw away what it kept."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.terminate()
            self._process.wait(timeout=10)
        self._folder.cleanup()

    def _wait_until_it_answers(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and process.poll() is None:
            with suppress(OSError), urllib.request.urlopen(f"{self.address}/_control/state", timeout=1):  # noqa: S310
                return
            time.sleep(0.05)
        log = (Path(self._folder.name) / "log").read_text(encoding="utf-8", errors="replace").strip().splitlines()
        raise LocalSlackError(f"local-slack did not start at {self.address}: {log[-1] if log else 'it said nothing'}")
