"""The schema of the migrations and the records of the domain say the same."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from mobiconseil.db.engine import close, connect
from mobiconseil.db.migrations import migrate
from mobiconseil.db.tables import TABLES, from_row, scalar_changes, table_numbered, table_of, to_scalar, to_values
from mobiconseil.domain.beneficiary import Beneficiary, FileState
from mobiconseil.domain.follow_up import Contact, ContactKind
from mobiconseil.domain.identity import RecordId

HEAD = ("id", "subject", "stamp", "deleted")
_STORED = {bool: "INTEGER", int: "INTEGER", float: "REAL", bytes: "BLOB", str: "TEXT", date: "TEXT", time: "TEXT"}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    path = Path(tmp_path_factory.mktemp("schema")) / "a.db"
    made = connect(path, bytes(32), create=True)
    migrate(made, path)
    yield made
    close(made)


def expected(hint: Any) -> tuple[str, bool]:
    """Return the column type of a field and whether it must have a value."""
    optional = get_origin(hint) in (Union, types.UnionType)
    inner = next(arg for arg in get_args(hint) if arg is not type(None)) if optional else hint
    inner = getattr(inner, "__supertype__", inner)
    if isinstance(inner, type) and issubclass(inner, StrEnum | datetime):
        return "TEXT", not optional
    return _STORED[inner], not optional


@pytest.mark.parametrize("kind", TABLES)
def test_each_table_has_the_columns_of_its_record(base: Any, kind: int) -> None:
    table = table_numbered(kind)
    hints = get_type_hints(table.record)
    found = {row[1]: (row[2], bool(row[3])) for row in base.execute(f"PRAGMA table_info({table.name})").fetchall()}
    assert tuple(found)[: len(HEAD)] == HEAD
    assert set(found) - set(HEAD) == set(table.fields)
    assert {name: found[name] for name in table.fields} == {name: expected(hints[name]) for name in table.fields}


@pytest.mark.parametrize("kind", TABLES)
def test_each_record_begins_with_its_id_and_subject(kind: int) -> None:
    assert [f.name for f in fields(TABLES[kind])][:2] == ["id", "subject"]


def test_every_table_is_strict(base: Any) -> None:
    names = {table_numbered(kind).name for kind in TABLES} | {"meta", "dot", "txn", "history", "journal", "summary"}
    strict = {row[1] for row in base.execute("PRAGMA table_list").fetchall() if row[5]}
    assert names <= strict


def test_the_numbers_of_kinds_are_for_ever() -> None:
    assert {kind: cls.__name__ for kind, cls in TABLES.items()} == {
        1: "Beneficiary", 2: "Status", 3: "Trip", 4: "Renunciation", 5: "Barrier", 6: "Consent", 7: "Assessment",
        8: "Rating", 9: "Plan", 10: "Step", 11: "Contact", 12: "Appointment", 13: "Recall", 14: "Document",
        20: "Structure", 21: "Adviser", 22: "Logo", 23: "Override", 24: "Laptop", 25: "Mandate",
        30: "Organisation", 31: "Service", 32: "ServiceEdit", 33: "DropIn", 34: "ImportBatch", 35: "ColumnChoice",
        36: "DropInDay",
        40: "Answer", 41: "Choice", 42: "Referral", 43: "AidRequest", 44: "UnmetNeed", 45: "LocalAid", 46: "RuleEntry",
    }  # fmt: skip


def test_a_record_comes_back_as_it_was_written() -> None:
    one = RecordId(bytes(16))
    contact = Contact(
        id=one, subject=one, kind=ContactKind.CALL, at=datetime(2026, 11, 20, 8, 5, tzinfo=UTC), text="œ", private=True
    )
    row = (one, one, *(to_values(contact)[name] for name in table_of(Contact).fields))
    assert from_row(Contact, row) == contact


def test_a_code_of_a_newer_program_is_kept_as_it_is() -> None:
    one = RecordId(bytes(16))
    person = Beneficiary(id=one, subject=one, state=FileState("etat_de_demain"))
    row = (one, one, *(to_values(person)[name] for name in table_of(Beneficiary).fields))
    again = from_row(Beneficiary, row)
    assert again.state == "etat_de_demain"
    assert to_scalar(again.state) == "etat_de_demain"
    assert "valeur inconnue" in again.state.label


def test_a_field_that_does_not_exist_is_a_bug() -> None:
    with pytest.raises(KeyError, match="shoe_size"):
        scalar_changes(Beneficiary, {"shoe_size": 38})


def test_a_moment_without_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="zone"):
        to_scalar(datetime(2026, 11, 20, 8, 5))  # noqa: DTZ001
