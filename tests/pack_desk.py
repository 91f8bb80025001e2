"""Packs of public data for tests: added to a laptop, read back, refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mobiconseil.errors import InvalidInput
from mobiconseil.geo.packs import LocalPacks
from mobiconseil.services.geography import PackKind

TODAY = date(2026, 11, 20)
CRAON = (47.8485, -0.9498)


def add(packs: LocalPacks, kind: PackKind, file: Path) -> str:
    pack = packs.add(kind, file, made_on=TODAY)
    assert pack is not None
    return pack.id


def content(packs: LocalPacks) -> dict[str, bytes]:
    folder = packs._folder
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def refusal(packs: LocalPacks, kind: PackKind, file: Path) -> str:
    before = content(packs)
    with pytest.raises(InvalidInput) as caught:
        packs.add(kind, file, made_on=TODAY)
    assert content(packs) == before
    text = str(caught.value)
    assert file.name in text
    assert "Rien n’a été changé." in text
    return text
