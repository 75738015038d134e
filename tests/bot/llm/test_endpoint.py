"""One endpoint is asked in the richest form that it knows, within its time and its budget."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from llm_rig import settings
from stub_model import Fault, StubModel, claim

from bot.llm.allowance import REST_SECONDS, Allowance
from bot.llm.endpoint import Endpoint
from bot.llm.outcome import NotReadError

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TURNS = [{"role": "user", "content": '{"message": "Acme signed"}'}]
SCHEMA: dict[str, Any] = {"type": "object"}


@pytest_asyncio.fixture
async def model() -> AsyncIterator[StubModel]:
    """A running model."""
    async with StubModel() as running:
        yield running


@asynccontextmanager
async def open_endpoint(
    model: StubModel, per_day: int = 100, times: list[datetime] | None = None, **told: str
) -> AsyncIterator[Endpoint]:
    """The endpoint of `model`; the clock shows the last of `times`."""
    moments = times or [NOW]
    allowance = Allowance(per_day, lambda: moments[-1])
    endpoint = Endpoint.open(settings(**model.environment | told), SCHEMA, allowance)
    try:
        yield endpoint
    finally:
        await endpoint.close()


async def failure_of(endpoint: Endpoint) -> str:
    with pytest.raises(NotReadError) as raised:
        await endpoint.ask(TURNS)
    return str(raised.value)


def forms(model: StubModel) -> list[str | None]:
    """The response formats that were asked for, in order."""
    return [question.get("response_format", {}).get("type") for question in model.questions]


async def test_the_words_of_the_model_come_back(model: StubModel) -> None:
    async with open_endpoint(model) as endpoint:
        assert await endpoint.ask(TURNS) == claim()


@pytest.mark.parametrize("status", [400, 415, 422, 501])
@pytest.mark.parametrize(
    ("knows", "asked"),
    [
        (("json_object", None), ["json_schema", "json_object", "json_object"]),
        ((None,), ["json_schema", "json_object", None, None]),
    ],
)
async def test_a_server_that_knows_no_json_schema_is_asked_as_it_can_from_then_on(
    model: StubModel, status: int, knows: tuple[str | None, ...], asked: list[str | None]
) -> None:
    model.knows, model.unknown_status = knows, status

    async with open_endpoint(model) as endpoint:
        assert await endpoint.ask(TURNS) == claim()
        assert await endpoint.ask(TURNS) == claim()

    assert forms(model) == asked


async def test_two_questions_at_once_find_out_the_form_together(model: StubModel) -> None:
    model.knows = ("json_object",)

    async with open_endpoint(model) as endpoint:
        await asyncio.gather(endpoint.ask(TURNS), endpoint.ask(TURNS))
        await endpoint.ask(TURNS)

    assert forms(model)[-1] == "json_object"
    assert len(model.questions) == 5


async def test_a_question_that_is_refused_in_every_form_forgets_none(model: StubModel) -> None:
    model.fault = Fault(400)

    async with open_endpoint(model) as endpoint:
        assert await failure_of(endpoint) == "rejected: HTTP 400"
        model.fault = None
        await endpoint.ask(TURNS)

    assert forms(model) == ["json_schema", "json_object", None, "json_schema"]


async def test_every_request_counts_against_the_day(model: StubModel) -> None:
    model.knows = (None,)

    async with open_endpoint(model, per_day=2) as endpoint:
        assert (await failure_of(endpoint)).startswith("budget_spent: 2 requests were made on 2026-03-02")

    assert len(model.questions) == 2


@pytest.mark.parametrize(
    ("headers", "rests"),
    [
        ({}, REST_SECONDS),
        ({"Retry-After": "120"}, 120),
        ({"Retry-After": "Wed, 04 Mar 2026 09:00:00 GMT"}, REST_SECONDS),
        ({"Retry-After": "-1"}, REST_SECONDS),
        ({"Retry-After": "9" * 400}, 3600),
    ],
)
async def test_after_a_429_the_server_is_left_alone_as_long_as_it_asks(
    model: StubModel, headers: dict[str, str], rests: float
) -> None:
    times = [NOW]
    model.fault = Fault(429, headers)

    async with open_endpoint(model, times=times) as endpoint:
        assert await failure_of(endpoint) == "rate_limited: HTTP 429"
        model.fault = None
        times.append(NOW + timedelta(seconds=rests - 1))
        assert (await failure_of(endpoint)).startswith("resting: it is asked again from ")
        times.append(NOW + timedelta(seconds=rests))
        assert await endpoint.ask(TURNS) == claim()

    assert len(model.questions) == 2


@pytest.mark.parametrize("status", [500, 502, 503, 529])
async def test_a_server_that_fails_is_asked_once_and_then_rests(model: StubModel, status: int) -> None:
    model.fault = Fault(status)

    async with open_endpoint(model) as endpoint:
        assert await failure_of(endpoint) == f"server_error: HTTP {status}"
        assert (await failure_of(endpoint)).startswith("resting")

    assert len(model.questions) == 1


async def test_a_message_that_is_too_long_for_the_model_rests_nobody(model: StubModel) -> None:
    model.fault = Fault(413)

    async with open_endpoint(model) as endpoint:
        assert await failure_of(endpoint) == "rejected: HTTP 413"
        model.fault = None
        assert await endpoint.ask(TURNS) == claim()


async def test_the_time_is_for_all_forms_of_a_question_together(model: StubModel) -> None:
    model.hangs = True

    async with open_endpoint(model, DEALCOACH_LLM_TIMEOUT_SECONDS="1") as endpoint:
        async with asyncio.timeout(10):
            assert await failure_of(endpoint) == "timeout"
        assert (await failure_of(endpoint)).startswith("resting")


async def test_whoever_is_cancelled_while_asking_is_cancelled(model: StubModel) -> None:
    model.hangs = True

    async with open_endpoint(model) as endpoint:
        asking = asyncio.create_task(endpoint.ask(TURNS))
        await model.was_asked.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking


async def test_an_endpoint_without_a_key_is_asked_without_one_of_ours(
    model: StubModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-somebody-else")

    async with open_endpoint(model, DEALCOACH_LLM_KEY="") as endpoint:
        await endpoint.ask(TURNS)

    assert model.keys == ["Bearer none"]


async def test_no_failure_tells_the_key_or_the_message(model: StubModel) -> None:
    model.fault = Fault(401, body='{"error": {"message": "wrong key sk-stub for Acme signed"}}')

    async with open_endpoint(model) as endpoint:
        told = await failure_of(endpoint)

    assert told == "rejected: HTTP 401"
