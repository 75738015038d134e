"""Takes the pictures of the docs: a local Slack with the bot in it, clicked through in a headless Chromium.

`make pictures`. local-slack does not know Slack's native feedback buttons: where they stand in Slack, its page says
[context_actions], which is taken out of the pictures.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright  # type: ignore[import-not-found,unused-ignore]  # see Makefile

from bot.local_slack import LocalSlack, fetch_local_slack
from bot.play import WORKSPACE

PORT = 3117
UPDATES = (
    (
        "Ben Okafor",
        "Demo with Glenmarsh Foods went well, €30k. Olu Ade from operations wants it. Proposal goes out Friday.",
    ),
    (
        "Ana Ruiz",
        "First call with Tarnbeck, about $45k. Mara Quist, their CFO, told us that the monthly reports cost them"
        " two days.",
    ),
    ("Ana Ruiz", "Great demo with Tarnbeck today, Mara loved it. Waiting to hear back from them."),
)
_WITHOUT_UNKNOWN = """
    const leaves = [...document.querySelectorAll('*')].filter(element => !element.children.length);
    leaves.filter(element => element.textContent === '[context_actions]').forEach(element => element.remove());
"""


def main(folder: Path) -> None:
    """Take all pictures into `folder`."""
    with _workspace() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1180, "height": 760})
        page.goto(address)
        page.get_by_text("connected", exact=True).wait_for(timeout=60_000)
        for author, words in UPDATES:
            _act_as(page, author)
            _write(page, words)
        page.get_by_text("1 reply").last.click()
        _take(page, folder / "nudge.png", "Propose the next step")
        page.get_by_role("button", name="More").last.click()
        _take(page, folder / "more.png", "DM me this")
        page.get_by_role("button", name="Close").click()
        page.get_by_text("✕").last.click()
        _write(page, "/deal show tarnbeck")
        _take(page, folder / "card.png", "Share to channel")
        _write(page, "/coach digest")
        _take(page, folder / "digest.png", "Share to channel")
        page.locator("button.sidebar-item", has_text="dealcoach").click()
        _take(page, folder / "home.png", "Open nudges")
        browser.close()


@contextmanager
def _workspace() -> Iterator[str]:
    """A local Slack with the bot at work in it; its address."""
    with tempfile.TemporaryDirectory() as folder, LocalSlack(fetch_local_slack(), WORKSPACE, PORT) as slack:
        ours = {"DEALCOACH_DATABASE_URL": f"sqlite:///{folder}/deals.db", "DEALCOACH_DEAL_REST_HOURS": "0"}
        bot = subprocess.Popen([sys.executable, "-m", "bot.run"], env=os.environ | slack.environment | ours)
        try:
            yield slack.address
        finally:
            bot.send_signal(signal.SIGTERM)
            bot.wait(60)


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        sys.exit("There is no Chromium here: install it (Debian: apt install chromium) and try again.")
    return found


def _act_as(page: Page, name: str) -> None:
    people = page.locator("select").first
    people.locator("option").first.wait_for(state="attached")
    shown = people.locator("option").all_inner_texts()
    people.select_option(label=next(person for person in shown if person.startswith(name)))


def _write(page: Page, words: str) -> None:
    page.locator("textarea").first.fill(words)
    page.locator("textarea").first.press("Enter")
    page.wait_for_timeout(2_000)  # local-slack delivers in the order of arrival; the bot reads one message at a time


def _take(page: Page, file: Path, awaited: str) -> None:
    page.get_by_text(awaited).last.wait_for(timeout=15_000)
    page.evaluate(_WITHOUT_UNKNOWN)
    page.screenshot(path=file)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
