"""`dealcoach doctor` asks the language model about a made-up message, and says that it reads or what to do."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from llm_rig import settings
from stub_model import Fault, StubModel

from bot.doctor.content import examine_content
from bot.doctor.finding import Finding
from bot.doctor.incomplete_settings import load_what_is_there
from bot.doctor.language_model import MADE_UP
from bot.settings import names_of_settings


@pytest_asyncio.fixture
async def model() -> AsyncIterator[StubModel]:
    """A running model."""
    async with StubModel() as running:
        yield running


async def found(**told: str) -> dict[str, Finding]:
    """What is found, by subject."""
    return {finding.subject: finding for finding in await examine_content(settings(**told))}


async def test_without_one_the_reader_is_said_to_read_alone() -> None:
    told = await found()

    assert set(told) == {"reader", "plays"}
    assert told["reader"].told.endswith("; it reads alone, and no text leaves this machine for it")


async def test_a_model_that_reads_is_fine_and_sees_only_the_made_up_message(model: StubModel) -> None:
    told = await found(**model.environment)

    reads = f"stub-1 at {model.url} reads; the text of deal updates is sent there"
    assert told["language model"] == Finding("language model", reads)
    assert told["reader"] == Finding("reader", "the model is the one that its report describes")
    assert [asked["message"] for asked in model.asked] == [MADE_UP]


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ({"fault": Fault(401)}, "(rejected: HTTP 401): it refuses the request: correct DEALCOACH_LLM_KEY"),
        ({"fault": Fault(404)}, "most often it ends in /v1"),
        ({"fault": Fault(429)}, "look at your account there"),
        ({"fault": Fault(500)}, "see what that server logs"),
        ({"says": "I would rather not."}, "take a more capable one"),
        ({"refusal": "No."}, "take another"),
        ({"hangs": True}, "raise DEALCOACH_LLM_TIMEOUT_SECONDS"),
    ],
)
async def test_a_model_that_does_not_read_is_told_with_what_to_do(
    model: StubModel, broken: dict[str, Any], words: str
) -> None:
    for name, value in broken.items():
        setattr(model, name, value)

    told = (await found(**model.environment, DEALCOACH_LLM_TIMEOUT_SECONDS="1"))["language model"]

    assert not told.fine
    assert words in told.told
    assert told.told.endswith("Until then the local reader reads alone.")


async def test_a_server_that_is_not_there_is_told() -> None:
    async with StubModel() as gone:
        pass

    told = (await found(**gone.environment))["language model"]

    assert "nothing answers there: start the server, or correct DEALCOACH_LLM_URL" in told.told


async def test_without_its_name_the_model_is_not_asked(
    model: StubModel, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in names_of_settings():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DEALCOACH_LLM_URL", model.url)

    there, problems, unusable = load_what_is_there()
    told = {finding.subject: finding for finding in await examine_content(there, unusable)}

    assert any(problem.startswith("DEALCOACH_LLM_MODEL is missing") for problem in problems)
    assert told["language model"].told == "not looked at: DEALCOACH_LLM_MODEL comes first"
    assert not model.questions
