"""The logs: to standard error, for people on a terminal and as JSON elsewhere, with every secret taken out."""

import logging
import re
import sys
from typing import TextIO

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.types import EventDict, Processor

_SECRETS = re.compile(
    r"xox[a-z](?:\.xox[a-z])?-[\w.-]+"  # bot, user, refresh and rotated tokens
    r"|xapp-[\w-]+"
    r"|https?://hooks\.slack\.com/[^\s,\"'\\<>]*"
    r"|(?<=ticket=)[^\s&\"'\\]+"  # the Socket Mode address lets whoever knows it listen
)
_NOISY = ("slack_sdk", "slack_bolt", "aiosqlite", "alembic", "asyncio", "openai", "httpx", "httpx2")


def redact(text: str) -> str:
    """The same text with Slack tokens, webhook addresses and socket tickets replaced by [secret]."""
    return _SECRETS.sub("[secret]", text)


def set_up_logs(level: str, stream: TextIO | None = None) -> None:
    """Send everything logged in this process, ours and the libraries', to `stream` (standard error by default).

    The SDK's loggers stay at WARNING whatever the level: at INFO and DEBUG they print request bodies and tokens.
    """
    out = stream if stream is not None else sys.stderr
    handler = logging.StreamHandler(out)
    handler.setFormatter(_formatter(for_people=out.isatty()))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _NOISY:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
    structlog.configure(
        processors=[*_shared(), ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _formatter(for_people: bool) -> ProcessorFormatter:
    as_text: list[Processor] = (
        [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
        if for_people
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    )
    return ProcessorFormatter(
        foreign_pre_chain=_shared(),
        processors=[ProcessorFormatter.remove_processors_meta, *as_text, _without_secrets],
    )


def _without_secrets(_logger: object, _method: str, line: EventDict) -> EventDict:
    """The last step: by now the line is a string (structlog's types know only the event), so nothing slips past."""
    return redact(str(line))  # type: ignore[return-value]
