"""The file of a play: what all plays tell, in the order of its keys, whatever makes them fire."""

import hashlib
from collections.abc import Mapping
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

from coaching.conditions import Condition
from coaching.decision import Audience
from coaching.placeholders import check_placeholders, fill, named_in


class Content(BaseModel):
    """A part of a content file: it refuses keys that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Origin(Content):
    """Where a play's idea comes from: the source text's number and the idea in our own words."""

    seed: str
    idea: str


FiresT = TypeVar("FiresT", bound=Content)
ExamplesT = TypeVar("ExamplesT", bound=Content)


class PlayFile(Content, Generic[FiresT, ExamplesT]):
    """The keys of a play's file, in this order.

    `rest_days` is how long the play rests on a deal once said; `relationship_only` plays rest on deals known to be
    transactional; only `closed_deals` plays may be said on a deal that is won or lost; `never_withheld` plays take no
    part in a holdout. `asked` are questions that it answers.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)
    title: str = Field(min_length=3, max_length=75)
    status: Literal["active", "retired"] = "active"
    source: Origin | None = None
    when: str
    wrong_when: tuple[str, ...] = Field(min_length=1)
    to: Audience = "thread"
    fires: FiresT
    known_when: tuple[Condition, ...] = ()
    settled_when: tuple[Condition, ...] = ()
    rest_days: int = Field(ge=0, le=365)
    relationship_only: bool = False
    closed_deals: bool = False
    never_withheld: bool = False
    says: tuple[str, ...] = Field(min_length=3)
    why: str
    idea: str
    draft: str
    asked: tuple[str, ...] = ()
    examples: ExamplesT

    @property
    def may_be_withheld(self) -> bool:
        """Whether a holdout may withhold the play; never one that is too sensitive for a thread."""
        return self.to == "thread" and not self.never_withheld

    @field_validator("says", "draft")
    @classmethod
    def _known_placeholders(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        for text in (value,) if isinstance(value, str) else value:
            check_placeholders(text)
        return value

    def words(self, names: Mapping[str, str], variant: str) -> str:
        """What the play says, filled in; `variant` (any stable string) always picks the same of its variants.

        It picks among those whose names are known, if there are any: "your contact" fits no mail to eighty people.
        """
        number = int.from_bytes(hashlib.sha256(f"{self.id}/{variant}".encode(errors="replace")).digest()[:4])
        apt = [words for words in self.says if all(names.get(name) for name in named_in(words))] or self.says
        return fill(apt[number % len(apt)], names)


def signals_in(*conditions: Condition) -> frozenset[str]:
    """The signals that these conditions look for."""
    return frozenset(condition.signal for condition in conditions if condition.signal is not None)
