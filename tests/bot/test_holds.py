"""Training knows what the bot holds back: by the coach's own word, and thresholds and figures are counted with it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from bot.content import load_catalogue
from bot.playbook import parse_plays
from bot.training.evaluation import Known
from bot.training.examples import CHAT, Example, list_plays, load_examples
from bot.training.holds import AT_ONCE, Holds, held_bytes, load_holds, read_held
from coaching.coach import Coach
from coaching.decision import Nudge
from coaching.play import Play, Playbook
from coaching.reading.result import PlayScore, Reading
from coaching.situation import Situation
from coaching_content import CONTENT_DIR

DAY = date(2026, 3, 3)


@pytest.fixture(scope="module")
def holds() -> Holds:
    return load_holds(CONTENT_DIR)


@pytest.fixture(scope="module")
def ours() -> list[Example]:
    return load_examples(CONTENT_DIR / "examples")


def example(text: str, writer: str = "A", day: date | None = DAY) -> Example:
    return Example("1", text, writer, True, (), None, None, day)


def trained_plays() -> list[Play]:
    playbook = parse_plays(CONTENT_DIR / "plays")
    return [play for play in playbook.active if play.fires.reader == "trained"]


def silent_though_sure(text: str, coaches: dict[str, Coach], holds: Holds) -> list[bool]:
    """Whether each coach, with one play, stays silent on a message by itself of which the reader has no doubt."""
    facts, signals = holds.read_facts(text, DAY), holds.find_signals(text)
    reading = Reading(text, True, True, facts, signals, {play: PlayScore(1.0, 0.5, text) for play in coaches})
    situation = Situation(reading, DAY, datetime(2026, 3, 3, 9, tzinfo=UTC))
    return [not isinstance(coach.decide(situation), Nudge) for coach in coaches.values()]


def test_what_is_held_back_is_what_the_coach_does_not_say_however_sure_the_reader_is(holds: Holds) -> None:
    plays, catalogue = trained_plays(), load_catalogue()
    coaches = {play.id: Coach(Playbook([play]), catalogue) for play in plays}
    texts = [text for play in plays for text in (*play.examples.silent[:3], play.examples.fires[0])]

    held = [holds.of(example(text), list(coaches)) for text in texts]

    assert 0 < sum(map(sum, held)) < len(texts) * len(plays)
    assert held == [silent_though_sure(text, coaches, holds) for text in texts]


@pytest.mark.parametrize(
    ("text", "day", "held"),
    [
        ("Good call with Corbel Haulage. Readout with them on 12 March.", DAY, True),
        ("Good call with Corbel Haulage. Readout with them on 12 March.", date(2026, 3, 20), False),
        ("Good call with Corbel Haulage, they will get back to us.", DAY, False),
        ("Good call with Corbel Haulage, they will get back to us.", None, False),
        ("Corbel Haulage signed today, 40k.", None, True),
    ],
)
def test_a_dated_step_ahead_or_a_closed_deal_holds_back_the_ask_for_one(
    text: str, day: date | None, held: bool, holds: Holds
) -> None:
    assert holds.of(example(text, day=day), ["propose_next_step"]) == [held]


def test_nothing_is_held_back_on_chat_or_of_a_play_that_there_is_not(holds: Holds) -> None:
    text = "Corbel Haulage signed today, 40k."

    assert holds.of(example(text, CHAT), ["propose_next_step"]) == [False]
    assert holds.of(example(text), ["no_such_play"]) == [False]


def test_many_messages_keep_their_order(holds: Holds) -> None:
    texts = ["Corbel Haulage signed today, 40k.", "Corbel Haulage will get back to us.", "Lunch?"]
    many = [example(texts[at % 3]) for at in range(AT_ONCE + 50)]

    held = holds.rows(many, ["propose_next_step", "learn_from_loss"])

    assert held.tolist() == [holds.of(each, ["propose_next_step", "learn_from_loss"]) for each in many[:3]] * 50
    assert holds.rows([], ["propose_next_step"]).shape == (0, 1)


def test_what_is_held_back_is_read_back_for_the_same_examples_alone(tmp_path: Path) -> None:
    examples = [replace(example(f"message {n}"), id=str(n)) for n in range(5)]
    held = np.arange(15).reshape(5, 3) % 4 == 0
    (tmp_path / "holds.npz").write_bytes(held_bytes(examples, held))

    assert (read_held(tmp_path, examples) == held).all()
    with pytest.raises(ValueError, match="make reader-tables"):
        read_held(tmp_path, examples[::-1])


def test_the_shipped_reader_was_trained_with_what_is_held_back_today_or_nearly(
    holds: Holds, ours: list[Example]
) -> None:
    """Rules for facts may move on without a training each time; where they have moved far, thresholds must follow."""
    mine = [at for at, each in enumerate(ours) if each.writer == "V"][::2]

    today = holds.rows([ours[at] for at in mine], list_plays(ours))

    kept = read_held(CONTENT_DIR / "reader", ours)[mine]
    assert (today != kept).mean() < 0.02, "run `make reader-tables` and `make score`"


def test_a_threshold_is_lower_where_the_bot_holds_the_wrong_ones_back() -> None:
    chance = np.random.default_rng(5)
    sure = chance.random(2000)
    right = chance.random(2000) < 0.6
    chances = np.column_stack([0.3 + 0.6 * sure, np.full(2000, 0.01), np.full(2000, 0.97), np.full(2000, 0.5)])
    labels = np.column_stack([right, np.zeros(2000, bool), np.ones(2000, bool), ~right])
    rows, everyone = np.arange(2000), np.ones(2000, bool)
    held = np.column_stack([~right, np.zeros(2000, bool)])
    alone = Known(["p", "q"], labels, everyone, rows % 4, np.zeros_like(held))
    knowing = replace(alone, held=held)

    answers = knowing.answer(chances, knowing.choose_thresholds(chances, rows), rows)

    assert sum(play == "p" for play, _ in answers) > 0.9 * right.sum()
    assert not any(play for (play, _), fits in zip(answers, right, strict=True) if not fits)
    assert alone.choose_thresholds(chances, rows)[0] > chances[:, 0].max()


def test_where_a_play_is_held_back_the_next_likeliest_is_raised() -> None:
    chances = np.array([[0.9, 0.8, 0.9, 0.1], [0.9, 0.8, 0.9, 0.1]])
    held = np.array([[True, False], [False, False]])
    known = Known(["p", "q"], np.ones((2, 4), bool), np.ones(2, bool), np.arange(2), held)

    answers = known.answer(chances, np.full(4, 0.5), np.arange(2))

    assert [play for play, _ in answers] == ["q", "p"]
