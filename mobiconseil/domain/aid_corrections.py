"""What a structure says of an aid that is shipped: checked today, corrected, or closed; what ships stays beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from mobiconseil.domain.advice_records import LocalAid
from mobiconseil.domain.aid import Aid, AidCorrection, AidSource
from mobiconseil.domain.local_aids import PREFIX, paper_lines
from mobiconseil.domain.typography import money, short_date

CORRECTABLE: Mapping[str, str] = {
    "amount": "montant",
    "ceiling": "plafond",
    "period": "période",
    "decided_by": "qui décide",
    "papers": "papiers",
    "ask_before": "à demander avant la dépense",
    "cumulation": "cumul",
    "conditions": "conditions",
    "valid_from": "valable du",
    "valid_until": "valable jusqu’au",
    "abolished_on": "fermée le",
    "phone": "téléphone",
    "email": "courriel",
}
"""Field of `LocalAid` that corrects what ships → what it is called; criteria are not corrected."""

_TEXTS = frozenset({"amount", "period", "decided_by", "papers", "cumulation", "conditions", "phone", "email"})
_DAYS = frozenset({"valid_from", "valid_until", "abolished_on"})
_NO_TEXT, _NO_FIGURE, _NO_DAY = " ", 0, date.max
"""How « nothing » is kept, an empty field being « as it ships »."""

BLANK: Mapping[str, Any] = {
    name: "" if name in _TEXTS else None for name in (*CORRECTABLE, "source_title", "source_url")
} | {"source_title": "", "source_url": ""}
"""The fields of a correction that says nothing."""


def is_correction(record: LocalAid) -> bool:
    """Say whether a record speaks of an aid that is shipped, and is not one of the structure."""
    return not record.code.startswith(PREFIX)


def shipped_value(aid: Aid, name: str) -> Any:
    """Return what an aid says in a field, as a correction would write it."""
    return "\n".join(aid.papers) if name == "papers" else getattr(aid, name)


def kept_value(aid: Aid, name: str, value: Any) -> Any:
    """Return what a correction keeps of a value: nothing when it is as it ships."""
    wanted = "\n".join(paper_lines(str(value))) if name == "papers" else value.strip() if name in _TEXTS else value
    if wanted == shipped_value(aid, name):
        return BLANK[name]
    if wanted or wanted is False:
        return wanted
    return _NO_TEXT if name in _TEXTS else _NO_DAY if name in _DAYS else _NO_FIGURE if name == "ceiling" else None


def corrected(aid: Aid, said: LocalAid) -> Aid:
    """Return an aid as the structure says it is; what ships is in `correction`."""
    found = {
        name: read for name in CORRECTABLE if (read := _read(name, getattr(said, name))) != shipped_value(aid, name)
        and getattr(said, name) != BLANK[name]
    }  # fmt: skip
    if not found and said.verified_on is None:
        return aid
    newer = said.verified_on is not None and (aid.verified_on is None or said.verified_on >= aid.verified_on)
    written: dict[str, Any] = {**found}
    if "papers" in written:
        written["papers"] = paper_lines(written["papers"])
    if "abolished_on" in written:
        written["abolished_by"] = "noté par l’équipe"
    return replace(
        aid,
        **written,
        sources=(*_source(said), *aid.sources),
        verified_on=said.verified_on if newer else aid.verified_on,
        confirmed=aid.confirmed or newer,
        correction=AidCorrection(
            fields=tuple(found),
            labels=tuple(CORRECTABLE[name] for name in found),
            before=tuple(_words(name, shipped_value(aid, name)) for name in found),
            verified_on=said.verified_on,
            verified_by=said.verified_by,
            outdated=not newer and bool(found),
        ),
    )


def _read(name: str, value: Any) -> Any:
    """Return a value as an aid says it: « nothing » is an empty text, or None."""
    if name in _TEXTS:
        return "\n".join(paper_lines(value)) if name == "papers" else value.strip()
    return None if value in (_NO_DAY, _NO_FIGURE) and value is not False else value


def _source(said: LocalAid) -> tuple[AidSource, ...]:
    return (AidSource(title=said.source_title, url=said.source_url),) if said.source_title or said.source_url else ()


def _words(name: str, value: Any) -> str:
    """Return what ships in a field, in words."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, int):
        return money(value)
    return ", ".join(paper_lines(value)) if value and name == "papers" else value or "rien"
