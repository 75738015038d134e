"""A play is refused with a reason that names what is wrong; a good one says its words with the names filled in."""

from typing import Any

import pytest
from coach_examples import play
from pydantic import ValidationError

from coaching.placeholders import fill, fill_draft
from coaching.play import Playbook


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"fire": {}}, "fire"),
        ({"id": "Not A Name"}, "id"),
        ({"says": ["One", "Two"]}, "says"),
        ({"says": ["One", "Two", "{buyer}"]}, "unknown placeholder 'buyer'"),
        ({"draft": "Hi {contact"}, "draft"),
        ({"draft": "Hi {contact!r}"}, "placeholder"),
        ({"settled_when": []}, "settled_when"),
        ({"settled_when": ["next_step_soon"]}, "unknown condition 'next_step_soon'"),
        ({"settled_when": [{"stage": ["closing"]}]}, "stage"),
        ({"settled_when": [{"said": "x", "known": "y"}]}, "exactly one"),
        ({"fires": {"cues": ["/(/"]}}, "regular expression"),
        ({"fires": {"reader": 1.5}}, "probability"),
        ({"rest_days": -1}, "rest_days"),
        ({"to": "email"}, "to"),
        ({"examples": {"fires": ["a"], "silent": ["b"] * 5}}, "fires"),
    ],
)
def test_a_wrong_play_is_refused_and_the_reason_named(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        play(**changes)


def test_yaml_reads_off_as_false_and_the_play_still_means_off() -> None:
    assert play(fires={"reader": False, "cues": ["x"]}).fires.reader == "off"


def test_what_is_said_names_nobody_whom_the_message_does_not_name() -> None:
    general = "Which one of them has a problem that we can name?"
    three = play(says=["When could {contact} talk?", "What does {contact} want?", general])

    assert {three.words({}, str(number)) for number in range(20)} == {general}
    assert len({three.words({"contact": "Joyce"}, str(number)) for number in range(20)}) == 3


def test_unknown_names_are_said_in_general_words() -> None:
    assert fill("Ask {contact} of {company}", {"contact": ""}) == "Ask your contact of the account"
    assert fill("{contact}? Yes. {company}!", {}) == "Your contact? Yes. The account!"
    assert fill_draft("Hi {contact},\n\nThanks!\n\n{rep}\n", {}) == "Hi there,\n\nThanks!"


def test_a_draft_reads_as_a_mail_whatever_the_width_of_its_file() -> None:
    long = "a word and " * 8
    list_of_two = f"{long}these:\n1. {long}\n2. {long}\n- {long}"

    assert fill_draft(f"Hi {{contact}},\n{long}\ngoes on here.\n\n{long}\n\n{{rep}}", {"rep": "Ana"}) == (
        f"Hi there,\n{long} goes on here.\n\n{long}\n\nAna"
    )
    assert fill_draft(list_of_two, {}) == list_of_two.rstrip()


def test_names_that_look_like_placeholders_are_not_filled_twice() -> None:
    assert fill("{company}", {"company": "{rep}"}) == "{rep}"


def test_a_playbook_keeps_retired_plays_to_explain_old_nudges_but_does_not_use_them() -> None:
    book = Playbook([play("new_play"), play("old_play", status="retired")])

    assert [active.id for active in book.active] == ["new_play"]
    assert book.get("old_play") is not None
    assert book.get("no_play") is None
