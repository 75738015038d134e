"""A made-up workspace: deals that no typing slip can confuse, people, channels, and the events Slack would send."""

import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

TEAM, APP, BOT, BOT_USER = "T0BENCH", "A0BENCH", "B0BENCH", "U0BENCHBOT"
BOT_TOKEN, APP_TOKEN, SIGNING_SECRET = "xoxb-bench", "xapp-bench", "bench-signing-secret"
PEOPLE = tuple(f"U0REP{number:03d}" for number in range(40))
CHANNELS = tuple(f"C0DEALS{number:04d}" for number in range(500))
"""Many, because a channel gets one message a second at most."""
PLAY = "propose_next_step"
PLAY_WORDS = "They'll get back to us."

_SYLLABLES = tuple(consonant + vowel for consonant in "bdfghjklmnprstvwyzcx" for vowel in "aeiou")
_CHATTER = (
    "anyone up for lunch at the new place round the corner?",
    "the printer on the second floor is out of paper again",
    "reminder: expense reports are due on Friday, please",
    "thanks everybody for yesterday, that was a lovely evening",
)


def deal_name(number: int) -> str:
    """The name of deal `number`; two names differ in two syllables at least, so that none is a slip of another."""
    digits = [number // 10_000 % 100, number // 100 % 100, number % 100]
    digits.append((digits[0] + 3 * digits[1] + 7 * digits[2]) % 100)
    return "".join(_SYLLABLES[digit] for digit in digits).capitalize() + " Logistics"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One request as Slack sends it: the body and the headers with its signature."""

    body: bytes
    headers: dict[str, str]


def deal_updates(count: int, run: str, start: int = 0) -> Iterator[Delivery]:
    """An update of each of `count` deals, each deserving a nudge; `run` makes the event ids those of this run."""
    for number in range(start, start + count):
        yield _signed(_message(number, run, f"Great call with {deal_name(number)} today, they liked it. {PLAY_WORDS}"))


def everyday_talk(count: int, run: str, deals: int) -> Iterator[Delivery]:
    """What a sales channel holds: of ten messages two are updates of one of `deals` deals, the rest is chatter."""
    for number in range(count):
        update = f"Great call with {deal_name(number // 5 % deals)} today, they liked it. {PLAY_WORDS}"
        yield _signed(_message(number, run, update if number % 5 == 0 else _CHATTER[number % len(_CHATTER)]))


def commands_and_clicks(count: int, deals: int, response_url: Callable[[], str]) -> Iterator[Delivery]:
    """Of ten requests five are `/deal show` of one of `deals` deals, three `/deal list mine`, two choices in a menu."""
    for number in range(count):
        answer_at = response_url()
        match number % 10:
            case 0 | 1 | 2 | 3 | 4:
                yield _as_form(_command(number, f"show {deal_name(number % deals)}", answer_at))
            case 5 | 6 | 7:
                yield _as_form(_command(number, "list mine", answer_at))
            case _:
                yield _as_form({"payload": json.dumps(_choice(number, f"show {number % deals + 1}", answer_at))})


def _command(number: int, text: str, response_url: str) -> dict[str, str]:
    return {
        "token": "verification-token",
        "team_id": TEAM,
        "channel_id": CHANNELS[number % len(CHANNELS)],
        "user_id": PEOPLE[number % len(PEOPLE)],
        "command": "/deal",
        "text": text,
        "api_app_id": APP,
        "response_url": response_url,
        "trigger_id": f"trigger.{number}",
    }


def _choice(number: int, value: str, response_url: str) -> dict[str, Any]:
    return {
        "type": "block_actions",
        "user": {"id": PEOPLE[number % len(PEOPLE)], "team_id": TEAM},
        "api_app_id": APP,
        "container": {"type": "message", "channel_id": CHANNELS[0], "is_ephemeral": True},
        "trigger_id": f"trigger.{number}",
        "team": {"id": TEAM},
        "enterprise": None,
        "channel": {"id": CHANNELS[0]},
        "response_url": response_url,
        "actions": [{"type": "static_select", "action_id": "choose_deal", "selected_option": {"value": value}}],
    }


_microseconds = itertools.count(1)


def _message(number: int, run: str, text: str) -> dict[str, Any]:
    seconds, micro = divmod(next(_microseconds), 1_000_000)
    ts = f"{int(time.time()) + seconds}.{micro:06d}"
    return {
        "token": "verification-token",
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": {
            "type": "message",
            "user": PEOPLE[number % len(PEOPLE)],
            "text": text,
            "ts": ts,
            "team": TEAM,
            "channel": CHANNELS[number % len(CHANNELS)],
            "event_ts": ts,
            "channel_type": "channel",
            "client_msg_id": f"0a1b2c3d-{number:012d}",
            "blocks": [{"type": "rich_text", "block_id": "b1", "elements": [{"type": "text", "text": text}]}],
        },
        "type": "event_callback",
        "event_id": f"Ev{run}{number:08d}",
        "event_time": int(float(ts)),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-event-context",
    }


def _signed(message: dict[str, Any]) -> Delivery:
    return _sign(json.dumps(message), "application/json")


def _as_form(fields: dict[str, str]) -> Delivery:
    return _sign(urlencode(fields), "application/x-www-form-urlencoded")


def _sign(body: str, content_type: str) -> Delivery:
    stamp = str(int(time.time()))
    digest = hmac.new(SIGNING_SECRET.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return Delivery(
        body.encode(),
        {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={digest}",
        },
    )
