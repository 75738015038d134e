"""Plays are read from files; a wrong one is left out and told by file, key and reason, and never stops the bot."""

from pathlib import Path
from typing import get_args

import pytest
from coached import shipped_content

from bot.content import ContentError, load_catalogue, load_content, load_lessons, load_told_finder
from bot.playbook import load_playbook
from coaching.lessons.rules import Band, Need
from coaching_content import CONTENT_DIR

GOOD = """\
id: ask_about_the_fleet
title: Ask about the fleet
when: A haulage customer was met and nobody asked how many trucks they have.
wrong_when: [The size of the fleet is stated.]
fires:
  cues: [forgot the fleet size]
settled_when: [next_step_ahead]
rest_days: 3
says: ["How many trucks?", "How big is the fleet?", "What does {company} drive?"]
why: The price depends on it.
idea: Ask early.
draft: Hi {contact}, how many trucks do you run?
examples:
  fires:
    - Met Corbel Haulage today, forgot the fleet size again.
    - Good visit at Harrier Logistics but I forgot the fleet size.
    - Talked to Maple Trucks for an hour, forgot the fleet size.
    - Demo at Torvik Transport done, we forgot the fleet size.
    - Linden Freight call went fine, forgot the fleet size, typical.
  silent:
    - Met Corbel Haulage, 40 trucks, review on Friday.
    - Harrier Logistics signed today.
    - Who has the deck?
    - We did not forget the fleet size at Maple Trucks.
    - Torvik Transport has gone dark.
"""


def problems_of(folder: Path, text: str) -> list[str]:
    (folder / "ask_about_the_fleet.yaml").write_text(text, "utf-8")
    content = shipped_content()
    playbook, problems = load_playbook([folder], content.reader, content.coach.catalogue, content.signals)
    assert (len(playbook.active) == 0) == bool(problems)
    return [f"{problem.file.name}: {problem.key}: {problem.reason}" for problem in problems]


def test_all_plays_that_ship_are_used() -> None:
    assert shipped_content().problems == ()
    assert len(shipped_content().coach.playbook.active) == 12
    assert len(shipped_content().coach.playbook.timed) == 11


def test_a_thirteenth_play_works_by_its_cues_alone(tmp_path: Path) -> None:
    assert problems_of(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("rest_days: 3", "rest_day: 3", "rest_day: is no key of a play"),
        ("rest_days: 3", "rest_days: soon", "rest_days: Input should be a valid integer"),
        ("rest_days: 3", "rest_days: 3\nrest_days: 4", "file: cannot be read as YAML"),
        ("{company} drive", "{buyer} drive", "unknown placeholder 'buyer'"),
        ("[next_step_ahead]", "[{said: no_such_signal}]", "there is no signal 'no_such_signal'"),
        ("id: ask_about_the_fleet", "id: ask_about_trucks", "id: is 'ask_about_trucks', but the file is named"),
        ("title: Ask about the fleet\n", "", "title: Field required"),
        ("- Who has the deck?", "- Harrier Logistics, forgot the fleet size.", "examples.silent.3: the play fires on"),
        ("for an hour, forgot the fleet size", "for an hour", "examples.fires.3: the play stays silent"),
        ("says:", "why: x\nsays:", "cannot be read as YAML"),
        (GOOD, "- a list", "file: holds no keys"),
        (GOOD, "a: [", "file: cannot be read as YAML"),
    ],
)
def test_what_is_wrong_is_told_by_file_key_and_reason(tmp_path: Path, old: str, new: str, told: str) -> None:
    problems = problems_of(tmp_path, GOOD.replace(old, new))

    assert any(told in problem and problem.startswith("ask_about_the_fleet.yaml: ") for problem in problems), problems


TIMED = (
    (CONTENT_DIR / "timed_plays" / "no_update.yaml").read_text("utf-8").replace("no_update\ntitle", "our_own\ntitle")
)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("limits: {early: 12", "limits: {soon: 12", "fires.limits.soon"),
        ("cause: no_update", "cause: bad_weather", "fires.cause"),
        ("rest_days: 21", "rest_day: 21", "rest_day: is no key of a play"),
        ("rest_days: 21", "rest_days: 21\nsettled_when: [next_step_ahead]", "settled_when: is no key of a timed play"),
        ("updated: 12}", "updatet: 12}", "examples.fires.0.updatet: is no key of a play"),
        ("updated: 12}", "updated: 11}", "examples.fires.1: the play stays silent (its cause does not hold)"),
        ("updated: 11}", "updated: 12}", "examples.silent.1: the play fires on 'last update on 12 February'"),
    ],
)
def test_a_timed_play_is_held_against_its_own_examples(tmp_path: Path, old: str, new: str, told: str) -> None:
    (tmp_path / "our_own.yaml").write_text(TIMED, "utf-8")
    content = shipped_content()
    good, none = load_playbook([tmp_path], content.reader, content.coach.catalogue, content.signals)
    (tmp_path / "our_own.yaml").write_text(TIMED.replace(old, new), "utf-8")

    playbook, problems = load_playbook([tmp_path], content.reader, content.coach.catalogue, content.signals)

    assert ([play.id for play in good.timed], none) == (["our_own"], ())
    assert playbook.timed == ()
    assert any(told in str(problem) for problem in problems), problems


def test_keys_stand_in_one_order_so_that_plays_can_be_compared(tmp_path: Path) -> None:
    moved = GOOD.replace("rest_days: 3\n", "").replace("title:", "rest_days: 3\ntitle:")

    assert [problem.partition(";")[0] for problem in problems_of(tmp_path, moved)] == [
        "ask_about_the_fleet.yaml: rest_days: stands in the wrong place"
    ]


def test_a_team_play_takes_the_place_of_ours_and_a_wrong_one_leaves_ours_in_use(tmp_path: Path) -> None:
    ours = (CONTENT_DIR / "plays" / "keep_door_open.yaml").read_text("utf-8")
    team = tmp_path / "keep_door_open.yaml"
    team.write_text(ours.replace("status: active", "status: retired"), "utf-8")

    retired = load_content([tmp_path])
    team.write_text(ours.replace("status: active", "status: asleep"), "utf-8")
    refused = load_content([tmp_path])

    assert "keep_door_open" not in {play.id for play in retired.coach.playbook.active}
    assert "keep_door_open" in {play.id for play in refused.coach.playbook.active}
    assert [problem.key for problem in refused.problems] == ["status"]


def test_a_missing_folder_of_plays_is_one_sentence_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="correct DEALCOACH_PLAYS_DIR"):
        load_content([tmp_path / "nowhere"])


def test_sentences_that_cannot_be_read_stop_the_start_with_the_file_named(tmp_path: Path) -> None:
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "nudges.yaml").write_text("hello: [", "utf-8")

    with pytest.raises(ContentError, match=r"nudges\.yaml"):
        load_catalogue(tmp_path)


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        (
            "time:\n  means: x\n  cues: [met]\n",
            r"ladder\.yaml cannot be used: its entries must be time, problem_shared",
        ),
        ("time:\n  means: x\n  cue: [met]\n", r"ladder\.yaml"),
    ],
)
def test_a_ladder_with_a_rung_missing_or_a_wrong_key_is_named(tmp_path: Path, entries: str, told: str) -> None:
    (tmp_path / "ladder.yaml").write_text(entries, encoding="utf-8")

    with pytest.raises(ContentError, match=told):
        load_told_finder(tmp_path)


def test_a_cue_of_the_ladder_that_is_no_pattern_is_named(tmp_path: Path) -> None:
    for name in ("ladder", "checklist"):
        text = (CONTENT_DIR / f"{name}.yaml").read_text(encoding="utf-8")
        broken = text.replace("    - closed won\n", "    - /closed (won/\n")
        (tmp_path / f"{name}.yaml").write_text(broken, encoding="utf-8")

    with pytest.raises(ContentError, match="cue '/closed"):
        load_told_finder(tmp_path)


@pytest.mark.parametrize("wrong", ["look_bak: 10", "points: {middle: {stages: [deno], needs: [money]}}", "share: 2"])
def test_what_is_wrong_with_the_rules_of_lessons_is_told_with_the_file(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "losses.yaml").write_text(wrong, "utf-8")

    with pytest.raises(ContentError, match=r"losses\.yaml"):
        load_lessons(tmp_path)


def test_lessons_are_taught_at_every_point_of_a_deal() -> None:
    rules, catalogue = load_lessons(), load_catalogue()

    assert [*rules.points] == [*get_args(Band)]
    assert all(catalogue.say(f"lessons.lack_{need}") for need in get_args(Need))
    assert rules.band_of("discovery") == "early"
    assert rules.band_of(None) is None
