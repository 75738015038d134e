"""Bolt makes None of a misspelt argument, with a mere warning: each handler's arguments are held against its names."""

import inspect
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest_asyncio
from handlers_rig import Rig, open_rig
from slack_bolt.kwargs_injection.async_utils import build_async_required_kwargs
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from stub_slack import StubSlack

OURS = {"desk"}


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        yield opened


def known_names() -> set[str]:
    """What Bolt hands out by name, asked of Bolt itself."""
    given = build_async_required_kwargs(
        logger=logging.getLogger(__name__),
        required_arg_names=["args"],
        request=AsyncBoltRequest(body={}, mode="socket_mode"),
        response=BoltResponse(status=200),
    )
    return {*vars(given["args"]), "error", *OURS}


def registered(rig: Rig) -> list[Callable[..., Awaitable[Any]]]:
    """Every function of ours that Bolt calls."""
    listeners = [listener.ack_function for listener in rig.app._async_listeners]
    error_handler = rig.app.listener_runner.listener_error_handler
    return [*listeners, error_handler.func]  # type: ignore[attr-defined]


def unknown_names(function: Callable[..., Any]) -> set[str]:
    return set(inspect.signature(function).parameters) - known_names()


async def test_every_handler_asks_only_for_what_there_is(rig: Rig) -> None:
    functions = registered(rig)

    assert len(functions) == 42
    assert {f.__name__: names for f in functions if (names := unknown_names(f))} == {}


def test_a_misspelt_argument_would_be_found() -> None:
    async def handle(acknowledge: object, desk: object) -> None: ...

    assert unknown_names(handle) == {"acknowledge"}


async def test_every_handler_is_one_async_function_of_a_few_lines_with_a_sentence_about_it(rig: Rig) -> None:
    for function in registered(rig):
        lines = inspect.getsource(function).splitlines()

        assert inspect.iscoroutinefunction(function)
        assert inspect.getdoc(function)
        assert len(lines) <= 25, function.__name__
