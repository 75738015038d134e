"""A team's regular expression cannot hang the reader."""

import pytest

from coaching.cue_cost import may_hang
from coaching.cues import CueError, compile_cue


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:[a-z ]+)+!!!",
        r"(a+)+$",
        r"(a*)*b",
        r"(a|aa)+$",
        r"(?:\w\w|\d\d)+$",
        r"(\w+\s?)*!",
        r"(a?)+b",
        r"(?:a?){30}b",
        r"(?:a{1,9}){1,9}b",
        r"(x+x+)+y",
        r".*.*!",
        r"(?=(a+)+$)b",
        r"(.*a){12}",
    ],
)
def test_repeats_that_share_text_are_refused_with_what_to_do(pattern: str) -> None:
    with pytest.raises(CueError, match="say how often at most"):
        compile_cue(f"/{pattern}/")


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:\w+ )*gone",
        r"(?:\S+ ){0,3}\d+",
        r"(?:ab)+",
        r"(?:, ?\w+)*!",
        r"asked\b.*price",
        r"\bnext(?: steps?)?: ?(?:tbc|tbd)\b",
        r"\basked\b[^.!?\n]{0,40}\bwhat(?: are)? the next steps\b",
        r"is a no(?=[.,;!]| from|$)",
    ],
)
def test_what_stays_quick_is_accepted(pattern: str) -> None:
    assert not may_hang(pattern)
