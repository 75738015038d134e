"""The committed report says what `make score` prints: every figure with its aim, every play and every writer."""

import json
from pathlib import Path

import pytest

from benchmarks.reading.score_cases import CaseFigures
from benchmarks.reading.score_facts import FIELDS, Tally
from benchmarks.reading.score_nudges import NudgeFigures, load_nudge_figures
from benchmarks.reading.score_tables import aims, facts, plays, writers

ROOT = Path(__file__).parents[2]
CASES = CaseFigures({"day": 19}, {"day": 20}, (), {}, 19)


def rows_of(table: object) -> dict[str, list[str]]:
    lines = [line.strip("| \n").split("|") for line in str(table).splitlines() if line.startswith("| ")]
    return {line[0].strip(): [cell.strip() for cell in line[1:]] for line in lines}


def nudges(**overall: float) -> NudgeFigures:
    return NudgeFigures("test", overall, {"p": {"said": 4, "right": 3, "owed": 0, "met": 0}}, {}, {})


def by_writer(**tallies: Tally) -> dict[str, dict[str, Tally]]:
    return {writer: dict.fromkeys(FIELDS, tally) for writer, tally in tallies.items()}


def test_a_figure_stands_beside_its_aim_and_says_whether_it_is_reached() -> None:
    rows = rows_of(aims(nudges(precision=0.93, recall=0.7994), by_writer(A=Tally(85, 15, 15)), CASES))

    assert rows["nudge precision"] == ["0.930", "0.93", "yes"]
    assert rows["nudge recall"] == ["0.799", "0.80", "no"]
    assert rows["company precision"] == ["0.850", "0.92", "no"]
    assert rows["company recall"] == ["0.850", "0.85", "yes"]
    assert rows["dates and money"] == ["0.950", "0.95", "yes"]


def test_a_figure_that_nobody_measured_is_neither_reached_nor_missed() -> None:
    rows = rows_of(aims(nudges(), by_writer(A=Tally()), CASES))

    assert rows["nudge precision"] == ["-", "0.93", "-"]
    assert rows["nudges on real chat"][0] == "-"


@pytest.mark.parametrize(("nudged", "reached"), [(1, "yes"), (2, "no")])
def test_nudges_on_real_chat_are_counted_on_the_largest_set(nudged: int, reached: str) -> None:
    chat = {"small": {"messages": 10, "nudges": 9}, "unseen": {"messages": 1_500, "nudges": nudged}}
    figures = NudgeFigures("test", {}, {}, {}, chat)

    assert rows_of(aims(figures, by_writer(A=Tally()), CASES))["nudges on real chat"][2] == reached


def test_a_play_that_nobody_owes_has_no_recall() -> None:
    assert rows_of(plays(nudges()))["p"] == ["4", "3", "0", "0", "0.750", "-"]


def test_the_writers_whom_the_weights_were_fitted_on_stand_apart_from_the_others() -> None:
    rows = rows_of(facts(by_writer(A=Tally(1, 1, 1), V=Tally(3, 0, 0))))

    assert rows["A-O"][0] == "0.500 / 0.500"
    assert rows["the others"][0] == "1.000 / 1.000"
    assert rows["all"][0] == "0.800 / 0.800"


def test_a_report_that_lacks_a_part_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(json.dumps({"version": "v", "overall": {"precision": 1.0}}), "utf-8")

    figures = load_nudge_figures(tmp_path / "report.json")

    assert (figures.version, figures.plays, figures.chat_share) == ("v", {}, None)


def test_the_committed_report_is_of_the_model_that_is_here_and_has_every_play_and_writer() -> None:
    report = (ROOT / "docs" / "reading-report.md").read_text("utf-8")
    figures = load_nudge_figures()

    assert f"the model is {figures.version}." in report, "run `make score` after training"
    assert str(plays(figures)) in report
    assert str(writers(figures)) in report
