"""A small language model on loopback for tests: it speaks the chat-completions protocol, with faults on demand."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

NOTHING: dict[str, Any] = {
    "is_deal_update": True,
    "company": None,
    "amount": None,
    "currency": None,
    "stage": None,
    "next_step": None,
    "next_step_date": None,
    "contacts": [],
    "competitors": [],
    "signals": [],
    "plays": [],
}
"""What a model answers that finds a deal update which states nothing."""


def claim(**said: Any) -> str:
    """A model's words: a whole answer that says this and nothing else."""
    return json.dumps(NOTHING | said)


@dataclass
class Fault:
    """An answer that is no completion: a status, its headers, and a body."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = '{"error": {"message": "no"}}'


@dataclass
class StubModel:
    """A server whose model says `says`; `async with StubModel() as model`.

    `fault` is answered instead while it is set; `knows` are the response formats that the server takes, None for a
    question without one; while `hangs` is set it does not answer at all.
    """

    says: str | None = field(default_factory=claim)
    refusal: str | None = None
    finish_reason: str = "stop"
    fault: Fault | None = None
    knows: tuple[str | None, ...] = ("json_schema", "json_object", None)
    unknown_status: int = 400
    hangs: bool = False
    questions: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    was_asked: asyncio.Event = field(default_factory=asyncio.Event)
    url: str = ""
    """Where it is, or was: DEALCOACH_LLM_URL."""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/v1/chat/completions", self._answer)
        self._let_go = asyncio.Event()
        self._runner = web.AppRunner(app, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = "http://{}:{}/v1".format(*self._runner.addresses[0])
        return self

    async def __aexit__(self, *_: object) -> None:
        self._let_go.set()
        await self._runner.cleanup()

    @property
    def environment(self) -> dict[str, str]:
        """The settings that point a bot at this server."""
        return {"DEALCOACH_LLM_URL": self.url, "DEALCOACH_LLM_MODEL": "stub-1", "DEALCOACH_LLM_KEY": "sk-stub"}

    @property
    def asked(self) -> list[dict[str, Any]]:
        """The data of each question, as the model finds it in the user's turn."""
        return [json.loads(question["messages"][-1]["content"]) for question in self.questions]

    async def _answer(self, request: web.Request) -> web.Response:
        question = await request.json()
        self.questions.append(question)
        self.was_asked.set()
        self.keys.append(request.headers.get("Authorization", ""))
        if self.hangs:
            await self._let_go.wait()
        if self.fault:
            return web.Response(status=self.fault.status, headers=self.fault.headers, text=self.fault.body)
        if question.get("response_format", {}).get("type") not in self.knows:
            return web.json_response({"error": {"message": "unknown response_format"}}, status=self.unknown_status)
        return web.json_response(self._completion())

    def _completion(self) -> dict[str, Any]:
        message = {"role": "assistant", "content": self.says, "refusal": self.refusal}
        choice = {"index": 0, "message": message, "finish_reason": self.finish_reason}
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1772445600,
            "model": "stub-1",
            "choices": [choice],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        }
