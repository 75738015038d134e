"""The network's word is joined to the tables', kept beside them, and a team's own examples are learnt without torch."""

import json
import os
from dataclasses import replace
from io import StringIO
from pathlib import Path
from shutil import copy, copytree

import numpy as np
import pytest
from training_examples import silent_line, write_examples, write_lines

from bot.reader import (
    MODEL_FILE,
    NETWORK_FILE,
    PIECES_FILE,
    REPORT_FILE,
    ReaderArtifactError,
    load_network,
    read_checked,
)
from bot.reader_command import train_reader
from bot.training.cascade import fit_joint
from bot.training.evaluation import Known
from bot.training.examples import Example, label_rows, list_plays, load_examples
from bot.training.fitted_network import SCORES_FILE, FittedNetwork, NetworkScores, read_fitted
from bot.training.holds import HOLDS_FILE
from bot.training.run import Reader, train
from coaching.reading.word_pieces import WordPieces
from coaching_content import CONTENT_DIR


def network_that_says(examples: list[Example], odds: float) -> FittedNetwork:
    """A network whose log-odds are `odds` for each label that holds, and as much against each that does not."""
    labels = label_rows(examples, list_plays(examples))
    said = np.where(labels, odds, -odds)
    return FittedNetwork(b"a network", WordPieces(["[UNK]", "[CLS]", "[SEP]"]), NetworkScores(said, said))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with examples, and a reader of tables alone."""
    folder = tmp_path_factory.mktemp("content")
    write_examples(folder / "examples")
    copytree(CONTENT_DIR / "plays", folder / "plays")
    copy(CONTENT_DIR / "signals.yaml", folder)
    train(load_examples(folder / "examples"), folds=4, network=None).write(folder / "reader")
    return folder


@pytest.fixture(scope="module")
def joined(content: Path) -> Reader:
    examples = load_examples(content / "examples")
    return train(examples, folds=4, network=network_that_says(examples, 4.0))


def test_a_network_that_knows_better_is_listened_to(joined: Reader) -> None:
    together, alone = joined.figures["overall"], joined.figures["without_network"]["overall"]

    assert together["recall"] == 1.0
    assert together["recall"] >= alone["recall"]
    assert set(joined.files) == {MODEL_FILE, HOLDS_FILE, NETWORK_FILE, PIECES_FILE, SCORES_FILE}


def test_a_network_that_is_always_wrong_is_never_followed(content: Path) -> None:
    examples = load_examples(content / "examples")

    figures = train(examples, folds=4, network=network_that_says(examples, -4.0)).figures["overall"]

    assert figures["nudges"] == 0 or figures["precision"] >= 0.95


def test_a_joint_word_is_calibrated_on_the_rows_it_is_fitted_on() -> None:
    chance = np.random.default_rng(1)
    labels = chance.random((4000, 3)) < 0.3
    odds = np.where(labels, 1.0, -1.0) + chance.normal(size=labels.shape)

    known = Known(["p"], labels, np.ones(4000, bool), np.zeros(4000, int), np.zeros((4000, 1), bool))

    joint = fit_joint(np.full(labels.shape, 0.5), odds, known, np.arange(4000))

    said = joint.probabilities(np.full(labels.shape, 0.5), odds)
    assert said.mean(axis=0) == pytest.approx(labels.mean(axis=0), abs=0.01)
    assert labels[(said > 0.6) & (said < 0.8)].mean() == pytest.approx(0.7, abs=0.06)


def test_what_was_kept_is_read_back_for_the_same_examples(joined: Reader, content: Path, tmp_path: Path) -> None:
    examples = load_examples(content / "examples")
    joined.write(tmp_path)

    kept = read_fitted(tmp_path, examples[::-1])

    assert kept is not None
    assert kept.onnx == b"a network"
    assert kept.scores.outer == pytest.approx(network_that_says(examples, 4.0).scores.outer[::-1])


def test_changed_examples_ask_for_a_network_trained_anew(joined: Reader, content: Path, tmp_path: Path) -> None:
    examples = load_examples(content / "examples")
    joined.write(tmp_path)

    with pytest.raises(ValueError, match="make reader"):
        read_fitted(tmp_path, [replace(examples[0], text="another text"), *examples[1:]])


def test_a_reader_without_a_network_has_none_to_read_back(content: Path) -> None:
    assert read_fitted(content / "reader", []) is None
    assert load_network(content / "reader") is None


def test_a_damaged_network_says_what_to_do(joined: Reader, tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
    joined.write(tmp_path)

    with pytest.raises(ReaderArtifactError, match=r"network\.onnx cannot be used .*make reader"):
        load_network(tmp_path)

    (tmp_path / NETWORK_FILE).unlink()
    with pytest.raises(ReaderArtifactError, match=r"There is no .*network\.onnx"):
        read_checked(tmp_path, NETWORK_FILE)


def test_a_teams_own_examples_are_learnt(content: Path, tmp_path: Path) -> None:
    write_lines(tmp_path / "ours.jsonl", [silent_line(f"Shop {n}", "is a black hole") for n in range(6)])
    out = StringIO()

    code = train_reader(tmp_path / "ours.jsonl", tmp_path / "reader", out, content)

    assert code == 0, out.getvalue()
    assert "DEALCOACH_READER_DIR" in out.getvalue()
    assert json.loads((tmp_path / "reader" / REPORT_FILE).read_text())["overall"]["messages"] == 176


def test_our_messages_are_measured_with_what_was_held_back_when_the_shipped_reader_was_trained(
    content: Path, tmp_path: Path
) -> None:
    ours = load_examples(content / "examples")
    there = copytree(content, tmp_path / "content")
    held = np.array([[True, False]] * len(ours))
    train(ours, folds=4, network=None, held=held).write(there / "reader")
    write_lines(tmp_path / "ours.jsonl", [silent_line(f"Shop {n}", "is a black hole") for n in range(6)])
    out = StringIO()

    code = train_reader(tmp_path / "ours.jsonl", tmp_path / "reader", out, there)

    assert code == 0, out.getvalue()
    plays = json.loads((tmp_path / "reader" / REPORT_FILE).read_text())["plays"]
    assert {play for play, figures in plays.items() if figures["said"]} == {"book_follow_up"}


def test_a_reader_that_was_measured_on_other_examples_is_nothing_to_be_held_against(
    content: Path, tmp_path: Path
) -> None:
    there = copytree(content, tmp_path / "content")
    write_lines(there / "examples" / "V.jsonl", [silent_line("The zoo", "went dark on me")])
    write_lines(tmp_path / "ours.jsonl", [silent_line("Shop", "is a black hole")])

    assert "make reader-tables" in refusal(there, tmp_path / "ours.jsonl", tmp_path / "reader")


def test_examples_that_make_the_reader_worse_are_refused(content: Path, tmp_path: Path) -> None:
    wrong = [{"text": f"{line['text']} now", "is_deal_update": False} for line in _lines(content) if line.get("plays")]
    write_lines(tmp_path / "wrong.jsonl", wrong)
    out = StringIO()

    code = train_reader(tmp_path / "wrong.jsonl", tmp_path / "reader", out, content)

    assert code == 1
    assert "nothing was written" in out.getvalue()
    assert not (tmp_path / "reader").exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"text": "t", "is_deal_update": True, "plays": ["ask_why_silnet"]}, "ask_why_silnet"),
        ({"text": "t", "is_deal_update": True, "plays": ["ask_why_silent"], "evidence": "x"}, "not in the text"),
        ({"text": "t", "is_deal_update": False, "plays": ["ask_why_silent"]}, "no deal update"),
        ({"text": "t", "is_deal_update": True, "plays": [], "primary": "ask_why_silent"}, "not one of its plays"),
    ],
)
def test_labels_that_cannot_be_learnt_are_named(
    line: dict[str, object], said: str, content: Path, tmp_path: Path
) -> None:
    write_lines(tmp_path / "bad.jsonl", [line])
    out = StringIO()

    assert train_reader(tmp_path / "bad.jsonl", tmp_path / "reader", out, content) == 1
    assert "bad0" in out.getvalue()
    assert said in out.getvalue()


def refusal(content: Path, file: Path, to: Path) -> str:
    """What is said of a file that is not trained on."""
    out = StringIO()
    assert train_reader(file, to, out, content) == 1
    assert "Training on" not in out.getvalue()
    return out.getvalue()


def test_a_file_that_is_not_there_empty_or_a_folder_is_said(content: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n")
    (tmp_path / "folder.jsonl").mkdir()

    assert "none.jsonl cannot be read: No such file" in refusal(content, tmp_path / "none.jsonl", tmp_path / "reader")
    assert "no examples" in refusal(content, tmp_path / "empty.jsonl", tmp_path / "reader")
    assert "folder.jsonl cannot be read: Is a dir" in refusal(content, tmp_path / "folder.jsonl", tmp_path / "reader")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights_is_said(content: Path, tmp_path: Path) -> None:
    file = tmp_path / "secret.jsonl"
    file.touch(mode=0o000)

    assert "secret.jsonl cannot be read: Permission denied" in refusal(content, file, tmp_path / "reader")


def test_a_goal_that_cannot_be_written_is_said_before_the_training(content: Path, tmp_path: Path) -> None:
    write_lines(tmp_path / "ours.jsonl", [silent_line("Shop", "is a black hole")])
    (tmp_path / "taken").write_text("a file")

    assert "Nothing can be written" in refusal(content, tmp_path / "ours.jsonl", tmp_path / "taken" / "reader")
    assert "the reader that ships" in refusal(content, tmp_path / "ours.jsonl", content / "reader")


def test_one_text_with_two_sets_of_labels_is_refused(content: Path, tmp_path: Path) -> None:
    line = silent_line("Shop", "is a black hole")
    write_lines(tmp_path / "torn.jsonl", [line, {"text": line["text"].upper(), "is_deal_update": True}])

    said = refusal(content, tmp_path / "torn.jsonl", tmp_path / "reader")

    assert "torn1: the same text as torn0" in said


def test_messages_of_ours_are_left_out_of_the_teams(content: Path, tmp_path: Path) -> None:
    ours = [line for line in _lines(content) if line.get("plays")][:4]
    fresh = [silent_line(f"Shop {n}", "is a black hole") for n in range(3)]
    write_lines(tmp_path / "copied.jsonl", ours)
    write_lines(tmp_path / "mixed.jsonl", [*ours, *fresh, fresh[0]])
    out = StringIO()

    assert "nothing to learn" in refusal(content, tmp_path / "copied.jsonl", tmp_path / "reader")
    assert train_reader(tmp_path / "mixed.jsonl", tmp_path / "reader", out, content) == 0, out.getvalue()
    assert "5 of yours left out" in out.getvalue()
    assert "and 3 of yours" in out.getvalue()


def _lines(content: Path) -> list[dict[str, object]]:
    files = sorted((content / "examples").glob("[W-Z].jsonl"))
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]
