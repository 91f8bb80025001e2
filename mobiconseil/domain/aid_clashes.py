"""Aids that cannot be had together: what was kept or asked for, against an aid that excludes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mobiconseil.domain.advice_records import AidRequest, AidRequestState
from mobiconseil.domain.aid import Aid
from mobiconseil.domain.typography import NBSP, quote, short_date


class ClashKind(StrEnum):
    """How far the other aid already is, the farthest first."""

    GRANTED = "accordée"
    ASKED = "demandée"
    KEPT = "déjà retenue"


@dataclass(frozen=True, slots=True, kw_only=True)
class AidClash:
    """An aid, and another one that it cannot be had with."""

    aid: Aid
    other: Aid
    kind: ClashKind
    on: date | None = None
    """The day the other one was asked for or granted."""

    @property
    def text(self) -> str:
        """Return « Ne se cumule pas avec « X », demandée le 3 nov. 2026. »."""
        return f"Ne se cumule pas avec {quote(self.other.name)}, {self._said}. {self._advice}"

    @property
    def pair_text(self) -> str:
        """Return the same, both aids named."""
        if self.kind is ClashKind.KEPT:
            first, second = sorted((self.aid.name, self.other.name))
            return f"{quote(first)} et {quote(second)} ne se cumulent pas{NBSP}: n’en garder qu’une."
        return f"{quote(self.aid.name)} ne se cumule pas avec {quote(self.other.name)}, {self._said}. {self._advice}"

    @property
    def _said(self) -> str:
        return f"{self.kind.value} le {short_date(self.on).rstrip('.')}" if self.on else self.kind.value

    @property
    def _advice(self) -> str:
        if self.kind is ClashKind.KEPT:
            return "N’en garder qu’une."
        return "À voir avec l’organisme avant toute demande."


def exclude_each_other(aid: Aid, other: Aid) -> bool:
    """Say whether one of the two says that it cannot be had with the other."""
    return other.code in aid.excludes or aid.code in other.excludes


def clashes_of(
    aid: Aid, aids: Mapping[str, Aid], kept: Iterable[str], requests: Iterable[AidRequest]
) -> tuple[AidClash, ...]:
    """Return what stands against an aid: one clash for each other one, told from where it is farthest."""
    found = dict.fromkeys(kept, (ClashKind.KEPT, None)) | _asked(requests)
    return tuple(
        AidClash(aid=aid, other=aids[code], kind=kind, on=on)
        for code, (kind, on) in sorted(found.items())
        if code in aids and code != aid.code and exclude_each_other(aid, aids[code])
    )


def clashes_among(aids: Mapping[str, Aid], kept: Iterable[str], requests: Iterable[AidRequest]) -> tuple[AidClash, ...]:
    """Return what stands against the aids that were kept, each pair once."""
    known, asked = sorted({*kept} & aids.keys()), tuple(requests)
    found: dict[frozenset[str], AidClash] = {}
    for code in known:
        for clash in clashes_of(aids[code], aids, known, asked):
            found.setdefault(frozenset({code, clash.other.code}), clash)
    return tuple(found.values())


def _asked(requests: Iterable[AidRequest]) -> dict[str, tuple[ClashKind, date | None]]:
    """Return the aids asked for or granted, by code; a refusal closes nothing."""
    found: dict[str, tuple[ClashKind, date | None]] = {}
    for request in requests:
        if request.state is AidRequestState.GRANTED:
            found[request.aid] = (ClashKind.GRANTED, request.decided_on or request.asked_on)
        elif request.state is AidRequestState.ASKED and found.get(request.aid, (None,))[0] is not ClashKind.GRANTED:
            found[request.aid] = (ClashKind.ASKED, request.asked_on)
    return found
