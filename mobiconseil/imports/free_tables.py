"""Rows of any table as records: the values that people type, read as French people write them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mobiconseil.domain.directory import Organisation, Service, joined, organisation_id, read_back, service_id
from mobiconseil.domain.directory_codes import AccessMode, Audience, Fees, MobilisableBy, MobilisationMode, OfferKind
from mobiconseil.domain.directory_codes import Theme as ThemeCode
from mobiconseil.domain.french_dates import parse_date
from mobiconseil.domain.french_input import parse_email, parse_phone
from mobiconseil.domain.french_text import fold
from mobiconseil.domain.opening_hours_input import as_osm
from mobiconseil.domain.vocabulary import Vocabulary
from mobiconseil.errors import InvalidInput
from mobiconseil.imports.guess import guess
from mobiconseil.imports.values import as_list, number, plain, point, postal_code, slug
from mobiconseil.services.directory_ports import RowRemark, Severity

_SHORTEST_NAME = 3
_LONGEST = 10_000
_LISTS: Mapping[str, type[Vocabulary]] = {
    "themes": ThemeCode,
    "publics": Audience,
    "access_modes": AccessMode,
    "mobilisation_modes": MobilisationMode,
    "mobilisable_by": MobilisableBy,
}
_INTEGERS = (
    "weeks", "target_days", "observed_days", "min_age", "max_age", "licence_seniority_years", "deposit",
    "max_income_quotient",
)  # fmt: skip
_YES = {"oui", "o", "1", "true", "vrai", "x", "yes"}
_NO = {"non", "n", "0", "false", "faux", "no", ""}
PUBLIC_WORDS = {
    "rsa": Audience.MINIMUM_INCOME,
    "demandeur": Audience.JOB_SEEKERS,
    "chom": Audience.JOB_SEEKERS,
    "jeune": Audience.YOUNG,
    "senior": Audience.SENIORS,
    "handicap": Audience.DISABLED,
    "femme": Audience.WOMEN,
    "famille": Audience.FAMILIES,
    "etudiant": Audience.STUDENTS,
    "salarie": Audience.WORKERS,
    "tout public": Audience.EVERYBODY,
    "tous": Audience.EVERYBODY,
}


@dataclass(slots=True)
class FreeTable:
    """Turns the rows of one table into records."""

    source: str
    today: date
    columns: Mapping[str, str]
    remarks: list[RowRemark] = field(default_factory=list)
    organisations: dict[str, Organisation] = field(default_factory=dict)

    def service(self, rank: int, cells: Mapping[str, Any]) -> Service | None:
        """Return the record of a row, or None when it is refused."""
        values = {name: plain(cells.get(column)) for column, name in self.columns.items() if name}
        titles = {name: column for column, name in self.columns.items() if name}
        name = values.get("name", "")
        if len(name) < _SHORTEST_NAME:
            self._remark(rank, titles.get("name", ""), "Le nom du service manque.", Severity.REFUSED, name)
            return None
        odd: list[str] = []

        def warn(wanted: str, reason: str) -> None:
            odd.append(f"{titles.get(wanted, wanted)}={values[wanted]}")
            self._remark(rank, titles.get(wanted, wanted), reason, Severity.WARNING, name)

        read = _read(values, warn, self.today)
        source_id = f"{slug(self.source)}--{values.get('source_id') or _fingerprint(values)}"
        first = guess(name, read.get("description", ""), as_list(read.get("themes", "").split()))
        given = {"family": first.family, "catalogue": first.catalogue} | read
        if given["catalogue"] and not read.get("family"):
            given["family"] = given["catalogue"][:2]
        return Service(
            id=service_id(source_id),
            source=slug(self.source),
            source_id=source_id,
            organisation_id=self._owner(values),
            original="; ".join(odd),
            **given,
        )

    def _owner(self, values: Mapping[str, str]) -> Any:
        name = values.get("organisation_name", "")
        if not name:
            return None
        source_id = f"{slug(self.source)}--{slug(name)}"
        record_id = organisation_id(source_id)
        self.organisations.setdefault(
            source_id, Organisation(id=record_id, source=slug(self.source), source_id=source_id, name=name[:150])
        )
        return record_id

    def _remark(self, rank: int, column: str, reason: str, severity: Severity, name: str) -> None:
        self.remarks.append(RowRemark(row=rank, column=column, reason=reason, severity=severity, name=name))


Warn = Callable[[str, str], None]


def _read(values: Mapping[str, str], warn: Warn, today: date) -> dict[str, Any]:
    found: dict[str, Any] = {}
    _read_point(values, found, warn)
    for name, text in values.items():
        if not text or name in {"organisation_name", "source_id", "latitude", "longitude"}:
            continue
        if name in _LISTS:
            found[name], unknown = _codes(_LISTS[name], text)
            for code in unknown:
                warn(name, f"Valeur non reconnue\u00a0: {code[:40]}")
        elif name in _INTEGERS or name == "weekly_hours":
            _read_number(name, text, found, warn)
        else:
            _read_value(name, text, found, warn, today)
    return found


def _read_point(values: Mapping[str, str], found: dict[str, Any], warn: Warn) -> None:
    if not values.get("latitude") or not values.get("longitude"):
        return
    place = point(values["latitude"], values["longitude"])
    if place is None:
        warn("latitude", "Ce point n’est pas en degrés (longitude, latitude)\u00a0: il est laissé de côté.")
        return
    found["latitude"], found["longitude"] = place


def _read_number(name: str, text: str, found: dict[str, Any], warn: Warn) -> None:
    figure = number(text)
    if figure is None or abs(figure) > 1_000_000:
        warn(name, f"Ce nombre n’est pas compris\u00a0: {text[:40]}")
    else:
        found[name] = figure if name == "weekly_hours" else int(figure)


def _read_value(name: str, text: str, found: dict[str, Any], warn: Warn, today: date) -> None:
    reader = _READERS.get(name)
    if reader is not None:
        reader(text, found, warn, today)
    else:
        found[name] = read_back(name, text[:_LONGEST])


def _phone(text: str, found: dict[str, Any], warn: Warn, _: date) -> None:
    try:
        found["phone"] = parse_phone(text)
    except InvalidInput:
        found["phone"] = text[:60]
        warn("phone", "Ce numéro de téléphone n’est pas compris\u00a0: il est gardé tel qu’il est écrit.")


def _email(text: str, found: dict[str, Any], warn: Warn, _: date) -> None:
    try:
        found["email"] = parse_email(text) or ""
    except InvalidInput:
        warn("email", "Cette adresse électronique n’est pas complète\u00a0: elle est laissée de côté.")


def _day(text: str, found: dict[str, Any], warn: Warn, today: date) -> None:
    day = parse_date(text[:10] if text[4:5] == "-" else text, today, prefer="past")
    if day is None or day > today or day.year < 2000:
        warn("updated_on", "Cette date n’est pas comprise, ou elle est dans le futur\u00a0: elle est laissée de côté.")
    else:
        found["updated_on"] = day


def _hours(text: str, found: dict[str, Any], warn: Warn, _: date) -> None:
    osm = as_osm(text)
    found["opening_hours"] = text[:255] if osm is None else osm
    if osm is None:
        warn("opening_hours", "Ces horaires ne sont pas compris\u00a0: ils sont gardés tels quels.")


def _fees(text: str, found: dict[str, Any], _warn: Warn, _: date) -> None:
    said = fold(text)
    free = said in _YES or said.startswith("gratuit") or said in {"0 €", "0€"}
    paid = said in _NO - {"0"} or said.startswith("payant") or any(figure.isdigit() for figure in said)
    if free or paid:
        found["fees"] = Fees.FREE if free else Fees.PAID
    if said not in _YES | _NO | {"gratuit", "payant"}:
        found.setdefault("fees_detail", text[:_LONGEST])


def _kind(text: str, found: dict[str, Any], warn: Warn, _: date) -> None:
    known = _by_words(OfferKind).get(fold(text))
    if known is None:
        warn("kind", f"Type non reconnu\u00a0: {text[:40]}")
    else:
        found["kind"] = OfferKind(known)


def _post(text: str, found: dict[str, Any], warn: Warn, _: date) -> None:
    code = postal_code(text)
    found["postal_code"] = code[:10]
    if len(code) != 5 or not code.isdigit():
        warn("postal_code", "Un code postal a 5 chiffres.")


def _zones(text: str, found: dict[str, Any], warn: Warn, _: date) -> None:
    found["zones"] = joined(as_list(text)) if all(len(part) <= 9 for part in as_list(text)) else ""
    if not found["zones"]:
        found.setdefault("conditions", text[:_LONGEST])
        warn("zones", "Cette zone n’est pas un code\u00a0: elle est gardée dans les conditions.")


def _boolean(name: str) -> Callable[[str, dict[str, Any], Warn, date], None]:
    def read(text: str, found: dict[str, Any], warn: Warn, _: date) -> None:
        said = fold(text)
        if said in _YES | _NO:
            found[name] = said in _YES
        else:
            warn(name, f"Réponse non comprise\u00a0: {text[:40]}")

    return read


_READERS: Mapping[str, Callable[[str, dict[str, Any], Warn, date], None]] = {
    "phone": _phone,
    "email": _email,
    "updated_on": _day,
    "opening_hours": _hours,
    "fees": _fees,
    "kind": _kind,
    "postal_code": _post,
    "zones": _zones,
    "licence_needed": _boolean("licence_needed"),
    "needs_registration": _boolean("needs_registration"),
}


def _codes(vocabulary: type[Vocabulary], text: str) -> tuple[str, list[str]]:
    """Return the list of codes that a cell says, and what was not recognised."""
    words = _by_words(vocabulary)
    said = {part: words.get(fold(part)) or _public_like(vocabulary, part) for part in as_list(text)}
    found = {code for code in said.values() if code}
    if Audience.EVERYBODY in found:
        found = {str(Audience.EVERYBODY)}
    return joined(found), [part for part, code in said.items() if not code]


def _by_words(vocabulary: type[Vocabulary]) -> dict[str, str]:
    return {fold(text): member.value for member in vocabulary for text in (member.value, member.label) if member.value}


def _public_like(vocabulary: type[Vocabulary], part: str) -> str:
    if vocabulary is not Audience:
        return ""
    said = fold(part)
    return next((code.value for word, code in PUBLIC_WORDS.items() if word in said), "")


def _fingerprint(values: Mapping[str, str]) -> str:
    """Return an identifier for a row that has none: the same name at the same place is the same service."""
    told = "|".join(fold(values.get(name, "")) for name in ("name", "organisation_name", "postal_code", "commune"))
    return hashlib.sha256(told.encode()).hexdigest()[:16]
