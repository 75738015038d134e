"""`make play`: a small Slack on this machine with the bot in it, to click around in as a rep."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType
from typing import Any

from bot.local_slack import LocalSlack, LocalSlackError, fetch_local_slack

WORKSPACE: dict[str, Any] = {
    "workspace": {"name": "Harbour Sales", "domain": "harbour-sales", "teamId": "T0HARBOUR"},
    "app": {
        "appId": "A0DEALCOACH",
        "botUserId": "U0DEALCOACH",
        "botName": "dealcoach",
        "botToken": "xoxb-play",
        "appToken": "xapp-play",
        "mode": "socket",
    },
    "users": [
        {"id": "U0ANA", "name": "ana", "real_name": "Ana Ruiz (rep)", "tz": "Europe/Madrid"},
        {"id": "U0BEN", "name": "ben", "real_name": "Ben Okafor (rep)", "tz": "America/New_York"},
        {"id": "U0MIA", "name": "mia", "real_name": "Mia Sato (admin)", "tz": "Europe/London"},
    ],
    "channels": [
        {
            "id": "C0DEALS",
            "name": "deals",
            "topic": "Deal updates",
            "members": ["U0ANA", "U0BEN", "U0MIA", "U0DEALCOACH"],
        },
        {"id": "C0LOUNGE", "name": "lounge", "topic": "Anything else", "members": ["U0ANA", "U0BEN", "U0MIA"]},
    ],
}
ADMIN = "U0MIA"
_USUAL_PORT = 3000


def main() -> int:
    """Run local-slack and the bot until Ctrl-C or SIGTERM; the exit code, 1 when one of them could not run."""
    for number in (signal.SIGTERM, signal.SIGINT):  # a shell starts what runs in the background deaf to SIGINT
        signal.signal(number, _as_interrupt)
    try:
        program = fetch_local_slack()
        with (
            tempfile.TemporaryDirectory(prefix="dealcoach-play-") as folder,
            LocalSlack(program, WORKSPACE, _port()) as slack,
        ):
            return _play(slack, Path(folder))
    except LocalSlackError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _play(slack: LocalSlack, folder: Path) -> int:
    # A session of its own: Ctrl-C reaches us alone, and we stop the bot before its Slack.
    bot = subprocess.Popen([sys.executable, "-m", "bot.run"], env=_environment(slack, folder), start_new_session=True)
    try:
        print(f"Open {slack.address} and write a deal update in #deals as Ana, for instance:")
        print('  "Good call with Acme, $45k, they loved it. Waiting to hear back from them."')
        print("As Mia, /coach status and /coach manager add show what admins can do; /coach help has the rest.")
        print("Ctrl-C stops the bot and the Slack; nothing is kept.", flush=True)
        while bot.poll() is None and slack.running:
            time.sleep(0.2)
        print(
            f"{'local-slack' if bot.poll() is None else 'The bot'} has ended by itself: start again.", file=sys.stderr
        )
        return 1
    finally:
        if bot.poll() is None:
            bot.terminate()
        bot.wait(timeout=60)


def _environment(slack: LocalSlack, folder: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "DEALCOACH_"))}
    ours = {"DEALCOACH_DATABASE_URL": f"sqlite:///{folder / 'play.db'}", "DEALCOACH_LOG_LEVEL": "WARNING"}
    return inherited | slack.environment | ours | {"DEALCOACH_ADMINS": ADMIN}


def _port() -> int:
    """Port 3000 where it is free, else any free one."""
    for wanted in (_USUAL_PORT, 0):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", wanted))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise LocalSlackError("No port is free on this machine: close something that listens and try again.")


def _as_interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
