"""One OpenAI-compatible endpoint: a question in, the model's words out, or one of the known ways to fail."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from pydantic import BaseModel, Field, ValidationError

from bot.llm.allowance import Allowance
from bot.llm.outcome import NotReadError, Outcome
from bot.settings import Settings, SettingsError

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI

_NO_KEY = "none"
"""For endpoints that ask for no key: the client wants something to send."""
_UNKNOWN_FORM = frozenset({400, 415, 422, 501})
"""How servers answer that do not know the `response_format` asked for."""
_THIS_MESSAGE = frozenset({400, 413, 422})
"""Refusals that are about one question, such as a message too long for the model: the next one is asked as usual."""


class MissingClientError(SettingsError):
    """The package that talks to the endpoint is not installed; the message says how to install it."""


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Completion(BaseModel):
    """What we need of the protocol's answer; lesser servers leave out much of the rest."""

    choices: list[_Choice] = Field(min_length=1)


class Endpoint:
    """Asks `model` at one address; each question takes `timeout_seconds` at most, all its requests together.

    Asks for output by the JSON schema; a server that refuses is asked for a JSON object, then for plain text, and from
    then on in the form that it knew.
    """

    def __init__(
        self, client: "AsyncOpenAI", model: str, timeout_seconds: float, schema: Mapping[str, Any], allowance: Allowance
    ) -> None:
        self._client, self._model, self._timeout, self._allowance = client, model, timeout_seconds, allowance
        self._completions = client.chat.completions.with_raw_response  # built now: it costs some ms
        self._forms = _forms(schema)

    @classmethod
    def open(cls, settings: Settings, schema: Mapping[str, Any], allowance: Allowance) -> Self:
        """The endpoint that the settings name; it is asked within `allowance`. Raises `MissingClientError`."""
        client = open_client(settings)
        return cls(client, settings.llm_model, settings.llm_timeout_seconds, schema, allowance)

    async def ask(self, messages: Sequence[Mapping[str, str]]) -> str:
        """The model's words; raises `NotReadError` when there are none."""
        with _failures_named(self._allowance):
            async with asyncio.timeout(self._timeout):
                return _words(await self._complete(messages))

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _complete(self, messages: Sequence[Mapping[str, str]]) -> bytes:
        """The server's answer to the richest form of the question that it knows."""
        from openai import APIStatusError

        turns: Any = messages  # the client's own types are narrower than the protocol
        forms = self._forms  # another question may find out meanwhile which form the server knows
        for place, form in enumerate(forms):
            self._allowance.spend()
            try:
                answer = await self._completions.create(model=self._model, messages=turns, **form)
            except APIStatusError as error:
                if error.status_code not in _UNKNOWN_FORM or form is forms[-1]:
                    raise
            else:
                self._forms = forms[place:]
                return bytes(answer.content)
        raise AssertionError("the last form is answered or fails")


def open_client(settings: Settings) -> "AsyncOpenAI":
    """The client for the endpoint at `llm_url`, without retries of its own. Raises `MissingClientError`.

    The import takes up to a second: call it before the event loop has work.
    """
    try:
        from openai import AsyncOpenAI
    except ImportError as error:
        raise MissingClientError(
            "DEALCOACH_LLM_URL is set, but the package that talks to language models is not installed: "
            "run .venv/bin/python -m pip install -e '.[llm]' in Dealcoach's folder, or leave DEALCOACH_LLM_URL out."
        ) from error
    key = settings.llm_key.get_secret_value() or _NO_KEY
    return AsyncOpenAI(api_key=key, base_url=settings.llm_url, timeout=settings.llm_timeout_seconds, max_retries=0)


def _forms(schema: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """The three forms of a question, richest first."""
    strict = {"type": "json_schema", "json_schema": {"name": "reading", "strict": True, "schema": schema}}
    return {"response_format": strict}, {"response_format": {"type": "json_object"}}, {}


def _words(answer: bytes) -> str:
    """The model's words in a server's answer."""
    try:
        choice = _Completion.model_validate_json(answer).choices[0]
    except ValidationError as error:
        raise NotReadError("invalid_answer", "the server's answer is no chat completion") from error
    if choice.message.refusal or choice.finish_reason == "content_filter":
        raise NotReadError("refusal")
    if not choice.message.content or choice.finish_reason == "length":
        raise NotReadError("invalid_answer", "the answer is empty or was cut off")
    return choice.message.content


@contextmanager
def _failures_named(allowance: Allowance) -> Iterator[None]:
    """Turn whatever the client raises into `NotReadError`; a server that fails is left alone for a while."""
    from openai import APIConnectionError, APIStatusError, APITimeoutError

    try:
        yield
    except NotReadError:
        raise
    except (TimeoutError, APITimeoutError) as error:
        allowance.rest()
        raise NotReadError("timeout") from error
    except APIConnectionError as error:
        allowance.rest()
        raise NotReadError("unreachable", type(error.__cause__ or error).__name__) from error
    except APIStatusError as error:
        if error.status_code not in _THIS_MESSAGE:
            allowance.rest(_seconds_asked_for(error))
        raise NotReadError(_outcome_of(error.status_code), f"HTTP {error.status_code}") from error
    except Exception as error:  # whatever else a client meets in an answer, the local reading stands
        raise NotReadError("invalid_answer", type(error).__name__) from error


def _outcome_of(status: int) -> Outcome:
    if status == 429:
        return "rate_limited"
    return "server_error" if status >= 500 else "rejected"


def _seconds_asked_for(error: "APIStatusError") -> float | None:
    """The pause that the server asks for, where it says so in seconds."""
    said = error.response.headers.get("retry-after", "")
    return float(said) if said.isascii() and said.isdigit() else None
