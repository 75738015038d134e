"""Remembering among many deals: what the card index finds decides as all deals together would."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.deal import Deal
from coaching.message import Tenant
from coaching.recognition import KnownDeal, recognise_deal
from handlers.messages.deal_memory import _who_may_be_meant
from storage import Storage

_NOW = datetime(2026, 3, 4, tzinfo=UTC)
_tenants = count(1)
_NAMES = """
Acme, Acme Ltd, Acme North, Acme South, Acme Foods, Hotel Almirante, Almirante, Brightkeel, Brightkell, Brightwell,
Müller AG, Mueller, Pickle Works, Pickleworks, Silver Harbor, Silver Harbour, Silver Habror Trading, Northwind Traders,
Northwnid Tradres, Northwind, First Bank, Pinwheel Bank, Bank, Okto8, Okto9, Next Step, Loam Street, Loam Street Capital
"""
_names = st.sampled_from([name.strip() for name in _NAMES.split(",")])
_stages = st.sampled_from(["demo", "won", "lost"])


@pytest_asyncio.fixture
async def storage(tmp_path: Path) -> AsyncIterator[Storage]:
    """A database with its tables."""
    storage = Storage(f"sqlite:///{tmp_path / 'deals.db'}")
    await storage.upgrade()
    yield storage
    await storage.close()


@given(
    deals=st.lists(st.tuples(_names, _stages), max_size=8),
    company=st.none() | _names,
    told=st.lists(_names | st.sampled_from(["called", "and", "again", "the"]), max_size=4),
    of_thread=st.none() | st.integers(0, 7),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_recognition_decides_among_the_few_as_among_all(
    storage: Storage, deals: list[tuple[str, str]], company: str | None, told: list[str], of_thread: int | None
) -> None:
    text = " ".join([*told, company or ""])
    async with storage.begin(Tenant(f"T{next(_tenants)}")) as tx:
        known: list[KnownDeal] = []
        for name, stage in deals:
            closed_at = None if stage == "demo" else _NOW
            deal = Deal(name, stage=stage, closed_at=closed_at)  # type: ignore[arg-type]
            if stage != "demo" or await tx.deals.open_of(name) is None:
                known.append(KnownDeal(await tx.deals.add(deal), name, deal.state, closed_at))
        thread_deal = known[of_thread % len(known)].id if known and of_thread is not None else None

        few = await _who_may_be_meant(text, company, thread_deal, tx)

    among_all = recognise_deal(text, company, thread_deal, known)
    among_few = recognise_deal(text, company, thread_deal, sorted(few, key=lambda deal: deal.id))
    assert among_few == among_all
    assert among_all.deal_id is None or among_all.deal_id in {deal.id for deal in few}
