"""What Slack's refusals mean: wait and try again, try again later, or never."""

from dataclasses import dataclass

from slack_sdk.errors import SlackApiError

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


@dataclass(frozen=True, slots=True)
class Refusal:
    """Slack's refusal of one call: its error code, and for a rate limit how many seconds to wait.

    `certain` is false when nobody knows whether the call took effect, because its answer was lost.
    """

    code: str
    retry_after: float | None = None
    certain: bool = True

    @property
    def for_good(self) -> bool:
        """Whether trying the same again can never help."""
        return self.code in _FOR_GOOD


def refusal_of(error: SlackApiError) -> Refusal:
    """Read a refusal; an answer that is not Slack's JSON (a proxy's page, a 503) is named by its HTTP status."""
    response = error.response
    data = getattr(response, "data", response)
    status = getattr(response, "status_code", None) or getattr(response, "status", "unknown")
    code = data.get("error") if isinstance(data, dict) else None
    if code == "ratelimited" or status == 429:
        return Refusal("ratelimited", _seconds(getattr(response, "headers", {}).get("Retry-After")))
    return Refusal(str(code)) if code else Refusal(f"HTTP {status}", certain=False)


def _seconds(header: str | None) -> float:
    """What Retry-After says; Slack always sends whole seconds, anything else counts as half a minute."""
    return float(header) if header is not None and header.isdecimal() else 30.0
