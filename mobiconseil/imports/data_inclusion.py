"""Rows of data·inclusion version 1, checked by the official schema, as records of the directory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pydantic
from data_inclusion.schema import v1

from mobiconseil.domain.directory import Organisation, Service, joined, organisation_id
from mobiconseil.imports.sheets import SHARED_TEXTS, sheets
from mobiconseil.imports.values import as_list, iso_day, number, originals, plain, point, postal_code
from mobiconseil.services.directory_ports import RowRemark, Severity

_LISTS: Mapping[str, frozenset[str] | None] = {
    "thematiques": frozenset(v1.Thematique),
    "publics": frozenset(v1.Public),
    "modes_accueil": frozenset(v1.ModeAccueil),
    "modes_mobilisation": frozenset(v1.ModeMobilisation),
    "mobilisable_par": frozenset(v1.PersonneMobilisatrice),
    "reseaux_porteurs": frozenset(v1.ReseauPorteur),
    "zone_eligibilite": None,
}
_CODES: Mapping[str, frozenset[str]] = {"type": frozenset(v1.TypeService), "frais": frozenset(v1.Frais)}
_SERVICE_COLUMNS = frozenset(v1.Service.model_fields)
_STRUCTURE_COLUMNS = frozenset(v1.Structure.model_fields)
_OWN = frozenset({"original"})
_CONTEXT = {"ignore_warnings": False}
_WARNING = "avertissement"
_NUMBERS = ("longitude", "latitude", "volume_horaire_hebdomadaire", "nombre_semaines")

_READ_APART = frozenset({*_LISTS, *_CODES, *_NUMBERS, "code_postal"})
_LABEL = "[a-z0-9]{1,20}(?:-[a-z0-9]{1,20}){0,2}"
_PLAIN_ADDRESS = re.compile(
    rf"[a-z0-9]+(?:[._-][a-z0-9]+){{0,5}}@{_LABEL}(?:\.{_LABEL}){{0,2}}\.(?:fr|com|org|net|eu|asso\.fr)"
)
_PLAIN_LINK = re.compile(r"https://(?:[a-z][a-z0-9]{0,30}[.-]){1,5}[a-z]{2,10}(?:/[A-Za-z0-9_-]{1,60}){0,8}/?")
"""Addresses that are sound at first sight: the schema takes longer over them than over all the rest of a row."""

_REASONS = {
    "missing": "La valeur manque.",
    "string_too_short": "Le texte est trop court.",
    "string_too_long": "Le texte est trop long.",
    "string_pattern_mismatch": "Le code n’a pas la forme attendue.",
    "url_parsing": "L’adresse Internet n’est pas complète.",
    "url_scheme": "L’adresse Internet n’est pas complète.",
    "date_from_datetime_parsing": "La date n’est pas comprise.",
    "date_parsing": "La date n’est pas comprise.",
    "date_type": "La date n’est pas comprise.",
    "float_parsing": "Le nombre n’est pas compris.",
    "int_parsing": "Le nombre n’est pas compris.",
    "int_from_float": "Le nombre doit être entier.",
    "greater_than_equal": "Le nombre est trop petit.",
}


Odd = list[tuple[str, Any]]
"""Values kept aside: column, value."""

STRUCTURE_TEXTS: Mapping[str, str] = {
    **SHARED_TEXTS,
    "siret": "siret",
    "website": "site_web",
    "accessibility": "accessibilite_lieu",
}
"""Field of `Organisation` → column of the schema, for texts."""
_VALIDATE = pydantic.TypeAdapter(list[v1.Service]).validator.validate_python
"""Many rows in one call: a call for each costs a third of the whole."""
_TOGETHER = 100
_REQUIRED = frozenset({"source", "id", "structure_id", "nom", "description", "date_maj"})


@dataclass(slots=True)
class Checker:
    """Checks rows with the official schema and turns them into records, one remark for each thing that is wrong."""

    typed: bool = False
    """The rows come from JSON: most are right as they stand."""
    lenient: bool = False
    """Leave out a faulty value that is not required, with a remark, instead of refusing its row."""
    remarks: list[RowRemark] = field(default_factory=list)
    _addresses: set[str] = field(default_factory=set)
    """E-mail addresses already found sound: the schema takes longer over one than over all the rest."""

    def services(self, rows: Sequence[tuple[int, Mapping[str, Any]]]) -> list[Service | None]:
        """Return the record of each row, or None when it is refused."""
        sound = self._sound([row for _, row in rows]) if self.typed else [False] * len(rows)
        checked = [
            (row, _told(row, [])) if is_sound else self._checked(rank, row)
            for (rank, row), is_sound in zip(rows, sound, strict=True)
        ]
        kept = [found for found in checked if found is not None]
        made = iter(sheets([row for row, _ in kept], [original for _, original in kept]))
        return [None if found is None else next(made) for found in checked]

    def _checked(self, rank: int, row: Mapping[str, Any]) -> tuple[Mapping[str, Any], str] | None:
        """Return the row as the schema accepts it, and the original values to keep; None when it is refused."""
        clean, odd = self._clean(rank, row, _SERVICE_COLUMNS)
        return (clean, _told(row, odd)) if self._accepted(v1.Service, rank, clean, odd) else None

    def structure(self, rank: int, row: Mapping[str, Any]) -> Organisation | None:
        """Return the record of a structure, or None when it is refused."""
        clean, odd = self._clean(rank, row, _STRUCTURE_COLUMNS)
        if not self._accepted(v1.Structure, rank, clean, odd):
            return None
        latitude, longitude = point(clean.get("latitude"), clean.get("longitude")) or (None, None)
        texts: dict[str, Any] = {name: clean.get(column, "") for name, column in STRUCTURE_TEXTS.items()}
        return Organisation(
            id=organisation_id(clean["id"]),
            latitude=latitude,
            longitude=longitude,
            networks=joined(clean.get("reseaux_porteurs", ())),
            updated_on=iso_day(clean["date_maj"]),
            **texts,
        )

    def _sound(self, rows: Sequence[Mapping[str, Any]]) -> list[bool]:
        """Say of each row whether the schema accepts it as it stands; otherwise it is read with care."""
        found: list[bool] = []
        for start in range(0, len(rows), _TOGETHER):
            some = [self._unchecked_addresses(row) for row in rows[start : start + _TOGETHER]]
            faulty = _faulty(some)
            found += [
                rank not in faulty and "--" in row["id"] and "--" in row["structure_id"]
                for rank, row in enumerate(some)
            ]
        return found

    def _unchecked_addresses(self, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the row without its e-mail address and its link, when they are known to be sound."""
        unchecked: dict[str, None] = {}
        address, link = row.get("courriel"), row.get("lien_source")
        if type(address) is str and (address in self._addresses or _PLAIN_ADDRESS.fullmatch(address)):
            self._addresses.add(address)
            unchecked["courriel"] = None
        if type(link) is str and _PLAIN_LINK.fullmatch(link):
            unchecked["lien_source"] = None
        return {**row, **unchecked} if unchecked else row

    def _clean(self, rank: int, row: Mapping[str, Any], columns: frozenset[str]) -> tuple[dict[str, Any], Odd]:
        """Return the values that the schema knows, and those that it does not."""
        clean: dict[str, Any] = {}
        odd: Odd = []
        name = plain(row.get("nom"))
        for column, value in row.items():
            if value is None or column not in columns:
                continue
            if type(value) is str and column not in _READ_APART:
                # Nearly all the cells of a big file pass here.
                if typed := plain(value):
                    clean[column] = typed
                continue
            for code in self._put(clean, column, value):
                odd.append((column, code))
                self._warn(rank, column, f"Valeur inconnue, gardée à part\u00a0: {code[:60]}", name)
        clean["id"] = _prefixed(clean.get("source", ""), clean.get("id", ""))
        if "structure_id" in columns:
            clean["structure_id"] = _prefixed(clean.get("source", ""), clean.get("structure_id", ""))
        if not clean["id"]:
            del clean["id"]
        if not clean.get("structure_id", "-"):
            del clean["structure_id"]
        return clean, odd

    def _put(self, clean: dict[str, Any], column: str, value: Any) -> Iterator[str]:
        """Keep a value under the form the schema expects; yield the codes that this version does not know."""
        if column in _NUMBERS:
            figure = number(value)
            if figure is not None or plain(value):
                clean[column] = plain(value) if figure is None else figure
        elif column in _LISTS:
            allowed, found = _LISTS[column], as_list(value)
            known = found if allowed is None or allowed.issuperset(found) else tuple(c for c in found if c in allowed)
            if known:
                clean[column] = list(known)
            if len(known) < len(found):
                yield from (code for code in found if code not in known)
        elif text := plain(value):
            if column in _CODES and text not in _CODES[column]:
                yield text
            else:
                clean[column] = postal_code(text) if column == "code_postal" else text

    def _accepted(self, model: type[pydantic.BaseModel], rank: int, clean: dict[str, Any], odd: Odd) -> bool:
        try:
            model.model_validate(self._unchecked_addresses(clean), context=_CONTEXT)
        except pydantic.ValidationError as error:
            faults = error.errors(include_url=False, include_context=False, include_input=False)
            return self._judge(rank, clean, odd, faults)
        if clean.get("courriel"):
            self._addresses.add(clean["courriel"])
        return True

    def _judge(self, rank: int, clean: dict[str, Any], odd: Odd, faults: Iterable[Any]) -> bool:
        accepted = True
        for fault in faults:
            column = str(fault["loc"][0]) if fault["loc"] else ""
            warning = fault["type"] == _WARNING
            if not warning and self.lenient and column in clean and column not in _REQUIRED:
                odd.append((column, clean.pop(column)))
                warning = True
            accepted = accepted and warning
            reason = str(fault["msg"]).removeprefix("Value error, ")
            self.remarks.append(
                RowRemark(
                    row=rank,
                    column=column,
                    reason=_REASONS.get(str(fault["type"]), _in_french(reason)),
                    severity=Severity.WARNING if warning else Severity.REFUSED,
                    name=str(clean.get("nom", "")),
                )
            )
        return accepted

    def _warn(self, rank: int, column: str, reason: str, name: str) -> None:
        self.remarks.append(RowRemark(row=rank, column=column, reason=reason, severity=Severity.WARNING, name=name))


def unknown_columns(columns: Iterable[str], *, structures: bool) -> tuple[str, ...]:
    """Return the columns that the schema does not have: they are left out, never refused."""
    known = _STRUCTURE_COLUMNS if structures else _SERVICE_COLUMNS
    return tuple(column for column in columns if column not in known and column not in _OWN)


def _prefixed(source: str, identifier: str) -> str:
    return identifier if not identifier or not source or "--" in identifier else f"{source}--{identifier}"


def _faulty(rows: list[Mapping[str, Any]]) -> frozenset[int]:
    """Return the ranks of the rows that the schema refuses."""
    try:
        _VALIDATE(rows, context=_CONTEXT)
    except pydantic.ValidationError as error:
        told = error.errors(include_url=False, include_context=False, include_input=False)
        return frozenset(int(each["loc"][0]) for each in told)
    return frozenset()


def _told(row: Mapping[str, Any], odd: Odd) -> str:
    """Return the original values to keep: those of an older version, then those that the schema does not know."""
    if not odd and "original" not in row:
        return ""
    return "; ".join(part for part in (plain(row.get("original")), originals(odd)) if part)


def _in_french(reason: str) -> str:
    if "email" in reason:
        return "L’adresse électronique n’est pas complète."
    return reason if reason[:2] in {"La", "Le", "`t", "L’"} else "La valeur n’est pas celle que le modèle attend."
