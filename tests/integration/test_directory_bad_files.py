"""Files that would harm, stop or confuse an import of the directory: refused with a sentence, nothing written."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from data_inclusion.schema import v1
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from import_desk import V1, archive, as_csv, dry_run, rows, written
from mobiconseil.domain.directory_codes import ImportKind
from mobiconseil.errors import InvalidInput
from mobiconseil.imports.data_inclusion import _PLAIN_ADDRESS, _PLAIN_LINK
from mobiconseil.services.directory_ports import Cancelled, ReadOptions
from mobiconseil.services.ports import DirectoryFilter
from mobiconseil.services.session import Session


def bomb() -> bytes:
    return gzip.compress(b"a,b\n" + b"0" * 40_000_000)


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x>" + b"0" * 40_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("vide.csv", b"", "est vide"),
        ("coupe.csv.gz", gzip.compress(as_csv(V1).encode() * 50)[:-40], "incomplet"),
        ("faux.csv.gz", b"\x1f\x8b\x08" + b"x" * 400, "abîmé"),
        ("bombe.csv.gz", bomb(), "démesuré"),
        ("bombe.xlsx", zip_bomb(), "démesuré"),
        ("archive.zip", archive(), "archive"),
        ("coupe.xlsx", archive()[:40], "abîmé"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "n’est pas un tableau"),
        ("octets.csv", bytes(range(256)) * 20, "n’est pas un tableau"),
        ("coupe.json", json.dumps([V1, V1])[:-30], "incomplet ou mal formé"),
        ("profond.json", "[" * 100_000, "incomplet ou mal formé"),
        ("vide.json", "{}", "aucun service"),
        ("lignes.jsonl", json.dumps(V1) + "\n" + json.dumps(V1)[:-5], "ligne 2"),
        ("large.csv", ";".join(f"c{n}" for n in range(1000)) + "\n1;2\n", "colonnes"),
        ("sans-nom.csv", ";".join(f"c{n}" for n in range(100)) + "\n" + ";".join("x" * 100) + "\n", "Aucune colonne"),
        ("bazar.csv", "nom\n" + "a;b;c;d\n" * 10, "Aucune colonne|n’est pas un tableau"),
        ("absent.csv", None, "ne peut pas être lu"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isprintable() and len(value) < 40 else "",
)
def test_a_bad_file_is_refused_with_a_sentence_and_changes_nothing(
    session: Session, tmp_path: Path, name: str, content: Any, says: str
) -> None:
    path = tmp_path / name if content is None else written(tmp_path, name, content)
    with pytest.raises(InvalidInput, match=says) as refused:
        dry_run(session, path)
    assert "Rien n’a été modifié." in str(refused.value)
    assert session.directory.search(DirectoryFilter()) == ()


def test_a_reading_can_be_stopped(session: Session, tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", json.dumps([V1 | {"id": f"dora--{n}"} for n in range(1200)]))
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        seen.append((done, total))
        return done < 500

    with pytest.raises(Cancelled):
        session.directory_imports.read(path, ReadOptions(), stop)
    assert seen == [(0, 1200), (500, 1200)]


@settings(max_examples=200, deadline=None)
@given(st.from_regex(_PLAIN_ADDRESS, fullmatch=True))
def test_an_address_that_is_not_asked_about_is_one_the_schema_accepts(address: str) -> None:
    assert v1.Service.model_validate(V1 | {"courriel": address}).courriel == address


@settings(max_examples=200, deadline=None)
@given(st.from_regex(_PLAIN_LINK, fullmatch=True))
def test_a_link_that_is_not_asked_about_is_one_the_schema_accepts(link: str) -> None:
    assert str(v1.Service.model_validate(V1 | {"lien_source": link}).lien_source).rstrip("/") == link.rstrip("/")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=rows, second=rows)
def test_importing_any_file_twice_changes_nothing(session: Session, tmp_path: Path, first: Any, second: Any) -> None:
    for part in (first, second):
        path = written(tmp_path, "a.json", json.dumps([V1 | row for row in part]))
        report = dry_run(session, path)
        session.directory_imports.apply(report)
        again = dry_run(session, path)
        assert (again.new, again.changed, again.organisations) == ((), (), ())
        assert again.identical == len(report.new) + len(report.changed) + report.identical
    assert session.upkeep.health().problems == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
def test_no_content_makes_the_reader_fail(session: Session, tmp_path: Path, content: bytes) -> None:
    try:
        kind = dry_run(session, written(tmp_path, "a.csv", content)).read.kind
    except InvalidInput:
        return
    assert kind is ImportKind.TABLE
