"""What the benchmark of reading reads, and how it tells what it has seen; the times themselves are no tests."""

import asyncio
import json
import time
from datetime import date
from pathlib import Path

from benchmarks.machine import describe_machine
from benchmarks.reading.speed_contestants import Contestant
from benchmarks.reading.speed_loop import Ticks, ticking
from benchmarks.reading.speed_rates import COLUMNS, Turns, measure_rates
from benchmarks.reading.speed_texts import (
    SLACK_TAKES,
    SOME_DAY,
    Message,
    chat_messages,
    deal_messages,
    longest_messages,
)


def write_lines(file: Path, *lines: dict[str, object]) -> None:
    file.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")


def test_deal_updates_are_those_that_the_writers_label_so_each_on_its_own_day(tmp_path: Path) -> None:
    update = {"id": "dB1", "date": "2026-03-04", "text": "Met Acme.", "is_deal_update": True}
    write_lines(
        tmp_path / "B.jsonl", update, {"id": "dB2", "date": "2026-03-04", "text": "Hi", "is_deal_update": False}
    )
    write_lines(tmp_path / "A.jsonl", update | {"id": "dA1", "date": "2026-01-02"})
    write_lines(tmp_path / "chat.jsonl", {"id": "n1", "text": "Anyone here?", "channel": "general"})

    assert deal_messages(tmp_path) == [
        Message("dA1", "Met Acme.", date(2026, 1, 2)),
        Message("dB1", "Met Acme.", date(2026, 3, 4)),
    ]
    assert chat_messages(tmp_path) == [Message("n1", "Anyone here?", SOME_DAY)]


def test_the_examples_of_the_project_hold_thousands_of_each_kind() -> None:
    chat, updates = chat_messages(), deal_messages()

    assert len(chat) >= 3000
    assert len(updates) >= 3000
    assert len({message.id for message in (*chat, *updates)}) == len(chat) + len(updates)


def test_the_longest_texts_are_about_as_long_as_slack_takes_and_may_be_about_deals() -> None:
    texts = longest_messages([Message("d1", "Met Acme. " * 5000, SOME_DAY)])

    assert all(SLACK_TAKES - 20 < len(message.text) <= SLACK_TAKES for message in texts)
    assert all(message.about_deal for message in texts)
    assert len({message.id for message in texts}) == len(texts)


def test_a_message_read_anew_is_another_text_and_otherwise_the_same() -> None:
    message = Message("d1", "Met Acme.", SOME_DAY, about_deal=True)

    assert message.anew(3) == Message("d1", "3 Met Acme.", SOME_DAY, about_deal=True)


def test_everybody_reads_every_message_once_after_warming_up() -> None:
    heard: list[str] = []
    everybody = [Contestant(name, lambda message: heard.append(message.id)) for name in ("one", "two")]
    messages = [Message(str(number), "text", SOME_DAY) for number in range(250)]

    table = measure_rates("Chat", "Aim: many.", everybody, messages, rounds=3)

    assert sorted(heard) == sorted([m.id for m in messages] * 2 + [m.id for m in messages[:100]] * 2)
    assert [row[0] for row in table.rows] == ["one", "two"]
    assert "250 messages of 4 characters" in table.note


def test_a_line_of_rates_tells_the_mean_the_spread_and_the_longest() -> None:
    ours = Turns("ours", [[0.001, 0.003], [0.004, 0.004]], wall=0.024)
    yardstick = Turns("yardstick", [[0.001, 0.001]], wall=0.002)

    line = ours.row(yardstick)

    told = ["ours", "333", "250-500", "167", "3.00 ms", "4.00 ms", "4.00 ms", "4.00 ms", "3.00x"]
    assert line == told
    assert len(line) == len(COLUMNS)


async def test_a_tick_comes_late_when_something_holds_up_the_loop() -> None:
    async with ticking() as ticks:
        await asyncio.sleep(0.01)
        ticks.longest_since_asked()
        time.sleep(0.06)  # noqa: ASYNC251 - this is what must be noticed
        await asyncio.sleep(0.01)
        late = ticks.longest_since_asked()

    assert late > 0.04


def test_lateness_is_told_once() -> None:
    ticks = Ticks([0.001, 0.2])

    assert ticks.longest_since_asked() == 0.2
    assert ticks.longest_since_asked() == 0.0


def test_the_machine_is_described_without_what_is_not_installed() -> None:
    told = describe_machine(["pytest", "surely-not-installed"])

    assert "pytest 9" in told
    assert "surely" not in told
