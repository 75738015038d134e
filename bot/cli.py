"""The command line `dealcoach`: each command imports what it needs when it is called, so that --help is quick."""

import io
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

app = typer.Typer(
    help="Dealcoach reads deal updates in Slack, remembers the deals, and answers with one nudge or stays silent.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
plays = typer.Typer(help="Work on the plays: what the coach may say, and when.", no_args_is_help=True)
app.add_typer(plays, name="plays")
db = typer.Typer(help="Look after the database: upgrade, check, copy, back up.", no_args_is_help=True)
app.add_typer(db, name="db")
reader = typer.Typer(help="Work on the reader: what tells deal updates and plays.", no_args_is_help=True)
app.add_typer(reader, name="reader")


Format = Literal["jsonl", "text"]
"""How answers are written: a JSON object a line, or for people."""


def _format_of(word: str) -> Format:
    """The format that is meant; anything else is refused with those that there are."""
    if word == "text" or word == "jsonl":
        return word  # type: ignore[return-value,unused-ignore]
    raise typer.BadParameter(f"{word!r} is no format: write text or jsonl.")


FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        help="text for people (the default on a terminal), jsonl for programs.",
        show_default=False,
        parser=_format_of,
        metavar="[text|jsonl]",
    ),
]


@app.command()
def run() -> None:
    """Start the bot: connect to Slack and coach until stopped."""
    from bot.run import main

    raise typer.Exit(main())


@app.command()
def coach(form: FormatOption = None) -> None:
    """Read messages on standard input, a JSON object a line, and write what the coach makes of each."""
    from bot.coach_command import answer_stdin

    raise typer.Exit(answer_stdin(_chosen(form)))


@app.command()
def replay(
    path: Annotated[Path, typer.Argument(help="A Slack export (folder or zip) or a .jsonl file of recorded events.")],
    form: FormatOption = None,
    deals: Annotated[bool, typer.Option("--deals", help="Add the deals as they stand at the end.")] = False,
) -> None:
    """Show what the coach would have said to a recording, on its own clock; nothing is posted."""
    from bot.replay_command import replay_path

    raise typer.Exit(replay_path(path, sys.stdout, _chosen(form), deals))


@plays.command()
def lint(
    folder: Annotated[Path, typer.Argument(help="A folder of play files.", exists=False)],
) -> None:
    """Check play files: name the file, the key and the reason for whatever is wrong."""
    from bot.plays_command import lint_plays

    _open_output()
    raise typer.Exit(lint_plays(folder, sys.stdout))


@reader.command()
def train(
    examples: Annotated[Path, typer.Option("--examples", help="Your labelled messages, a JSON object a line.")],
    to: Annotated[Path, typer.Option("--to", help="The folder to write the reader to.")] = Path("reader"),
) -> None:
    """Train the reader with your own examples beside ours; refused when it then reads ours worse."""
    from bot.reader_command import train_reader

    _open_output()
    raise typer.Exit(train_reader(examples, to, sys.stdout))


@reader.command()
def corrections(
    out: Annotated[Path | None, typer.Option("--out", help="The new file to write.", show_default=False)] = None,
) -> None:
    """Write the updates that people gave as examples of what was misread, for `train --examples`."""
    from bot.corrections import export_corrections

    _open_output()
    raise typer.Exit(export_corrections(out, sys.stdout))


@db.command()
def upgrade() -> None:
    """Create the tables, or bring them to this program's version (`dealcoach run` does so too)."""
    from bot.db_commands import upgrade_database

    raise typer.Exit(upgrade_database(sys.stdout))


@db.command()
def check() -> None:
    """Say whether the database can be used, and if not, what to do."""
    from bot.db_commands import check_database

    raise typer.Exit(check_database(sys.stdout))


@db.command()
def copy(
    target: Annotated[
        str, typer.Argument(help="The empty database's address, as in postgresql://user@host/dealcoach.")
    ],
    source: Annotated[
        str | None,
        typer.Option(
            "--from", help="What to copy (default: the database in DEALCOACH_DATABASE_URL).", show_default=False
        ),
    ] = None,
    anew: Annotated[
        bool, typer.Option("--anew", help="Drop what an interrupted copy has copied, and begin again.")
    ] = False,
) -> None:
    """Move everything to another database, such as from SQLite to Postgres; stop the bot first.

    Interrupted, it goes on where it stopped. Keep a password out of sight in PGPASSWORD or ~/.pgpass.
    """
    from bot.db_commands import copy_database

    raise typer.Exit(copy_database(source, target, anew, sys.stdout))


@db.command()
def backup(file: Annotated[Path, typer.Argument(help="The new file to write.")]) -> None:
    """Write a back-up to a new file; the bot may run meanwhile. From Postgres it is pg_dump's custom format."""
    from bot.db_commands import back_up_database

    raise typer.Exit(back_up_database(file, sys.stdout))


@app.command()
def report(
    days: Annotated[int, typer.Option("--days", min=1, max=3650, help="How far back nudges are looked at.")] = 90,
    within: Annotated[int, typer.Option("--within", min=1, max=365, help="Settled within so many days.")] = 14,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Show how the plays fare: how often each fired, was settled in time, or was disputed. Nobody is named."""
    from bot.report_command import NEVER_OLD_ENOUGH, tell_report

    if within >= days:
        raise typer.BadParameter(NEVER_OLD_ENOUGH)
    _open_output()
    raise typer.Exit(tell_report(days, within, sys.stdout, as_json=as_json))


@app.command()
def digest(
    user: Annotated[str, typer.Option("--user", help="Whose: the Slack user id, or the name in Slack.")],
    week: Annotated[str, typer.Option("--week", help="The ISO week in which it is due, as in 2026-W10.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print it; the bot alone sends digests.")] = False,
) -> None:
    """Print the weekly digest that somebody would get, or would have got, as things stood when it was due."""
    from bot.digest_command import NEEDS_DRY_RUN, show_digest

    if not dry_run:
        raise typer.BadParameter(NEEDS_DRY_RUN)
    _open_output()
    raise typer.Exit(show_digest(user, week, sys.stdout))


@app.command()
def doctor() -> None:
    """Look at everything that the bot needs: of each, that it is fine or what to do."""
    from bot.doctor import tell_findings

    _open_output()
    raise typer.Exit(tell_findings(sys.stdout))


@app.command()
def demo() -> None:
    """Show three weeks of a made-up team, coached: no Slack account needed."""
    from bot.demo import show_demo

    _open_output()
    raise typer.Exit(show_demo(sys.stdout))


@app.command()
def play() -> None:
    """Start a small Slack on this machine with the bot in it, to click around in as a rep."""
    from bot.play import main

    raise typer.Exit(main())


@app.command()
def version() -> None:
    """Print the version."""
    from importlib.metadata import version as installed

    typer.echo(f"dealcoach {installed('dealcoach')}")


def _chosen(form: Format | None) -> Format:
    """The wanted format, or the usual one for where the output goes; and output that can hold any character."""
    _open_output()
    return form or ("text" if sys.stdout.isatty() else "jsonl")


def _open_output() -> None:
    """Write UTF-8 to files and pipes whatever the locale, and never fail for a character that a terminal lacks."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="replace")


if __name__ == "__main__":
    app()
