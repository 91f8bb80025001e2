"""A service kept for somebody: the step that her plan takes, with place, phone and service already filled in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from mobiconseil.domain.directory import Service
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.typography import NBSP
from mobiconseil.services.files import PersonFile

CALL_WITHIN_DAYS = 7


def step_fields(service: Service, operator: str, today: date) -> dict[str, Any]:
    """Return the fields of the step: « Appeler AutoRelais : location solidaire », in a week at most.

    A service is not somebody whom one calls: without its structure, « Appeler le service « Permis B » ».
    """
    verb = "Appeler" if service.phone else "Contacter"
    named = f"{verb} le service «{NBSP}{service.name}{NBSP}»"
    title = f"{verb} {operator}{NBSP}: {_lower_first(service.name)}" if operator else named
    return {
        "title": title,
        "place": place_words(service, operator),
        "phone": service.phone,
        "service_code": service.catalogue,
        "service_id": service.id,
        "due_on": _working_day(today + timedelta(days=CALL_WITHIN_DAYS)),
    }


def place_words(service: Service, operator: str) -> str:
    """Return « AutoRelais Craonnais, 12 rue du Port, 53400 Craon »."""
    town = " ".join(part for part in (service.postal_code, service.commune) if part)
    return ", ".join(part for part in (operator, service.address, town) if part)


def is_kept(file: PersonFile | None, service: RecordId) -> bool:
    """Say whether her plan already holds this service."""
    return file is not None and any(step.service_id == service for step in file.steps)


def _working_day(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)


def _lower_first(text: str) -> str:
    """Return the text as the end of a sentence; an acronym keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
