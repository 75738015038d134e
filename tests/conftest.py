"""What tests of every room share: the project's folder, a small Slack on loopback, and property tests that are the same
at every run and not in a hurry (`pytest --hypothesis-profile=default` looks for new examples)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import settings
from stub_slack import StubSlack

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of the project."""
    return Path(__file__).parents[1]


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[StubSlack]:
    """A running stub Slack."""
    async with StubSlack() as running:
        yield running
