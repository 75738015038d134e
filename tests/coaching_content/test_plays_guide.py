"""The guide for writing plays tells the truth: its worked example works, and its tables match the code."""

import re
from pathlib import Path

import pytest
import yaml
from coached import shipped_content
from content_files import signals

from bot.playbook import load_playbook
from coaching.conditions import NAMED
from coaching.cues import compile_cue
from coaching.play import Play
from coaching.reading.result import Reading
from coaching.timed.causes import CAUSES
from coaching.timed.example import DealExample

GUIDE = (Path(__file__).parents[2] / "docs" / "plays.md").read_text(encoding="utf-8")
_BLOCK = re.search(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
THIRTEENTH = Play.model_validate(yaml.safe_load(_BLOCK.group(1) if _BLOCK else ""))


def cues_alone(message: str) -> Reading:
    """A reading by a reader that knows no play at all."""
    return Reading(text=message, english=True, is_deal_update=True)


@pytest.mark.parametrize("message", THIRTEENTH.examples.fires)
def test_the_worked_example_fires_by_its_cues_alone(message: str) -> None:
    fired = THIRTEENTH.evidence(cues_alone(message))

    assert fired is not None
    assert fired[1] in message


@pytest.mark.parametrize("message", THIRTEENTH.examples.silent)
def test_the_worked_example_stays_silent_on_its_near_misses(message: str) -> None:
    assert THIRTEENTH.evidence(cues_alone(message)) is None


def test_the_worked_example_looks_only_for_signals_that_exist() -> None:
    assert THIRTEENTH.signals() <= set(signals())


def test_the_guide_explains_every_key_of_a_play() -> None:
    section = GUIDE.split("## The keys, in their order")[1].split("## When it fires")[0]

    assert [key for key in Play.model_fields if f"`{key}`" not in section] == []


def test_the_guide_explains_every_condition() -> None:
    section = GUIDE.split("## Conditions")[1]

    assert [name for name in NAMED if f"`{name}`" not in section] == []


def test_the_guide_lists_every_signal_with_what_it_means() -> None:
    for name, signal in signals().items():
        assert f"| `{name}` | {signal.means} |" in GUIDE


@pytest.mark.parametrize(
    ("cue", "found", "not_found"),
    [
        ("they'll be in touch", "They’ll be in touch.", "they'll be in touching distance"),
        ("negotiating ... whatsapp", "negotiating the price over WhatsApp", "negotiating. He is on WhatsApp"),
        ("trial is live", "the trial is live", "not yet: no trial is live"),
        ("no agenda", "no agenda yet", "the agenda is long"),
    ],
)
def test_the_guide_describes_cues_as_they_work(cue: str, found: str, not_found: str) -> None:
    assert f"| `{cue}` |" in GUIDE
    assert found in GUIDE
    assert not_found in GUIDE

    assert compile_cue(cue).find(found) is not None
    assert compile_cue(cue).find(not_found) is None


TIMED = GUIDE.split("## Timed plays")[1].split("## Words that we do not use")[0]


def test_the_timed_play_of_the_guide_passes_lint(tmp_path: Path) -> None:
    block = re.search(r"```yaml\n(.*?)```", TIMED, re.DOTALL)
    assert block
    (tmp_path / "our_quiet_trials.yaml").write_text(block.group(1), "utf-8")
    content = shipped_content()

    playbook, problems = load_playbook([tmp_path], content.reader, content.coach.catalogue, content.signals)

    assert ([play.id for play in playbook.timed], problems) == (["our_quiet_trials"], ())


def test_the_guide_lists_the_causes_in_their_order_and_every_word_of_an_example() -> None:
    assert re.findall(r"^\| `(\w+)` \|", TIMED, re.MULTILINE) == list(CAUSES)
    assert [key for key in DealExample.model_fields if f"`{key}`" not in TIMED] == []
