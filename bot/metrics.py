"""What the process counts for its operator, and the page in Prometheus's text format that shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Self, get_args

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.llm.outcome import Outcome
from coaching.reading.fence import Dropped
from storage import StorageError
from storage.records import QueueName

if TYPE_CHECKING:
    from storage import Storage
    from storage.records import StorageStatus

PAGE_TYPE = CONTENT_TYPE_LATEST
"""The Content-Type of `metrics_page`."""

SendOutcome = Literal["sent", "found", "waiting", "failed"]
"""How one try to send ended: Slack confirmed it; an earlier try had reached Slack already; it has to wait and be tried
again; it is given up."""

_ACK_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0)
"""Seconds; Slack waits for three."""

_DEPTH_FIGURES = {
    "waiting": "Rows that have not ended.",
    "oldest_seconds": "Age of the oldest row that could have been begun, in seconds.",
    "failed": "Rows that were given up.",
}
"""What `Depth` holds of each queue."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """The counters of one process, in a registry of their own: make it once with `Metrics.new()` and pass it on.

    `received` counts the events that came, the `duplicates` and the `unmatched` ones among them included (an unmatched
    one is of a type that no listener takes); `ack_seconds` is observed once for an event, from its arrival until Bolt
    may answer; `reconnects` counts sockets opened after the first. Count with `metrics.received.inc()` and the like.
    """

    registry: CollectorRegistry
    received: Counter
    duplicates: Counter
    unmatched: Counter
    ack_seconds: Histogram
    reconnects: Counter
    tries: Counter
    readings: Counter
    held_back: Counter

    @classmethod
    def new(cls) -> Self:
        """Counters that stand at zero."""
        registry = CollectorRegistry()
        ProcessCollector(registry=registry)

        def counter(name: str, meaning: str, *labels: str) -> Counter:
            return Counter(f"dealcoach_{name}", meaning, labels, registry=registry)

        ack = "Seconds from an event's arrival until it was kept and may be acknowledged."
        tries = counter("sends", "Tries to post, update or delete a message, by how they ended.", "outcome")
        for outcome in get_args(SendOutcome):
            tries.labels(outcome)  # shown as 0 until it happens
        readings = counter("llm_readings", "Messages that a language model was to read, by how it ended.", "outcome")
        for ended in get_args(Outcome):
            readings.labels(ended)
        held_back = counter("llm_dropped", "What a language model said and the message does not bear out.", "kind")
        for kind in get_args(Dropped):
            held_back.labels(kind)
        return cls(
            registry=registry,
            received=counter("events_received", "Events that Slack has delivered, duplicates included."),
            duplicates=counter("events_duplicate", "Events that were here already."),
            unmatched=counter("events_unmatched", "Events of a type that no listener takes."),
            ack_seconds=Histogram("dealcoach_ack_seconds", ack, buckets=_ACK_BUCKETS, registry=registry),
            reconnects=counter("reconnects", "Sockets to Slack that were opened after the first."),
            tries=tries,
            readings=readings,
            held_back=held_back,
        )

    def sends(self, outcome: SendOutcome) -> None:
        """Count one try to send that ended so."""
        self.tries.labels(outcome).inc()

    def reads(self, outcome: Outcome) -> None:
        """Count one message that a language model was to read."""
        self.readings.labels(outcome).inc()

    def drops(self, dropped: Mapping[Dropped, int]) -> None:
        """Count what the fence held back of one answer."""
        for kind, times in dropped.items():
            self.held_back.labels(kind).inc(times)


async def metrics_page(metrics: Metrics, storage: "Storage") -> bytes:
    """All figures of this process, and the depths of the queues as the database has them now.

    Without a database the page says so (`dealcoach_database_up 0`) and leaves the depths out.
    """
    try:
        status = await storage.status()
    except StorageError:
        status = None
    depths = CollectorRegistry()
    depths.register(_Standing(status))
    return generate_latest(metrics.registry) + generate_latest(depths)


class _Standing(Collector):
    """The state of the database as gauges."""

    def __init__(self, status: "StorageStatus | None") -> None:
        self._status = status

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give one gauge after the other."""
        up = "Whether the database answers: 1 or 0."
        yield GaugeMetricFamily("dealcoach_database_up", up, value=float(self._status is not None))
        if self._status is None:
            return
        for figure, meaning in _DEPTH_FIGURES.items():
            gauge = GaugeMetricFamily(f"dealcoach_queue_{figure}", meaning, labels=["queue"])
            for queue in get_args(QueueName):
                gauge.add_metric([queue], float(getattr(getattr(self._status, queue), figure)))
            yield gauge
        if self._status.last_event_at is not None:
            last = "When the last event was received, in seconds since 1970."
            yield GaugeMetricFamily(
                "dealcoach_last_event_timestamp_seconds", last, self._status.last_event_at.timestamp()
            )
