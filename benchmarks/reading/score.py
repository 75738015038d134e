"""`python -m benchmarks.reading.score`: how well the reader reads; with --write kept in docs/reading-report.md."""

import argparse
from pathlib import Path

from benchmarks.reading import score_tables
from benchmarks.reading.score_cases import load_cases, reads_right, score_cases
from benchmarks.reading.score_facts import load_labelled, score_facts
from benchmarks.reading.score_nudges import load_nudge_figures
from coaching.reading.facts.reading import read_facts
from coaching_content import CONTENT_DIR

REPORT = Path(__file__).parents[2] / "docs" / "reading-report.md"


def main() -> None:
    """Measure, print what has an aim, and write the whole report when asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading.score", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write the report to docs/{REPORT.name}")
    report = write_report()
    if parser.parse_args().write:
        REPORT.write_text(report, "utf-8")
    print(report)


def write_report() -> str:
    """The report as Markdown: the same for the same rules, model and messages."""
    nudges = load_nudge_figures()
    facts = score_facts(load_labelled(CONTENT_DIR / "examples"), read_facts)
    cases = score_cases(load_cases(), reads_right)
    head = (
        "# How well the reader reads\n\n"
        f"Written by `make score`; the model is {nudges.version}. How facts are read, and how libraries do,"
        "\nis in [decisions/0008-facts-by-rules.md](decisions/0008-facts-by-rules.md).\n"
    )
    tables = (
        score_tables.aims(nudges, facts, cases),
        score_tables.plays(nudges),
        score_tables.writers(nudges),
        score_tables.facts(facts),
        score_tables.cases(cases),
    )
    return "\n".join([head, *map(str, tables)])


if __name__ == "__main__":
    main()
