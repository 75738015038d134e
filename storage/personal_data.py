"""What is stored about one person, over all tables: counted, told, and forgotten."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic_core import to_jsonable_python
from sqlalchemy import Column, Table, Text, and_, cast, exists, func, or_, select

from coaching.message import NOBODY
from storage.store import Criterion, Store
from storage.tables import (
    changes,
    deals,
    decisions,
    due,
    feedback,
    hushes,
    managers,
    messages,
    nudges,
    outbox,
    people,
    preferences,
    rulings,
    shared_deals,
    texts,
    updates,
    watches,
)

_WRITTEN: tuple[Table, ...] = (messages, updates, decisions, nudges)
"""What somebody's messages led to: stays, under nobody's name."""
_SAID: tuple[Table, ...] = (rulings, changes, hushes, watches, managers, shared_deals)
"""What somebody said for a whole channel or deal: stays, under nobody's name."""


class PersonalData(Store):
    """What is known of a person, by Slack user id."""

    async def count(self, user: str) -> dict[str, int]:
        """How many rows there are, by what they are: the names of the tables, and `texts` and `deals`."""
        counted = {
            table.name: select(func.count()).select_from(table).where(self._mine(table), about)
            for table, about in self._about(user).items()
        }
        statement = select(*(question.scalar_subquery().label(name) for name, question in counted.items()))
        row = await self._first(statement)
        return dict(row) if row else {}

    async def export(self, user: str) -> dict[str, list[Mapping[str, Any]]]:
        """All of it, row by row, in plain JSON's words."""
        told: dict[str, list[Mapping[str, Any]]] = {}
        for table, about in self._about(user).items():
            if table is not deals:
                rows = await self._all(self._select(table, about).order_by(*table.primary_key.columns))
                told[table.name] = [to_jsonable_python({k: v for k, v in row.items() if k != "tenant"}) for row in rows]
        return told

    async def forget(self, user: str) -> None:
        """Delete the person's words and wishes; what belongs to the team stays, under nobody's name.

        Quotes of their words are emptied, and wherever they are named as an owner nobody is. A second time it finds
        nothing.
        """
        await self._erase_words(user)
        await self._disown(user)
        for table in (feedback, preferences, people, managers):
            await self._changed(self._delete(table, table.c.user_id == user))
        await self._changed(self._delete(due, due.c.key == user))
        await self._changed(self._delete(hushes, hushes.c.place == "person", hushes.c.holder == user))
        await self._changed(self._delete(changes, changes.c.by == user, changes.c.kind == "preferences"))
        for table in _SAID:
            await self._changed(self._update(table, table.c.by == user).values(by=NOBODY))
        for row in await self._all(self._select(changes, _names(changes.c.about, user))):
            unnamed = self._update(changes, changes.c.id == row["id"]).values(about=_without(user, row["about"]))
            await self._changed(unnamed)
        for table in _WRITTEN:
            await self._changed(self._update(table, table.c.author == user).values(author=NOBODY))

    async def _erase_words(self, user: str) -> None:
        await self._changed(self._delete(texts, self._text_of(user)))
        for table in (decisions, nudges):
            said = self._update(table, table.c.author == user, table.c.words.is_not(None))
            await self._changed(said.values(words=""))
            await self._changed(self._update(table, table.c.author == user, table.c.evidence != "").values(evidence=""))
        theirs = select(nudges.c.id).where(self._mine(nudges), nudges.c.author == user)
        failed = self._update(outbox, outbox.c.state == "failed", outbox.c.nudge_id.in_(theirs))
        await self._changed(failed.values(body={}))

    async def _disown(self, user: str) -> None:
        """Let nobody own their deals, also when those are built again; the words by which signals were seen go too."""
        await self._changed(self._update(deals, deals.c.owner == user).values(owner=NOBODY))
        named = _names(updates.c.facts, user)
        for row in await self._all(self._select(updates, or_(updates.c.author == user, named))):
            facts, signals = row["facts"], row["signals"]
            if facts.owner == user:
                facts = replace(facts, owner=NOBODY)
            if row["author"] == user:
                signals = dict.fromkeys(signals, "")
            this = self._update(updates, updates.c.channel == row["channel"], updates.c.ts == row["ts"])
            await self._changed(this.values(facts=facts, signals=signals))

    def _about(self, user: str) -> dict[Table, Criterion]:
        """Which rows of which tables are about this person."""
        return {
            people: people.c.user_id == user,
            preferences: preferences.c.user_id == user,
            messages: messages.c.author == user,
            texts: self._text_of(user),
            updates: updates.c.author == user,
            decisions: decisions.c.author == user,
            nudges: nudges.c.author == user,
            feedback: feedback.c.user_id == user,
            hushes: or_(hushes.c.by == user, and_(hushes.c.place == "person", hushes.c.holder == user)),
            rulings: rulings.c.by == user,
            changes: changes.c.by == user,
            watches: watches.c.by == user,
            managers: or_(managers.c.user_id == user, managers.c.by == user),
            shared_deals: shared_deals.c.by == user,
            deals: deals.c.owner == user,
        }

    def _text_of(self, user: str) -> Criterion:
        """Written by this person."""
        theirs = exists().where(
            messages.c.tenant == texts.c.tenant,
            messages.c.channel == texts.c.channel,
            messages.c.ts == texts.c.ts,
            messages.c.author == user,
        )
        return theirs.correlate(texts)


def _names(column: Column[Any], user: str) -> Criterion:
    """Whether the JSON in a column names this person."""
    return cast(column, Text).contains(f'"{user}"', autoescape=True)


def _without(user: str, told: Any) -> Any:
    """What was told, with nobody wherever the person was named."""
    match told:
        case dict():
            return {key: _without(user, value) for key, value in told.items()}
        case list():
            return [_without(user, value) for value in told]
        case _:
            return NOBODY if told == user else told
