"""What every record has in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, make_dataclass
from typing import Any, Protocol, TypeVar, cast, runtime_checkable

from mobiconseil.domain.identity import RecordId

R = TypeVar("R")


@runtime_checkable
class Record(Protocol):
    """A frozen dataclass kept in the base; its field names are the column names.

    `subject` is the beneficiary that the record is about, or None when it belongs to the whole team.
    """

    @property
    def id(self) -> RecordId:
        """Return the identifier, never reused."""
        ...

    @property
    def subject(self) -> RecordId | None:
        """Return the beneficiary that this record is about."""
        ...


def many_at_once(cls: type[R]) -> Callable[[Mapping[str, Iterable[Any]]], list[R]]:
    """Return what makes many records of a class without checks of its own, from all its fields, column by column.

    A frozen class writes its fields one by one through `object.__setattr__`, which takes more than half of the time
    of an import. The records are made by a class of the same layout that is not frozen, then become of their own.
    """
    names = tuple(field.name for field in fields(cast("type[Any]", cls)))
    if "__post_init__" in vars(cls):
        raise TypeError(f"{cls.__name__} checks each record")
    draft = make_dataclass(f"_{cls.__name__}Draft", names, slots=True, eq=False)

    def made(columns: Mapping[str, Iterable[Any]]) -> list[R]:
        records = list(map(draft, *(columns[name] for name in names)))
        for record in records:
            record.__class__ = cls
        return records

    return made
