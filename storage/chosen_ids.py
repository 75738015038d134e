"""Rows chosen by a subquery of their ids, fetched one by one by their key whatever the planner believes."""

from typing import Any

from sqlalchemy import Boolean, Column, CompoundSelect, Select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class IsChosen(FunctionElement[bool]):
    """That the column is among the ids that the subquery gives."""

    type = Boolean()
    inherit_cache = True

    def __init__(self, column: Column[int], ids: Select[tuple[int]] | CompoundSelect[tuple[int]]) -> None:
        super().__init__(column, ids.scalar_subquery())


@compiles(IsChosen, "sqlite")
def _on_sqlite(element: IsChosen, compiler: Any, **told: Any) -> str:
    column, ids = (compiler.process(part, **told) for part in element.clauses)
    return f"{column} IN {ids}"


@compiles(IsChosen, "postgresql")
def _on_postgres(element: IsChosen, compiler: Any, **told: Any) -> str:
    """An array and no join: one that takes a queue for empty is made by reading all of it."""
    column, ids = (compiler.process(part, **told) for part in element.clauses)
    return f"{column} = ANY (ARRAY{ids})"
