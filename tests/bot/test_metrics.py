"""The figures for the operator: what happened in the process, and how full the queues are, in Prometheus's format."""

import re
from pathlib import Path
from typing import Any, get_args

from prometheus_client.parser import text_string_to_metric_families

from bot.llm.outcome import Outcome
from bot.metrics import PAGE_TYPE, Metrics, SendOutcome, metrics_page
from coaching.message import Tenant
from coaching.reading.fence import Dropped
from storage import Storage

pytest_plugins = ("storage_databases",)

KEPT: tuple[str, str, str, dict[str, Any]] = ("message", "C1/1.0", "1.0", {"event": {}})


def figures(page: bytes) -> dict[str, float]:
    """Every sample of a page by its name and labels, as in `name{a=b}`."""
    return {
        sample.name + "".join(f"{{{label}={value}}}" for label, value in sample.labels.items()): sample.value
        for family in text_string_to_metric_families(page.decode())
        for sample in family.samples
    }


async def test_a_new_process_has_counted_nothing(storage: Storage) -> None:
    told = figures(await metrics_page(Metrics.new(), storage))

    counted = ("events_received", "events_duplicate", "events_unmatched", "reconnects")
    assert {name: told[f"dealcoach_{name}_total"] for name in counted} == dict.fromkeys(counted, 0)
    assert {told[f"dealcoach_sends_total{{outcome={outcome}}}"] for outcome in get_args(SendOutcome)} == {0}
    assert {told[f"dealcoach_llm_readings_total{{outcome={outcome}}}"] for outcome in get_args(Outcome)} == {0}
    assert {told[f"dealcoach_llm_dropped_total{{kind={kind}}}"] for kind in get_args(Dropped)} == {0}
    assert told["dealcoach_ack_seconds_count"] == 0
    assert told["process_resident_memory_bytes"] > 1_000_000


async def test_what_happens_is_counted(storage: Storage) -> None:
    metrics = Metrics.new()
    metrics.received.inc()
    metrics.received.inc()
    metrics.duplicates.inc()
    metrics.unmatched.inc()
    metrics.reconnects.inc()
    metrics.ack_seconds.observe(0.02)
    metrics.sends("sent")
    metrics.sends("waiting")
    metrics.sends("waiting")
    metrics.reads("read")
    metrics.reads("timeout")
    metrics.drops({"name": 2, "play": 1})

    told = figures(await metrics_page(metrics, storage))

    assert told["dealcoach_events_received_total"] == 2
    assert told["dealcoach_events_duplicate_total"] == 1
    assert told["dealcoach_events_unmatched_total"] == 1
    assert told["dealcoach_reconnects_total"] == 1
    assert told["dealcoach_ack_seconds_bucket{le=0.01}"] == 0
    assert told["dealcoach_ack_seconds_bucket{le=0.025}"] == 1
    assert told["dealcoach_sends_total{outcome=sent}"] == 1
    assert told["dealcoach_sends_total{outcome=waiting}"] == 2
    assert told["dealcoach_llm_readings_total{outcome=read}"] == 1
    assert told["dealcoach_llm_readings_total{outcome=timeout}"] == 1
    assert told["dealcoach_llm_dropped_total{kind=name}"] == 2
    assert told["dealcoach_llm_dropped_total{kind=play}"] == 1


async def test_the_three_seconds_that_slack_waits_are_the_end_of_a_bucket(storage: Storage) -> None:
    told = figures(await metrics_page(Metrics.new(), storage))

    assert "dealcoach_ack_seconds_bucket{le=3.0}" in told


async def test_the_queues_are_told_as_the_database_has_them(storage: Storage) -> None:
    for number in range(3):
        await storage.keep_event(Tenant("T1"), f"Ev{number}", *KEPT)
    (claim,) = await storage.inbox.claim("me", 1)
    await storage.inbox.give_up(claim, "Of no use.")

    told = figures(await metrics_page(Metrics.new(), storage))

    assert told["dealcoach_database_up"] == 1
    assert told["dealcoach_queue_waiting{queue=inbox}"] == 2
    assert told["dealcoach_queue_failed{queue=inbox}"] == 1
    assert 0 <= told["dealcoach_queue_oldest_seconds{queue=inbox}"] < 60
    assert told["dealcoach_queue_waiting{queue=outbox}"] == 0
    assert told["dealcoach_queue_waiting{queue=due}"] == 0
    assert told["dealcoach_last_event_timestamp_seconds"] > 1_700_000_000


async def test_without_a_database_the_page_says_so_and_shows_the_rest() -> None:
    metrics = Metrics.new()
    metrics.received.inc()
    storage = Storage("sqlite:////nowhere/at/all/dealcoach.db")

    told = figures(await metrics_page(metrics, storage))

    assert told["dealcoach_database_up"] == 0
    assert told["dealcoach_events_received_total"] == 1
    assert not [name for name in told if "queue" in name]
    await storage.close()


async def test_two_processes_in_one_program_count_apart(storage: Storage) -> None:
    one, other = Metrics.new(), Metrics.new()

    one.received.inc()

    assert figures(await metrics_page(other, storage))["dealcoach_events_received_total"] == 0


async def test_the_documentation_names_every_figure_of_ours(storage: Storage, repository: Path) -> None:
    await storage.keep_event(Tenant("T1"), "Ev1", *KEPT)
    page = await metrics_page(Metrics.new(), storage)
    document = (repository / "docs" / "operating.md").read_text("utf-8")

    shown = {name.partition("{")[0] for name in figures(page) if name.startswith("dealcoach_")}
    named = set(re.findall(r"^\| `(dealcoach_\w+)`", document, re.MULTILINE))

    assert {
        re.sub("_(bucket|count|sum|created)$", "", name) for name in shown if not name.endswith("_created")
    } == named


def test_the_page_is_announced_as_prometheus_text() -> None:
    assert PAGE_TYPE.startswith("text/plain")
