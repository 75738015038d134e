"""What somebody typed after a slash command, as one command."""

import pytest
from handlers_world import unhurried
from hypothesis import example, given
from hypothesis import strategies as st

from handlers.grammar import Command, Help, ListDeals, ShowDeal, Slash, Unknown, parse_command


@pytest.mark.parametrize("slash", ["deal", "coach"])
@pytest.mark.parametrize("text", ["", "   ", "help", "HELP", " Help me", "\u200b\u00a0"])
def test_nothing_or_help_asks_for_help(slash: Slash, text: str) -> None:
    assert parse_command(slash, text) == Help(slash)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("show Acme", "Acme"),
        ("SHOW  Acme   Corp ", "Acme Corp"),
        ('show "Acme Corp"', "Acme Corp"),
        ("show “Acme Corp”", "Acme Corp"),
        ("show „Müller & Söhne“", "Müller & Söhne"),
        ("show «Ёлка»", "Ёлка"),
        ("show 'Acme", "Acme"),
        ("show O'Brien's", "O'Brien's"),
        ("show Tarnbeck &amp; Sons", "Tarnbeck & Sons"),
        ("show <!channel>", "<!channel>"),
        ("show\u00a0Acme\u200b", "Acme"),
        ("show show", "show"),
        ("show", ""),
        ('show ""', ""),
    ],
)
def test_show_takes_the_name_with_or_without_quotes_of_any_kind(text: str, name: str) -> None:
    assert parse_command("deal", text) == ShowDeal(name)


def test_list_takes_nothing() -> None:
    assert parse_command("deal", " List ") == ListDeals()


@pytest.mark.parametrize(
    ("slash", "text", "nearest"),
    [
        ("deal", "shwo Acme Corp", "show Acme Corp"),
        ("deal", "lists", "list"),
        ("deal", "list mine", "list"),
        ("deal", "hlep", "help"),
        ("deal", "won Acme", None),
        ("deal", "new", None),
        ("deal", "merge Acme Northwind", None),
        ("coach", "prep Acme", None),
        ("coach", "show Acme", None),
        ("coach", "digest now", None),
    ],
)
def test_a_verb_that_does_not_exist_yet_is_unknown_with_the_nearest_that_does(
    slash: Slash, text: str, nearest: str | None
) -> None:
    assert parse_command(slash, text) == Unknown(slash, text, nearest)


@unhurried
@given(slash=st.sampled_from(["deal", "coach"]), text=st.text(max_size=200))
@example(slash="deal", text="show " + "x" * 5000)
@example(slash="deal", text="'")
@example(slash="deal", text="\ud800 \x00")
def test_any_text_is_one_command(slash: Slash, text: str) -> None:
    command: Command = parse_command(slash, text)

    assert isinstance(command, Help | Unknown | ShowDeal | ListDeals)


@unhurried
@given(
    st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=30),
    st.sampled_from(['"{}"', "“{}”", "‘{}’", "{}"]),
)
def test_quotes_never_change_the_name(name: str, quotes: str) -> None:
    assert parse_command("deal", "show " + quotes.format(name)) == ShowDeal(name)
