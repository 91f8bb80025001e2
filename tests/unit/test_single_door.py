"""Only the door of the base writes what is exchanged between laptops."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import mobiconseil
from mobiconseil.db.tables import TABLES

ROOT = Path(mobiconseil.__file__).parent
DOORS = {Path(f"db/{name}.py") for name in ("store", "many", "migrations", "sync/rows", "sync/erasure")}
"""The local write, of one row or of many, the schema, the merge of a file, and the erasure."""
TABLE_NAMES = {cls.__name__.lower() for cls in TABLES.values()}
_NAMES = "|".join(sorted(TABLE_NAMES))
_TARGET = rf"[\"'`\[]?(?:{_NAMES}|\0)[\"'`\]]?\b"
_WRITE = re.compile(
    rf"\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM|DROP\s+TABLE|"
    rf"ALTER\s+TABLE)\s+(?:{_TARGET}|\0)",
    re.IGNORECASE,
)
_METHODS = {"insert", "insert_all", "upsert", "upsert_all", "update", "delete", "delete_where", "transform", "drop"}
LOCAL = {
    "meta", "replica", "author", "dot", "tombstone", "txn", "history", "journal", "summary", "person_search",
    "imported_file", "peer", "unknown_field", "conflict", "exchanged_field", "exchange_log", "exchange_log_person",
}  # fmt: skip
"""Tables that never leave the laptop: other modules of db/ may write them."""


def violations(source: str) -> list[str]:
    """Return the writes of a synced table in a module: SQL texts (any unknown table counts) and table methods."""
    tree = ast.parse(source)
    return [*_sql_writes(tree), *_method_writes(tree), *_writes_of_many(tree)]


def _sql_writes(tree: ast.AST) -> Iterator[str]:
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            text = node.value
        elif isinstance(node, ast.JoinedStr):
            # A table name put together while running cannot be judged: it counts as a synced table.
            text = "".join(str(p.value) if isinstance(p, ast.Constant) else "\0" for p in node.values)
        else:
            continue
        if _WRITE.search(text):
            yield f"line {node.lineno}: {text[:60]!r}"


def _method_writes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        owner = node.func.value
        if node.func.attr in _METHODS and (isinstance(owner, ast.Subscript) or _is_table_call(owner)):
            key = owner.slice if isinstance(owner, ast.Subscript) else owner.args[0]  # type: ignore[attr-defined]
            named = isinstance(key, ast.Constant) and isinstance(key.value, str)
            if named and key.value in TABLE_NAMES:
                yield f"line {node.lineno}: .{node.func.attr} on {key.value}"
            elif not named and isinstance(owner, ast.Call):
                yield f"line {node.lineno}: .{node.func.attr} on an unknown table"


def _writes_of_many(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "insert_columns":
            table = node.args[1] if len(node.args) > 1 else None
            if not isinstance(table, ast.Constant) or table.value in TABLE_NAMES:
                yield f"line {node.lineno}: many rows of a synced table"


def _is_table_call(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "table"
        and bool(node.args)
    )


def modules() -> list[Path]:
    return [path for path in sorted(ROOT.rglob("*.py")) if path.relative_to(ROOT) not in DOORS]


def test_no_module_but_the_door_writes_a_synced_table() -> None:
    found = {
        str(path.relative_to(ROOT)): lines
        for path in modules()
        if (lines := violations(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_the_check_reads_every_module() -> None:
    assert len(modules()) > 60
    assert any(path.parent.name == "db" for path in modules())


def test_the_door_itself_would_be_caught() -> None:
    assert violations((ROOT / "db/store.py").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "planted",
    [
        'db.execute("UPDATE beneficiary SET phone = ? WHERE id = ?", (1, 2))',
        'db.execute("insert into rating (id) values (?)", (1,))',
        'db.execute("INSERT OR REPLACE INTO step VALUES (1)")',
        'db.execute("REPLACE INTO contact VALUES (1)")',
        'db.execute("DELETE FROM plan")',
        "db.execute('DELETE FROM \"override\"')",
        'db.execute("""\n  UPDATE\n  consent SET value = \'yes\'""")',
        'db.execute(f"UPDATE beneficiary SET {name} = ?")',
        'db.execute(f"DELETE FROM {table} WHERE id = ?")',
        'db["beneficiary"].update(1, {})',
        'db["rating"].insert({})',
        'db.table("step").upsert({}, pk="id")',
        "db.table(name).delete(1)",
        'insert_columns(db, "rating", {"id": ids})',
        "insert_columns(db, table.name, columns)",
        "insert_columns(db, table=name, columns=columns)",
    ],
)
def test_a_planted_violation_is_caught(planted: str) -> None:
    assert violations(planted)


@pytest.mark.parametrize(
    "harmless",
    [
        'db.execute("SELECT * FROM beneficiary")',
        'db.execute("UPDATE summary SET steps_open = 1")',
        'db.execute("UPDATE meta SET value = value + 1")',
        'db.execute("INSERT INTO person_search (rowid) VALUES (1)")',
        'known["phone"].update({})',
        'insert_columns(db, "history", columns)',
        'text = "Le plan est à jour"',
    ],
)
def test_what_is_harmless_is_not_caught(harmless: str) -> None:
    assert violations(harmless) == []


def test_no_local_table_has_the_name_of_a_synced_one() -> None:
    assert not LOCAL & TABLE_NAMES
