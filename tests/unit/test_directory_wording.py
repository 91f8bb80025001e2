"""How the directory says freshness, audiences and delays, and the step that a kept service becomes."""

from __future__ import annotations

from datetime import date

import pytest

from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.directory import Service, freshness_on
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Step
from mobiconseil.services import keeping
from mobiconseil.services.files import PersonFile
from mobiconseil.ui.screens.directory import wording

TODAY = date(2026, 11, 20)
ONE = RecordId(b"1" * 16)
NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 12), (f"vérifié le 12{NBSP}nov.{NBSP}2026", "ok")),
        (date(2026, 4, 10), (f"À revérifier{NBSP}: 7{NBSP}mois", "warn")),
        (date(2025, 9, 1), (f"Ancien{NBSP}: 14{NBSP}mois", "danger")),
        (None, ("Date inconnue", "warn")),
    ],
)
def test_freshness_is_a_date_then_an_age(day: date | None, said: tuple[str, str]) -> None:
    assert wording.freshness_words(freshness_on(day, TODAY), day, day) == said


def test_what_the_source_alone_dated_is_not_called_checked() -> None:
    day = date(2026, 11, 12)
    said = (f"fiche du 12{NBSP}nov.{NBSP}2026", "ok")
    assert wording.freshness_words(freshness_on(day, TODAY), day, None) == said
    assert wording.freshness_words(freshness_on(day, TODAY), day, date(2026, 8, 1)) == said


def test_audiences_are_short_and_unknown_codes_stay_readable() -> None:
    assert wording.short_publics("beneficiaires-des-minimas-sociaux demandeurs-emploi") == "RSA, emploi"
    assert wording.short_publics("gens--du-voyage") == "du voyage"
    assert wording.short_publics("actifs etudiants familles femmes").endswith("…")


def test_a_delay_of_nothing_is_at_once() -> None:
    assert [wording.delay_words(days) for days in (None, 0, 7)] == ["", "tout de suite", f"7{NBSP}j"]


def test_a_kept_service_is_a_step_with_place_phone_and_a_working_day() -> None:
    service = Service(
        id=ONE, name="Location solidaire", address="12 rue du Port", postal_code="53400", commune="Craon",
        phone="+33261915510", catalogue="F4-01",
    )  # fmt: skip
    fields = keeping.step_fields(service, "AutoRelais", date(2026, 11, 21))
    assert fields["title"] == f"Appeler AutoRelais{NBSP}: location solidaire"
    assert fields["place"] == "AutoRelais, 12 rue du Port, 53400 Craon"
    assert (fields["phone"], fields["service_code"], fields["service_id"]) == ("+33261915510", "F4-01", ONE)
    assert fields["due_on"] == date(2026, 11, 30)


def test_without_phone_nor_structure_the_service_itself_is_contacted() -> None:
    assert (
        keeping.step_fields(Service(id=ONE, name="TAD du Pays"), "", TODAY)["title"]
        == f"Contacter le service «{NBSP}TAD du Pays{NBSP}»"
    )
    acronym = keeping.step_fields(Service(id=ONE, name="TAD du Pays"), "Région", TODAY)
    assert acronym["title"] == f"Contacter Région{NBSP}: TAD du Pays"


def test_a_service_is_kept_once_its_step_names_it() -> None:
    person = Beneficiary(id=ONE, subject=ONE)
    step = Step(id=RecordId(b"2" * 16), subject=ONE, plan_id=ONE, service_id=RecordId(b"3" * 16))
    file = PersonFile(beneficiary=person, steps=(step,))
    assert keeping.is_kept(file, RecordId(b"3" * 16))
    assert not keeping.is_kept(file, ONE)
    assert not keeping.is_kept(None, ONE)
