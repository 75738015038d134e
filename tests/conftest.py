"""What tests of every room share: the project's folder, and a small Slack on loopback."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from stub_slack import StubSlack


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of the project."""
    return Path(__file__).parents[1]


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[StubSlack]:
    """A running stub Slack."""
    async with StubSlack() as running:
        yield running
