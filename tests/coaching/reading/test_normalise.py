"""What a message is about is taken out; how it is told stays."""

from hypothesis import given
from hypothesis import strategies as st

from coaching.reading.normalise import normalise


def test_a_company_is_one_name_however_many_words_it_has() -> None:
    assert normalise("we met Blue Harbour Foods today") == ["we", "met", "namex", "today"]


def test_names_joined_by_of_or_an_ampersand_are_one_name() -> None:
    tokens = normalise("the call with Fennel & Hart of Leeds went well")

    assert tokens == ["the", "call", "with", "namex", "went", "well"]


def test_the_first_word_of_a_sentence_is_no_name_by_its_capital_alone() -> None:
    assert normalise("Waiting for them. Nothing yet") == ["waiting", "for", "them", ".", "nothing", "yet"]


def test_a_name_that_opens_a_sentence_counts_when_a_second_capital_follows() -> None:
    assert normalise("Orla Quinn called")[:2] == ["namex", "called"]


def test_titles_and_abbreviations_keep_their_meaning() -> None:
    assert normalise("their CFO and the Head of IT") == ["their", "cfo", "and", "the", "head", "of", "it"]


def test_money_is_one_word_in_every_spelling() -> None:
    for amount in ("$45k", "€ 12.500", "1.2m", "310 000 SEK", "45k", "£1,200.50", "USD 90", "58 lakh"):
        assert normalise(f"worth {amount} now") == ["worth", "moneyx", "now"], amount


def test_dates_days_and_times_are_told_apart_from_numbers() -> None:
    assert normalise("on 14/4 or 3 June, Thursday 10:30, 12 seats, 15%") == [
        "on", "datex", "or", "datex", ",", "dayx", "timex", ",", "numx", "seats", ",", "percentx",
    ]  # fmt: skip


def test_slack_markup_becomes_a_word_for_what_it_is() -> None:
    text = "<@U123> see <https://x.example|the deck> in <#C1|deals> :tada: a@b.example `code`"

    assert normalise(text) == ["userx", "see", "linkx", "in", "channelx", "emojix", "mailx", "codex"]


def test_curly_and_straight_quotes_read_the_same() -> None:
    assert normalise("they’ll say “no”") == normalise('they\'ll say "no"')


@given(st.text())
def test_any_text_can_be_normalised(text: str) -> None:
    assert all(token == token.lower() or not token.isascii() for token in normalise(text))
