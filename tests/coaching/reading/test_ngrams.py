"""N-grams are counted alike on every machine and every day."""

from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from coaching.reading.ngrams import count_characters, count_words


def test_words_are_counted_alone_in_pairs_and_in_threes() -> None:
    counts = count_words(["no", "reply", "no", "reply"])

    assert counts[crc32(b"no")] == 2
    assert counts[crc32(b"no reply")] == 2
    assert counts[crc32(b"reply no reply")] == 1
    assert sum(counts.values()) == 4 + 3 + 2


def test_characters_are_counted_in_runs_of_three_to_five_across_spaces() -> None:
    counts = count_characters(["no", "re"])

    assert set(counts) == {crc32(run) for run in (b"no ", b"o r", b" re", b"no r", b"o re", b"no re")}


def test_nothing_has_no_ngrams() -> None:
    assert not count_words([])
    assert not count_characters([])


@given(st.lists(st.text(min_size=1), max_size=12))
def test_every_run_of_words_is_counted(tokens: list[str]) -> None:
    n = len(tokens)

    assert sum(count_words(tokens).values()) == n + max(n - 1, 0) + max(n - 2, 0)


@given(st.text(alphabet=st.characters(min_codepoint=0xD7F0, max_codepoint=0xE010), min_size=1))
def test_half_characters_do_no_harm(text: str) -> None:
    assert sum(count_words([text]).values()) == 1
