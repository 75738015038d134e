"""Words that mean the same are compared as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.asking.stems import one_for_all, stem, stems


@pytest.mark.parametrize(
    "alike",
    [
        ("reply", "replies", "replied", "replying"),
        ("stop", "stopped", "stopping", "stops"),
        ("decide", "decides", "decided", "deciding"),
        ("call", "calls", "called"),
        ("buyer", "buyers", "buyer's"),
        ("e-mail", "email", "emails"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(alike: tuple[str, ...]) -> None:
    assert len({stem(word) for word in alike}) == 1


def test_small_words_are_left_out_and_likes_stand_for_each_other() -> None:
    alike = one_for_all([["silent", "ghost"], ["answer", "reply"]])

    assert stems("Why have they ghosted me, and do not reply?", alike) == stems("The silent answer?", alike)


@given(st.text(max_size=40))
def test_any_word_has_a_stem_no_longer_than_itself(word: str) -> None:
    assert len(stem(word)) <= len(word)
