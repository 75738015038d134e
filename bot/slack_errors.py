"""What a failed call of Slack means: wait and try again, look first whether it took effect, or never try again."""

from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError

FAILURES = (SlackApiError, aiohttp.ClientError, OSError, AttributeError, TypeError, ValueError)
"""All that a call can raise: refusals, broken connections (a TimeoutError is an OSError), and, the last three, what
the SDK stumbles over when an answer is not Slack's JSON."""

_FOR_GOOD = frozenset(
    {
        "cannot_dm_bot",
        "cannot_reply_to_message",
        "cant_delete_message",
        "cant_update_message",
        "channel_not_found",
        "edit_window_closed",
        "invalid_arguments",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_metadata_format",
        "is_archived",
        "message_not_found",
        "messages_tab_disabled",
        "metadata_too_large",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "not_in_channel",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "user_disabled",
        "user_not_found",
    }
)
"""Errors of chat.postMessage, chat.update and chat.delete that stay the same however often one tries."""
_IN_DOUBT = frozenset({"fatal_error", "internal_error", "service_unavailable"})
"""Errors after which, as Slack's reference says, some of what was asked may have been done."""
_TOO_FAST = frozenset({"rate_limited", "ratelimited"})
"""Slack writes it both ways: chat.postMessage with the underscore, the limit of a method without."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one call did not succeed: Slack's error code or our words, and for a rate limit how many seconds to wait.

    `certain` is false when nobody knows whether the call took effect, because its answer was lost or says so.
    """

    code: str
    retry_after: float | None = None
    certain: bool = True

    @property
    def for_good(self) -> bool:
        """Whether trying the same again can never help."""
        return self.code in _FOR_GOOD


def refusal_of(error: Exception) -> Refusal:
    """Read one of `FAILURES`; an answer that is not Slack's JSON (a proxy's page, a 503) is named by its status."""
    if isinstance(error, SlackApiError):
        return _refusal_in(error.response)
    if isinstance(error, aiohttp.ClientConnectorError):
        return Refusal("no connection")
    if isinstance(error, (aiohttp.ClientError, OSError)):
        return Refusal(f"no answer ({type(error).__name__})", certain=False)
    return Refusal(f"an answer that cannot be read ({type(error).__name__})", certain=False)


def _refusal_in(response: object) -> Refusal:
    data = getattr(response, "data", response)
    status = getattr(response, "status_code", None) or getattr(response, "status", "unknown")
    code = data.get("error") if isinstance(data, dict) else None
    if code in _TOO_FAST or status == 429:
        return Refusal("ratelimited", _seconds(getattr(response, "headers", {}).get("Retry-After")))
    failed = isinstance(status, int) and status >= 500
    return Refusal(str(code), certain=code not in _IN_DOUBT and not failed) if code else _unreadable(status)


def _unreadable(status: object) -> Refusal:
    return Refusal(f"HTTP {status}", certain=False)


def _seconds(header: str | None) -> float:
    """What Retry-After says; Slack always sends whole seconds, anything else counts as half a minute."""
    return float(header) if header is not None and header.isdecimal() else 30.0
