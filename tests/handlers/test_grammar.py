"""What somebody typed after a slash command, as one command."""

import pytest
from handlers_world import unhurried
from hypothesis import example, given
from hypothesis import strategies as st

from coaching.deal_filters import FILTERS, DealFilter
from handlers.commands.grammar import parse_command
from handlers.commands.requests import (
    AskWhy,
    ChangeDeal,
    Command,
    Help,
    ListDeals,
    MergeDeals,
    MutePlay,
    Pause,
    PrepareFor,
    ShowDeal,
    Slash,
    SnoozeDeal,
    Undo,
    Unknown,
    Whose,
)


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


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (" List ", ListDeals()),
        ("list team", ListDeals()),
        ("list mine", ListDeals("mine")),
        ("list mine silent", ListDeals("mine", "silent")),
        ("LIST Needs-Step MINE", ListDeals("mine", "needs_step")),
        ("list stalled team", ListDeals("team", "stalled")),
        ("list closing closing", ListDeals("team", "closing")),
    ],
)
def test_list_takes_whose_deals_and_one_filter_in_any_order(text: str, asked: Command) -> None:
    assert parse_command("deal", text) == asked


@pytest.mark.parametrize("whose", ["mine", "team"])
@pytest.mark.parametrize("only", [None, *FILTERS])
def test_a_list_knows_the_words_that_ask_for_it(whose: Whose, only: DealFilter | None) -> None:
    asked = ListDeals(whose, only)

    assert parse_command("deal", f"list {asked.typed}") == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("snooze Acme Corp reply", SnoozeDeal("Acme Corp", "reply")),
        ("snooze Acme next-update", SnoozeDeal("Acme", "update")),
        ("snooze Acme 14 March", SnoozeDeal("Acme 14 March")),
        ('snooze "14 March Ltd" 3d', SnoozeDeal("14 March Ltd", "3d")),
        ("snooze “Acme Corp” next thu", SnoozeDeal("Acme Corp", "next thu")),
        ("snooze", SnoozeDeal("")),
        ("mute ask_why_silent", MutePlay("ask_why_silent")),
        ("mute Leave the trick out here", MutePlay("Leave the trick out", "here")),
        ('mute "ask why" me', MutePlay("ask why", "me")),
        ("unmute ask_why_silent", MutePlay("ask_why_silent", None)),
        ("pause", Pause(on=True)),
        ("resume", Pause(on=False)),
        ("undo", Undo()),
        ("undo everything", Unknown("coach", "undo everything", "undo")),
    ],
)
def test_wishes_for_quiet(text: str, asked: Command) -> None:
    assert parse_command("coach", text) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("why", AskWhy()),
        ('why "Acme Corp"', AskWhy("Acme Corp")),
        (
            "why https://sales.slack.com/archives/C0DEALS/p1772443800000100",
            AskWhy(channel="C0DEALS", ts="1772443800.000100"),
        ),
        (
            "why <https://sales.slack.com/archives/C0DEALS/p1772443800000100?thread_ts=1772443000.000200&amp;cid=C0DEALS>",
            AskWhy(channel="C0DEALS", ts="1772443800.000100"),
        ),
        ("why https://sales.slack.com/archives/C0DEALS", AskWhy("https://sales.slack.com/archives/C0DEALS")),
        ("prep Acme Corp", PrepareFor("Acme Corp")),
        ("PREP", PrepareFor("")),
    ],
)
def test_coach_takes_a_deal_by_its_name_or_a_message_by_its_link(text: str, asked: Command) -> None:
    assert parse_command("coach", text) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("new", ChangeDeal("new", "")),
        ("NEW Acme Corp", ChangeDeal("new", "Acme Corp")),
        ("update 'Acme Corp'", ChangeDeal("update", "Acme Corp")),
        ("won Acme", ChangeDeal("won", "Acme")),
        ("lost “Acme &amp; Sons”", ChangeDeal("lost", "Acme & Sons")),
        ("next Acme thu call", ChangeDeal("next", "", "Acme thu call")),
        ('next "May Foods" friday call Ana', ChangeDeal("next", "May Foods", "friday call Ana")),
        ("next", ChangeDeal("next", "")),
    ],
)
def test_a_change_of_a_deal_is_taken_with_its_name(text: str, asked: Command) -> None:
    assert parse_command("deal", text) == asked


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("merge Acme Corp into Acme Robotics UK", ("Acme Corp", "Acme Robotics UK")),
        ("MERGE acme -> Northwind", ("acme", "Northwind")),
        ("merge acme-&gt;Northwind", ("acme", "Northwind")),
        ("merge Acme → Northwind", ("Acme", "Northwind")),
        ("merge Acme with Northwind", ("Acme", "Northwind")),
        ("merge Smith and Sons with Smith", ("Smith and Sons", "Smith")),
        ("merge Partners with Purpose into PwP", ("Partners with Purpose", "PwP")),
        ("merge Acme and Northwind", ("Acme", "Northwind")),
        ('merge "Acme" "Northwind"', ("Acme", "Northwind")),
        ("merge “Into the Wild” into “Come into Bloom”", ("Into the Wild", "Come into Bloom")),
        ('merge "Come into Bloom" into Bloom', ("Come into Bloom", "Bloom")),
        ("merge Bloom into 'Come with us'", ("Bloom", "Come with us")),
        ('merge "O\'Brien\'s" , "O\'Brien"', ("O'Brien's", "O'Brien")),
        ("merge Acme Northwind", ("Acme Northwind", "")),
        ("merge Acme into", ("Acme into", "")),
        ("merge", ("", "")),
    ],
)
def test_merge_takes_two_names_with_what_parts_them(text: str, names: tuple[str, str]) -> None:
    assert parse_command("deal", text) == MergeDeals(*names)


@pytest.mark.parametrize(
    ("slash", "text", "nearest"),
    [
        ("deal", "shwo Acme Corp", "show Acme Corp"),
        ("deal", "lists", "list"),
        ("deal", "list mien", "list mine"),
        ("deal", "list silnt mine", "list mine silent"),
        ("deal", "list needs step", "list needs-step"),
        ("deal", "list of everything", "list"),
        ("deal", "list mine team", "list mine"),
        ("deal", "list silent stalled", "list silent"),
        ("deal", "lsit mine", "list mine"),
        ("deal", "hlep", "help"),
        ("deal", "nwe Acme", "new Acme"),
        ("deal", "upadte Acme", "update Acme"),
        ("deal", "mrege Acme into Northwind", "merge Acme into Northwind"),
        ("deal", "join Acme Northwind", None),
        ("coach", "prpe Acme", "prep Acme"),
        ("coach", "wy", "why"),
        ("coach", "show Acme", None),
        ("coach", "digset now", "digest"),
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

    assert isinstance(command, Command)


@unhurried
@given(
    st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=30),
    st.sampled_from(['"{}"', "“{}”", "‘{}’", "{}"]),
)
def test_quotes_never_change_the_name(name: str, quotes: str) -> None:
    assert parse_command("deal", "show " + quotes.format(name)) == ShowDeal(name)
