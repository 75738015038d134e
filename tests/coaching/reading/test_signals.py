"""Signals are read from their cues, with the exact words, unless another phrase takes them back."""

from coaching.reading.signals import Signal, signal_finder

FIND = signal_finder(
    {
        "review_booked": Signal(means="A review is booked.", cues=("review ... booked",), unless=("fell through",)),
        "buyer_replied": Signal(means="They answered.", cues=("wrote back",)),
    }
)


def test_every_signal_that_is_said_is_found_with_its_words() -> None:
    found = FIND("Ana wrote back, the review is booked for Friday")

    assert found == {"review_booked": "review is booked", "buyer_replied": "wrote back"}


def test_a_phrase_that_takes_it_back_and_a_negation_hide_a_signal() -> None:
    assert FIND("the review was booked but fell through") == {}
    assert FIND("she never wrote back") == {}
