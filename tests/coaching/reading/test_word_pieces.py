"""Word pieces: a message is cut as BERT cuts it, and whatever it holds becomes numbers that the network knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.reading.word_pieces import LONGEST, WordPieces, spell

PIECES = WordPieces(["[UNK]", "[CLS]", "[SEP]", "they", "gh", "##ost", "##ed", "us", "!", "€", "##86", "cafe"])


def cut(text: str) -> list[str]:
    return [PIECES.pieces[number] for number in PIECES.number(text)]


def test_a_word_is_cut_into_the_longest_pieces_from_the_left() -> None:
    assert cut("They ghosted us!") == ["[CLS]", "they", "gh", "##ost", "##ed", "us", "!", "[SEP]"]


def test_a_word_that_cannot_be_spelt_is_one_unknown_piece() -> None:
    assert cut("they ghostly us") == ["[CLS]", "they", "[UNK]", "us", "[SEP]"]


def test_accents_and_capitals_do_not_count() -> None:
    assert cut("CAFÉ") == ["[CLS]", "cafe", "[SEP]"]


def test_a_sign_of_money_stays_with_its_figure() -> None:
    assert cut("€86") == ["[CLS]", "€", "##86", "[SEP]"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<@U1> look <https://example.com|here>", ["colleague", "look", "link"]),
        ("in <#C1|deals> `x = 1`", ["in", "channel", "code"]),
        ("mail ann@example.com :tada: *now*", ["mail", "email", "now"]),
        ("&gt; they said no", ["quoted", "they", "said", "no"]),
        ("R&amp;D", ["r", "&", "d"]),
        ("日本", ["日", "本"]),
    ],
)
def test_markup_is_one_word_and_ideographs_are_words_of_their_own(text: str, words: list[str]) -> None:
    assert spell(text) == words


def test_a_long_message_is_cut_off_and_still_ends() -> None:
    numbers = PIECES.number("us " * 500)

    assert len(numbers) == LONGEST
    assert PIECES.pieces[numbers[-1]] == "[SEP]"


@given(st.text())
def test_any_text_becomes_known_numbers_between_its_ends(text: str) -> None:
    numbers = PIECES.number(text)

    assert (numbers[0], numbers[-1]) == (1, 2)
    assert len(numbers) <= LONGEST
    assert all(0 <= number < len(PIECES.pieces) for number in numbers)
