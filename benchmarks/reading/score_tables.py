"""The figures as tables: against what is aimed at, for each play, for each writer, and for each kind of case."""

from collections.abc import Mapping

from benchmarks.reading.score_cases import KINDS, CaseFigures
from benchmarks.reading.score_facts import FIELDS, Tally, add_up
from benchmarks.reading.score_nudges import NudgeFigures
from benchmarks.table import Table

ByWriter = Mapping[str, Mapping[str, Tally]]
NUDGE_AIMS = (
    ("nudge precision", "precision", 0.93),
    ("nudge recall", "recall", 0.80),
    ("silent on run-well updates", "silent_when_run_well", 0.94),
    ("silent when not a deal", "silent_when_not_a_deal", 0.98),
)
CHAT_AIM = 0.001
FACT_AIMS = {
    "company": (0.92, 0.85),
    "amount": (0.97, 0.95),
    "next_step_date": (0.92, 0.85),
    "stage": (0.80, 0.70),
    "names": (0.90, 0.80),
}
CASES_AIM = 0.95
FITTED = "ABCDEFGHIJKLMNO"
"""Writers whose messages the weights of the cues for stage and next step were fitted on; the others judge the rules."""
_OF_WRITER = ("precision", "recall", "silent_when_run_well", "silent_when_not_a_deal")


def aims(nudges: NudgeFigures, facts: ByWriter, cases: CaseFigures) -> Table:
    """Every figure that has an aim, beside it."""
    rows = [_aim(name, nudges.overall.get(key), aim) for name, key, aim in NUDGE_AIMS]
    share = nudges.chat_share
    held = "-" if share is None else "yes" if share <= CHAT_AIM else "no"
    rows.append(["nudges on real chat", _percent(share), f"at most {_percent(CHAT_AIM)}", held])
    total = add_up(facts)
    for field, (precision, recall) in FACT_AIMS.items():
        rows.append(_aim(f"{field} precision", total[field].precision, precision))
        rows.append(_aim(f"{field} recall", total[field].recall, recall))
    rows.append(_aim("dates and money", cases.accuracy, CASES_AIM))
    note = (
        "Nudges: each writer read by a model that has learnt nothing from them. Plays are held back by facts, signals\n"
        "and `unless` phrases as in the bot, by rules written with an eye on these messages; cues and memory are left\n"
        "out. Facts: all labelled deal updates."
    )
    return Table("Figures and aims", note, ["figure", "is", "at least", "reached"], rows)


def plays(nudges: NudgeFigures) -> Table:
    """How each play does."""
    rows = [
        [play, *(str(f[key]) for key in ("said", "right", "owed", "met")), _over(f["right"], f["said"]), met]
        for play, f in sorted(nudges.plays.items())
        if (met := _over(f["met"], f["owed"]))
    ]
    note = "Said and right of the nudges given; owed and met of the messages whose first play it is."
    return Table("Nudges by play", note, ["play", "said", "right", "owed", "met", "precision", "recall"], rows)


def writers(nudges: NudgeFigures) -> Table:
    """How the nudges do on each writer's messages."""
    rows = [
        [writer, str(f.get("messages", "-")), *(_three(f.get(key)) for key in _OF_WRITER)]
        for writer, f in sorted(nudges.writers.items())
    ]
    columns = ["writer", "messages", "precision", "recall", "silent on run-well", "silent when not a deal"]
    return Table("Nudges by writer", "Each letter is another writer.", columns, rows)


def facts(by_writer: ByWriter) -> Table:
    """Precision and recall of each fact, for all writers, those fitted on and the others, then each."""
    groups = {
        "all": by_writer,
        f"{FITTED[0]}-{FITTED[-1]}": {w: t for w, t in by_writer.items() if w in FITTED},
        "the others": {w: t for w, t in by_writer.items() if w not in FITTED},
    }
    totals = {name: add_up(group) for name, group in groups.items()} | dict(sorted(by_writer.items()))
    rows = [[name, *(_both(tallies[field]) for field in FIELDS)] for name, tallies in totals.items()]
    note = (
        f"Precision / recall. The weights for stage and next step were fitted on writers {FITTED[0]} to {FITTED[-1]};"
        "\nrules were written with an eye on all, so the figures of the others are fairer, but not blind."
    )
    return Table("Facts by writer", note, ["writer", *FIELDS], rows)


def cases(figures: CaseFigures) -> Table:
    """The independent cases by kind, and why some are not asked."""
    rows = [[kind, str(figures.right[kind]), str(figures.asked[kind])] for kind in KINDS]
    rows += [["all that is asked", str(sum(figures.right.values())), str(sum(figures.asked.values()))]]
    rows += [[f"not asked: {why}", "", str(count)] for why, count in sorted(figures.not_asked.items())]
    rows += [["all, asked or not", str(figures.right_of_all), str(figures.cases)]]
    return Table(
        "Dates and money", "Cases of others (see NOTICE), as the codebook asks.", ["kind", "right", "of"], rows
    )


def _aim(name: str, figure: float | None, aim: float) -> list[str]:
    held = "-" if figure is None else "yes" if round(figure, 3) >= aim else "no"
    return [name, _three(figure), f"{aim:.2f}", held]


def _both(tally: Tally) -> str:
    return f"{_three(tally.precision)} / {_three(tally.recall)}"


def _over(part: int, whole: int) -> str:
    return _three(part / whole if whole else None)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.2%}"


def _three(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.3f}"
