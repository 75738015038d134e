"""`dealcoach coach`: messages in, what the coach makes of each out, line by line; no Slack, no database."""

import json
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, Literal, TextIO

from rich.console import Console
from rich.text import Text

from bot.chosen_reader import open_waiting_reader
from bot.logs import set_up_logs
from bot.message_line import BadLineError, MessageLine, parse_message_line
from bot.offline import failures_told, load_offline_content, load_offline_settings
from coaching.coach import Coach
from coaching.decision import Decision, Nudge
from coaching.facts import Facts
from coaching.money import format_money
from coaching.reading.result import Reader, Reading
from coaching.situation import Situation

Voice = Callable[[MessageLine, Reading, Decision], str]


def answer_stdin(form: Literal["jsonl", "text"]) -> int:
    """Answer the messages on standard input until it ends; the exit code."""
    set_up_logs("WARNING")
    with failures_told():
        settings = load_offline_settings()
        content = load_offline_content(settings)
        with open_waiting_reader(settings, content) as reader:
            if sys.stdin.isatty():
                print('Type messages as {"id": "1", "text": "..."}, one a line; Ctrl-D ends.', file=sys.stderr)
            return answer_lines(sys.stdin.buffer, sys.stdout, form, reader, content.coach, lambda: datetime.now(UTC))


def answer_lines(
    lines: Iterable[bytes],
    out: TextIO,
    form: Literal["jsonl", "text"],
    reader: Reader,
    coach: Coach,
    clock: Callable[[], datetime],
) -> int:
    """Answer every line in its turn and at once; 1 when there was one that cannot be answered, else 0.

    Blank lines pass without an answer.
    """
    told: Voice = _as_jsonl if form == "jsonl" else _text_voice(coach, out)
    wrong = 0
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        try:
            message = parse_message_line(raw, clock())
        except BadLineError as error:
            wrong += 1
            out.write(
                _dump({"line": number, "error": str(error)}) if form == "jsonl" else f"line {number}: {error}\n\n"
            )
        else:
            reading = coach.recognise(reader.read(message.text, message.today))
            out.write(told(message, reading, coach.decide(_situation(message, reading, clock()))))
        out.flush()
    return 1 if wrong else 0


def _situation(message: MessageLine, reading: Reading, now: datetime) -> Situation:
    """The message by itself: no deal is remembered, and nothing was said before."""
    contact = next((person.name for person in reading.facts.contacts if person.name), None)
    names = {"company": reading.facts.company or "", "contact": contact or ""}
    return Situation(reading, message.today, now, posted_at=now, names=names, variant=str(message.id))


def _as_jsonl(message: MessageLine, reading: Reading, decision: Decision) -> str:
    nudge = {"play": decision.play, "evidence": decision.evidence} if isinstance(decision, Nudge) else None
    answer = {
        "id": message.id,
        "is_deal_update": reading.is_deal_update,
        "nudge": nudge,
        "reason": None if isinstance(decision, Nudge) else decision.reason,
        "facts": _facts_json(reading.facts if reading.is_deal_update else Facts()),
    }
    return _dump(answer)


def _facts_json(facts: Facts) -> dict[str, Any]:
    return {
        "company": facts.company,
        "amount": facts.amount,
        "currency": facts.currency,
        "stage": facts.stage,
        "next_step_date": facts.next_step_date.isoformat() if facts.next_step_date else None,
        "contacts": [{"name": person.name, "title": person.title} for person in facts.contacts],
        "competitor": list(facts.competitors),
    }


def _dump(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False) + "\n"


def _text_voice(coach: Coach, out: TextIO) -> Voice:
    """Answers for people, as wide and as colourful as what `out` is shown on."""
    console = Console(file=out, highlight=False, emoji=False, markup=False)

    def tell(message: MessageLine, reading: Reading, decision: Decision) -> str:
        with console.capture() as written:
            console.print(_as_text(message, reading, decision, coach), soft_wrap=False)
        return written.get() + "\n"

    return tell


def _as_text(message: MessageLine, reading: Reading, decision: Decision, coach: Coach) -> Text:
    about = _say_facts(reading.facts) if reading.is_deal_update else ""
    head = Text.assemble((f"{message.id}", "bold"), f"  {about}" if about else "", "\n")
    if not isinstance(decision, Nudge):
        return head.append("  Silent: ", style="dim").append(decision.sentence)
    play = coach.playbook.get(decision.play)
    head.append("  Nudge, by direct message: " if decision.to == "dm" else "  Nudge: ", style="dim")
    head.append(decision.words, style="bold")
    return head.append(f"\n  Because of “{decision.evidence}” ({play.title if play else decision.play})", style="dim")


def _say_facts(facts: Facts) -> str:
    """`Tarnbeck Mills, €40,000, proposal, next step on 2026-03-05`, as far as stated."""
    known = (
        facts.company or "a deal without a name",
        format_money(facts.amount, facts.currency) if facts.amount is not None else "",
        facts.stage or "",
        f"next step on {facts.next_step_date.isoformat()}" if facts.next_step_date else "",
    )
    return ", ".join(part for part in known if part)
