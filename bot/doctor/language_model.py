"""What the doctor finds at the language model's endpoint, when one is set: it is asked about one made-up message."""

from collections.abc import Collection
from datetime import UTC, date, datetime

from bot.content import Content
from bot.doctor.finding import Finding
from bot.llm.allowance import Allowance
from bot.llm.endpoint import Endpoint, MissingClientError
from bot.llm.outcome import NotReadError, Outcome
from bot.llm.prompt import Prompt
from bot.settings import Settings
from coaching.reading.claims import parse_claims

MADE_UP = "Proposal is out to Tarnbeck Mills, $40k for the first year. Waiting to hear back from Joyce Whitcombe."
_WRITTEN_ON = date(2026, 3, 2)
_ADVICE: dict[Outcome, str] = {
    "timeout": "it was too slow: take a smaller model or a faster machine, or raise DEALCOACH_LLM_TIMEOUT_SECONDS",
    "unreachable": "nothing answers there: start the server, or correct DEALCOACH_LLM_URL",
    "rate_limited": "it wants fewer requests or has no credit left: look at your account there",
    "server_error": "it fails by itself: see what that server logs",
    "rejected": "it refuses the request: correct DEALCOACH_LLM_KEY (HTTP 401, 403), DEALCOACH_LLM_MODEL, or the path in"
    " DEALCOACH_LLM_URL (404; most often it ends in /v1)",
    "refusal": "the model refuses to read messages: take another",
    "invalid_answer": "the model does not answer as asked: take a more capable one",
}


async def examine_language_model(settings: Settings, content: Content, unusable: Collection[str]) -> list[Finding]:
    """Whether the model reads; nothing when none is set. It is sent no words but those of `MADE_UP`."""
    if not settings.asks_llm:
        return []
    if "DEALCOACH_LLM_MODEL" in unusable:
        return [Finding("language model", "not looked at: DEALCOACH_LLM_MODEL comes first", fine=False)]
    named = f"{settings.llm_model} at {settings.llm_url}"
    try:
        await _ask(settings, content)
    except MissingClientError as error:
        return [Finding("language model", str(error), fine=False)]
    except NotReadError as failure:
        advice = _ADVICE.get(failure.outcome, "raise DEALCOACH_LLM_PER_DAY")
        told = f"{named} does not read ({failure}): {advice}. Until then the local reader reads alone."
        return [Finding("language model", told, fine=False)]
    return [Finding("language model", f"{named} reads; the text of deal updates is sent there")]


async def _ask(settings: Settings, content: Content) -> None:
    """Ask as the bot asks; raises `NotReadError`, or `MissingClientError`."""
    prompt = Prompt.of(content.coach.playbook.active, content.signals)
    endpoint = Endpoint.open(settings, prompt.schema, Allowance(settings.llm_per_day, lambda: datetime.now(UTC)))
    try:
        parse_claims(await endpoint.ask(prompt.messages(MADE_UP, _WRITTEN_ON, False)))
    except ValueError as error:
        raise NotReadError("invalid_answer", "no JSON object as asked for") from error
    finally:
        await endpoint.close()
