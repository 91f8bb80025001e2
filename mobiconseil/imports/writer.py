"""Writes the directory for other programs: data·inclusion, tables, contacts, corrections.

Private notes never leave; the name of a contact leaves only when it is asked for.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import pydantic

from mobiconseil.domain.directory import LOCAL_SOURCE, NO_ORGANISATION, Organisation, Service, codes
from mobiconseil.domain.directory_codes import Audience, Theme
from mobiconseil.domain.directory_labels import FIELD_LABELS
from mobiconseil.domain.typography import phone as shown_phone
from mobiconseil.domain.vocabulary import Vocabulary
from mobiconseil.services.directory_ports import ExportedFile, ExportFormat, ServiceSheet
from mobiconseil.services.exports import csv_for_excel

_SCHEMA = "data-inclusion-v1"
_SHORTEST_DESCRIPTION = 5
_TABLE_FIELDS = (
    "name", "organisation_name", "family", "catalogue", "description", "themes", "publics", "publics_detail", "fees",
    "fees_detail", "conditions", "address", "postal_code", "commune", "insee_code", "phone", "email",
    "opening_hours", "mobilisation_link", "target_days", "observed_days", "updated_on", "verified_on", "closed",
    "source", "source_id",
)  # fmt: skip
_EXTRA_LABELS = {"source": "Source"}


class Writer:
    """Writes sheets in a format; keeps nothing between two."""

    def write(
        self, kind: ExportFormat, sheets: tuple[ServiceSheet, ...], today: date, *, contact_names: bool
    ) -> ExportedFile:
        """Return the file."""
        make, extension = _FORMATS[kind]
        content, count = make(sheets, contact_names)
        return ExportedFile(
            name=f"{_NAMES.get(kind, 'annuaire')}-{today.isoformat()}.{extension}",
            content=content,
            count=count,
            left_out=0 if kind is ExportFormat.CORRECTIONS else len(sheets) - count,
        )


def _schema_rows(sheets: Iterable[ServiceSheet], contact_names: bool) -> list[dict[str, Any]]:
    """Return the services that the official schema accepts, under its names."""
    from data_inclusion.schema import v1  # late: 150 ms

    rows = []
    for sheet in sheets:
        row = _service_row(sheet, contact_names)
        if _valid(v1.Service, row):
            rows.append(row)
    return rows


def _structure_rows(sheets: Iterable[ServiceSheet]) -> list[dict[str, Any]]:
    from data_inclusion.schema import v1

    owners = {sheet.organisation.id: sheet.organisation for sheet in sheets if sheet.organisation is not None}
    rows = [_structure_row(owner) for owner in owners.values()]
    return [row for row in rows if _valid(v1.Structure, row)]


def _valid(model: type[pydantic.BaseModel], row: dict[str, Any]) -> bool:
    """Say whether the schema accepts the row, once its faulty optional values are taken away."""
    for _ in range(2):
        try:
            model.model_validate(row)
        except pydantic.ValidationError as error:
            faulty = {str(fault["loc"][0]) for fault in error.errors(include_url=False) if fault["loc"]}
            if not faulty or any(model.model_fields[name].is_required() for name in faulty):
                return False
            for name in faulty:
                row.pop(name, None)
        else:
            return True
    return False


def _service_row(sheet: ServiceSheet, contact_names: bool) -> dict[str, Any]:
    from mobiconseil.imports.sheets import SERVICE_LISTS, SERVICE_TEXTS

    service = sheet.service
    texts = {column: getattr(service, name) for name, column in SERVICE_TEXTS.items()}
    if not contact_names:
        del texts["contact_nom_prenom"]
    if len(texts["description"]) < _SHORTEST_DESCRIPTION:
        texts["description"] = service.name
    owner = sheet.organisation.source_id if sheet.organisation else NO_ORGANISATION
    lists = {column: list(codes(getattr(service, name))) for name, column in SERVICE_LISTS.items()}
    last = sheet.imported.updated_on or service.verified_on
    return _without_empty(
        texts
        | lists
        | {
            "structure_id": owner,
            "type": str(service.kind),
            "frais": str(service.fees),
            "date_maj": _day(max(filter(None, (last, service.verified_on)), default=None)),
            "latitude": service.latitude,
            "longitude": service.longitude,
            "volume_horaire_hebdomadaire": service.weekly_hours,
            "nombre_semaines": service.weeks,
        }
    )


def _structure_row(owner: Organisation) -> dict[str, Any]:
    from mobiconseil.imports.data_inclusion import STRUCTURE_TEXTS

    texts = {column: getattr(owner, name) for name, column in STRUCTURE_TEXTS.items()}
    more = {
        "date_maj": _day(owner.updated_on),
        "latitude": owner.latitude,
        "longitude": owner.longitude,
        "reseaux_porteurs": list(codes(owner.networks)),
    }
    return _without_empty(texts | more)


def _without_empty(row: Mapping[str, Any]) -> dict[str, Any]:
    return {column: value for column, value in row.items() if value not in (None, "", [])}


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _json(sheets: tuple[ServiceSheet, ...], contact_names: bool) -> tuple[bytes, int]:
    from importlib.metadata import version

    services = _schema_rows(sheets, contact_names)
    content = {
        "schema": _SCHEMA,
        "schema_version": version("data-inclusion-schema"),
        "structures": _structure_rows(sheets),
        "services": services,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode(), len(services)


def _csv(sheets: tuple[ServiceSheet, ...], contact_names: bool) -> tuple[bytes, int]:
    from data_inclusion.schema import v1

    rows = _schema_rows(sheets, contact_names)
    columns = [name for name in v1.Service.model_fields if contact_names or name != "contact_nom_prenom"]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        written = {k: json.dumps(v, ensure_ascii=False) if isinstance(v, list) else v for k, v in row.items()}
        writer.writerow(written)
    return out.getvalue().encode(), len(rows)


def _table_header(contact_names: bool) -> tuple[str, ...]:
    names = (*_TABLE_FIELDS, "contact_name") if contact_names else _TABLE_FIELDS
    return tuple(_EXTRA_LABELS.get(name) or FIELD_LABELS[name] for name in names)


def _table_row(sheet: ServiceSheet, contact_names: bool) -> tuple[str, ...]:
    names = (*_TABLE_FIELDS, "contact_name") if contact_names else _TABLE_FIELDS
    return tuple(_cell(sheet, name) for name in names)


def _cell(sheet: ServiceSheet, name: str) -> str:
    if name == "organisation_name":
        return sheet.organisation.name if sheet.organisation else ""
    value = getattr(sheet.service, name)
    if name in {"themes", "publics"}:
        kind: type[Vocabulary] = Theme if name == "themes" else Audience
        labels = (kind(code) for code in codes(value))
        return ", ".join(code.label if code.is_known else code.value for code in labels)
    if isinstance(value, Vocabulary):
        return value.label if value.value else ""
    if isinstance(value, bool):
        return "Oui" if value else "Non"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = "" if value is None else str(value)
    return shown_phone(text) if name == "phone" and text.startswith("+") else text


def _excel_csv(sheets: tuple[ServiceSheet, ...], contact_names: bool) -> tuple[bytes, int]:
    rows = [_table_row(sheet, contact_names) for sheet in sheets]
    return csv_for_excel(_table_header(contact_names), rows), len(rows)


def _xlsx(sheets: tuple[ServiceSheet, ...], contact_names: bool) -> tuple[bytes, int]:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    page = book.create_sheet("Annuaire")
    page.freeze_panes = "A2"
    heading = []
    for title in _table_header(contact_names):
        cell = WriteOnlyCell(page, value=title)
        cell.font = Font(bold=True)
        heading.append(cell)
    page.append(heading)
    for sheet in sheets:
        cells = []
        for text in _table_row(sheet, contact_names):
            cell = WriteOnlyCell(page, value=_without_controls(text))
            # As text: spreadsheets eat the first zero of postal codes, and read formulas.
            cell.data_type = "s"
            cell.number_format = "@"
            cells.append(cell)
        page.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), len(sheets)


def _without_controls(text: str) -> str:
    return "".join(character for character in text if character >= " " or character in "\n\t")


def _vcard(sheets: tuple[ServiceSheet, ...], contact_names: bool) -> tuple[bytes, int]:
    cards = [_card(sheet, contact_names) for sheet in sheets]
    return "".join(cards).encode(), len(cards)


def _card(sheet: ServiceSheet, contact_names: bool) -> str:
    """Return a vCard 4.0 (RFC 6350) of the service, which is an organisation."""
    service, owner = sheet.service, sheet.organisation
    lines = ["BEGIN:VCARD", "VERSION:4.0", "KIND:org", f"UID:urn:uuid:{_uuid(service)}", f"FN:{_escaped(service.name)}"]
    if owner is not None:
        lines.append(f"ORG:{_escaped(owner.name)}")
    if contact_names and service.contact_name:
        lines.append(f"RELATED;VALUE=text:{_escaped(service.contact_name)}")
    if service.phone:
        lines.append(f"TEL;VALUE=uri;TYPE=work:tel:{service.phone}" if service.phone.startswith("+")
                     else f"TEL;TYPE=work:{_escaped(service.phone)}")  # fmt: skip
    if service.email:
        lines.append(f"EMAIL;TYPE=work:{_escaped(service.email)}")
    if service.commune or service.address:
        parts = ("", service.address_extra, service.address, service.commune, "", service.postal_code, "France")
        lines.append("ADR;TYPE=work:" + ";".join(_escaped(part) for part in parts))
    if service.latitude is not None and service.longitude is not None:
        lines.append(f"GEO:geo:{service.latitude:.5f},{service.longitude:.5f}")
    if service.mobilisation_link:
        lines.append(f"URL:{service.mobilisation_link}")
    lines.append("END:VCARD")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _uuid(service: Service) -> str:
    text = service.id.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def _escaped(text: str) -> str:
    for mark in ("\\", ",", ";"):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r\n", "\n").replace("\n", "\\n").replace("\r", "")


def _folded(line: str) -> str:
    """Return a line cut every 75 bytes, never inside a letter."""
    pieces: list[str] = []
    current = b""
    for letter in line:
        encoded = letter.encode()
        if len(current) + len(encoded) > (75 if not pieces else 74):
            pieces.append(current.decode())
            current = b""
        current += encoded
    return "\r\n ".join([*pieces, current.decode()])


def _corrections(sheets: tuple[ServiceSheet, ...], contact_names: bool) -> tuple[bytes, int]:
    """Return what the team says instead of the source, to send back to it."""
    header = ("Source", "Identifiant", "Service", "Champ", "Valeur importée", "Valeur proposée", "Date", "Page")
    rows = []
    for sheet in sheets:
        for edit in sheet.edits:
            if edit.field == "contact_name" and not contact_names:
                continue
            day = f"{edit.edited_on:%d/%m/%Y}" if edit.edited_on else ""
            said = (_corrected(edit.field, edit.imported), _corrected(edit.field, edit.value))
            rows.append(_correction(sheet.imported, FIELD_LABELS.get(edit.field, edit.field), said, day))
        if sheet.service.closed and sheet.imported.source != LOCAL_SOURCE:
            rows.append(_correction(sheet.imported, FIELD_LABELS["closed"], ("Non", "Oui"), ""))
    return csv_for_excel(header, rows), len(rows)


def _corrected(field: str, value: str) -> str:
    return shown_phone(value) if field == "phone" and value.startswith("+") else value


def _correction(imported: Service, label: str, said: tuple[str, str], day: str) -> tuple[str, ...]:
    return (imported.source, imported.source_id, imported.name, label, *said, day, imported.source_link)


_Maker = Callable[[tuple[ServiceSheet, ...], bool], tuple[bytes, int]]
_FORMATS: Mapping[ExportFormat, tuple[_Maker, str]] = {
    ExportFormat.DATA_INCLUSION_JSON: (_json, "json"),
    ExportFormat.DATA_INCLUSION_CSV: (_csv, "csv"),
    ExportFormat.EXCEL_CSV: (_excel_csv, "csv"),
    ExportFormat.XLSX: (_xlsx, "xlsx"),
    ExportFormat.VCARD: (_vcard, "vcf"),
    ExportFormat.CORRECTIONS: (_corrections, "csv"),
}
_NAMES = {
    ExportFormat.DATA_INCLUSION_JSON: "annuaire-data-inclusion",
    ExportFormat.DATA_INCLUSION_CSV: "annuaire-data-inclusion",
    ExportFormat.CORRECTIONS: "corrections-annuaire",
}
