"""What a language model says that a message states: its shape alone; nothing of it is believed before the fence."""

from collections.abc import Collection
from typing import Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from coaching.facts import STAGES, Role

_MOST = 40
"""How many contacts, competitors, signals or plays an answer may name; one message holds a few."""

_Chance = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


def _none_is_empty(value: object) -> object:
    return () if value is None else value


def _none_is_false(value: object) -> object:
    return False if value is None else value


def _blank_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


_Text = Annotated[str | None, BeforeValidator(_blank_is_none)]


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class ClaimedContact(_Said):
    """A person on the buyer's side, as the model has it."""

    name: _Text = None
    title: _Text = None
    role: _Text = None
    met: Annotated[bool, BeforeValidator(_none_is_false)] = False


class ClaimedSignal(_Said):
    """A signal and the words that are said to carry it."""

    signal: str
    words: str


class ClaimedPlay(_Said):
    """A play that is said to fit, how surely (0 to 1), and on which words."""

    play: str
    confidence: _Chance
    evidence: str


class Claims(_Said):
    """A model's whole answer about one message; what it leaves out counts as not stated."""

    is_deal_update: bool
    company: _Text = None
    amount: Annotated[float, Field(allow_inf_nan=False)] | None = None
    currency: _Text = None
    stage: _Text = None
    next_step: _Text = None
    next_step_date: _Text = None
    contacts: Annotated[tuple[ClaimedContact, ...], BeforeValidator(_none_is_empty), Field(max_length=_MOST)] = ()
    competitors: Annotated[tuple[str, ...], BeforeValidator(_none_is_empty), Field(max_length=_MOST)] = ()
    signals: Annotated[tuple[ClaimedSignal, ...], BeforeValidator(_none_is_empty), Field(max_length=_MOST)] = ()
    plays: Annotated[tuple[ClaimedPlay, ...], BeforeValidator(_none_is_empty), Field(max_length=_MOST)] = ()


def parse_claims(answer: str) -> Claims:
    """The claims in a model's answer: its JSON object, whatever stands around it (thoughts, a code fence).

    Raises ValueError when there is none, or when it has not the shape of `claims_schema`.
    """
    said = answer.rpartition("</think>")[2]
    return Claims.model_validate_json(said[said.find("{") : said.rfind("}") + 1])


def claims_schema(plays: Collection[str], signals: Collection[str]) -> dict[str, Any]:
    """The JSON schema of an answer, in the strict form that every endpoint with structured output takes."""
    contact = _object(name=_TEXT, title=_TEXT, role=_one_of(get_args(Role)), met={"type": "boolean"})
    signal = _object(signal={"type": "string", "enum": sorted(signals)}, words={"type": "string"})
    play = _object(
        play={"type": "string", "enum": sorted(plays)}, confidence={"type": "number"}, evidence={"type": "string"}
    )
    return _object(
        is_deal_update={"type": "boolean"},
        company=_TEXT,
        amount={"type": ["number", "null"]},
        currency=_TEXT,
        stage=_one_of(STAGES),
        next_step=_TEXT,
        next_step_date=_TEXT,
        contacts={"type": "array", "items": contact},
        competitors={"type": "array", "items": {"type": "string"}},
        signals={"type": "array", "items": signal},
        plays={"type": "array", "items": play},
    )


_TEXT: dict[str, Any] = {"type": ["string", "null"]}


def _one_of(words: Collection[str]) -> dict[str, Any]:
    return {"type": ["string", "null"], "enum": [*words, None]}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}
