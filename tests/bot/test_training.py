"""Training is repeatable, and what it writes is what the bot loads."""

import io
import json
import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse
from training_examples import write_examples

from bot.reader import MODEL_FILE, REPORT_FILE, ReaderArtifactError, load_model, load_reader
from bot.reader_command import _tell
from bot.training.examples import Example, load_examples
from bot.training.holds import HOLDS_FILE
from bot.training.run import train
from bot.training.scorecard import score_answers, score_by_play
from bot.training.tables import WORTH_SHARING, fit_label, fit_labels
from coaching.facts import Facts


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("training")
    examples = load_examples(write_examples(folder / "examples"))
    train(examples, folds=4, network=None).write(folder / "reader")
    return folder


def test_the_same_examples_give_the_same_bytes(trained: Path, tmp_path: Path) -> None:
    train(load_examples(trained / "examples"), folds=4, network=None).write(tmp_path)

    assert (tmp_path / MODEL_FILE).read_bytes() == (trained / "reader" / MODEL_FILE).read_bytes()


def test_the_bot_loads_what_training_wrote_and_reads_with_it(trained: Path) -> None:
    reader = load_reader(trained / "reader", lambda text, today: Facts(), lambda text: {})

    silent = reader.read(
        "A museum liked the trial we ran. The library stopped replying, went dark on me", date(2026, 1, 5)
    )
    chatter = reader.read("the projector key is in the kitchen", date(2026, 1, 5))

    assert silent.is_deal_update
    assert max(silent.scores, key=lambda play: silent.scores[play].score) == "ask_why_silent"
    assert "stopped replying" in silent.scores["ask_why_silent"].evidence
    assert not chatter.is_deal_update


def test_the_report_names_the_model_and_its_figures(trained: Path) -> None:
    report = json.loads((trained / "reader" / REPORT_FILE).read_text())

    assert set(report["files"]) == {MODEL_FILE, HOLDS_FILE}
    assert report["overall"]["messages"] == 4 * (5 * 4 + 5 * 3 + 5 + 4)
    assert set(report["writers"]) == set("WXYZ")
    assert set(report["plays"]) == {"ask_why_silent", "book_follow_up"}
    assert report["chat"]["out_of_fold"]["messages"] == 20
    assert report["evidence"] == {"labelled_spans": 80, "quote_meets_span": 1.0, "mean_overlap_over_union": 1.0}


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ReaderArtifactError, match="make reader"):
        load_model(tmp_path)


def test_a_damaged_model_says_what_to_do(trained: Path, tmp_path: Path) -> None:
    content = (trained / "reader" / MODEL_FILE).read_bytes()
    (tmp_path / MODEL_FILE).write_bytes(content[:-40])
    (tmp_path / REPORT_FILE).write_bytes((trained / "reader" / REPORT_FILE).read_bytes())

    with pytest.raises(ReaderArtifactError, match=r"not the file .*make reader"):
        load_model(tmp_path)


def test_a_report_without_a_checksum_says_what_to_do(trained: Path, tmp_path: Path) -> None:
    (tmp_path / MODEL_FILE).write_bytes((trained / "reader" / MODEL_FILE).read_bytes())
    (tmp_path / REPORT_FILE).write_text("{}")

    with pytest.raises(ReaderArtifactError, match="names no checksum"):
        load_model(tmp_path)


def test_a_bad_line_is_named_with_its_file_and_number(tmp_path: Path) -> None:
    (tmp_path / "A.jsonl").write_text('{"id": "a", "text": "hello"}\n{"id": "b"}\n')

    with pytest.raises(ValueError, match=r"A\.jsonl line 2: it has no text"):
        load_examples(tmp_path)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "b", "text": "hello"', "no JSON"),
        ("[" * 100_000, "no JSON|nested too deeply"),
        ('["b", "hello"]', "no JSON object"),
        ('{"text": "hello"}', "no id"),
        ('{"id": "b", "text": null}', "text must be words"),
        ('{"id": "b", "text": "  "}', "text must be words"),
        ('{"id": "b", "text": "hello", "plays": "ask_why_silent"}', "plays must be a list"),
        ('{"id": "b", "text": "hello", "plays": [["ask_why_silent"]]}', "plays must be a list"),
        ('{"id": "b", "text": "hello", "is_deal_update": "false"}', "true or false"),
        ('{"id": "b", "text": "hello", "evidence": ["hello"]}', "evidence must be words"),
        ('{"id": "b", "text": "hello", "date": "31.3.2026"}', "date must be a day"),
        ('{"id": "b", "text": "hello", "date": 20260331}', "date must be a day"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_in_words(line: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "A.jsonl").write_text('{"id": "a", "text": "hello"}\n' + line + "\n")

    with pytest.raises(ValueError, match=rf"A\.jsonl line 2: .*(?:{said})"):
        load_examples(tmp_path)


def test_blank_lines_a_byte_order_mark_and_unusual_line_ends_within_a_text_do_no_harm(tmp_path: Path) -> None:
    lines = ['{"id": 7, "text": "hello\u2028there"}', "", '{"id": "b", "text": "bye"}', ""]
    (tmp_path / "A.jsonl").write_text("\r\n".join(lines), "utf-8-sig")

    assert [(e.id, e.text) for e in load_examples(tmp_path)] == [("7", "hello\u2028there"), ("b", "bye")]


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "A.jsonl").write_bytes(b"\xff\xfe{}")

    with pytest.raises(ValueError, match=r"A\.jsonl is no text in UTF-8"):
        load_examples(tmp_path)


def test_labels_fitted_side_by_side_come_out_as_one_after_the_other() -> None:
    chance = np.random.default_rng(3)
    out_of_order = np.tile(np.arange(300)[::-1], 400)
    rows = sparse.csr_matrix((chance.random(120_000), out_of_order, np.arange(401) * 300), (400, 300))
    labels = chance.random((400, 3)) < 0.4
    assert rows.nnz >= WORTH_SHARING

    together = fit_labels(rows.copy(), labels, 1.0)

    alone = [fit_label(rows, labels[:, at], 1.0, balanced=True) for at in range(3)]
    assert [base for _, base in together] == [base for _, base in alone]
    assert all((one == other).all() for (one, _), (other, _) in zip(together, alone, strict=True))


def test_two_writers_are_too_few_to_train_on(tmp_path: Path) -> None:
    examples = [Example(str(n), "they went dark", writer, True, (), None, None) for n, writer in enumerate("XY")]

    with pytest.raises(ValueError, match="3 folds"):
        train(examples, folds=10, network=None)


def test_an_empty_folder_is_no_set_of_examples(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no labelled examples"):
        load_examples(tmp_path)


def test_the_scorecard_counts_a_nudge_right_when_any_labelled_play_is_meant() -> None:
    owed = Example("1", "t", "A", True, ("ask_why_silent", "propose_next_step"), "ask_why_silent", None)
    quiet = Example("2", "t", "A", True, (), None, None)
    other = Example("3", "t", "A", False, (), None, None)

    answers = [("propose_next_step", True), ("ask_why_silent", True), (None, True)]
    figures = score_answers([owed, quiet, other], answers)
    by_play = score_by_play([owed, quiet, other], answers, ["ask_why_silent", "propose_next_step"])

    assert (figures["precision"], figures["recall"]) == (0.5, 1.0)
    assert (figures["silent_when_run_well"], figures["silent_when_not_a_deal"]) == (0.0, 1.0)
    assert (figures["deal_updates_seen"], figures["others_let_pass"]) == (1.0, 0.0)
    assert by_play["ask_why_silent"] == {"said": 1, "right": 0, "owed": 1, "met": 1}
    assert by_play["propose_next_step"] == {"said": 1, "right": 1, "owed": 0, "met": 0}


def test_a_reader_that_says_nothing_at_all_has_no_precision_and_is_refused_for_it() -> None:
    shipped = {"precision": 0.9, "recall": 0.7, "silent_when_run_well": 0.9, "silent_when_not_a_deal": 0.9}
    out = io.StringIO()

    worse = _tell(shipped, shipped | {"precision": None, "recall": 0.0}, out)

    assert worse == ["precision", "recall"]
    assert re.search(r"precision +0\.9 +none\n", out.getvalue())
