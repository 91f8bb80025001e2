"""What stops a file on its preview."""

from __future__ import annotations

import pytest

from mobiconseil.domain.exchange_report import Applied, FieldChange, RowChange, Saying
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.exchange_valves import BaseSize, alarm_of

PERSON, CONTACT = 1, 12
LARGE = BaseSize(files=1_000, records=20_000)


def records(kind: int, number: int, field: str = "", value: object = 1) -> tuple[RowChange, ...]:
    """Return changes of known records, or new records when no field is given."""
    after = Saying(value, "Zoé", 1, "", 0, here=False)  # type: ignore[arg-type]
    fields = (FieldChange(field, None, after),) if field else ()
    return tuple(
        RowChange(kind, RecordId(rank.to_bytes(16, "big")), None, is_new=not field, fields=fields)
        for rank in range(number)
    )


def alarm(*changes: tuple[RowChange, ...], erased: int = 0, before: BaseSize = LARGE) -> str:
    gone = tuple(RecordId(rank.to_bytes(16, "big")) for rank in range(erased))
    return alarm_of(Applied(changes=sum(changes, ()), erased=gone), before, PERSON)


@pytest.mark.parametrize(
    ("trashed", "said"),
    [
        (20, ""),
        (21, "Ce fichier met 21\u00a0éléments à la corbeille."),
    ],
)
def test_more_than_twenty_records_thrown_away_ask(trashed: int, said: str) -> None:
    assert alarm(records(CONTACT, trashed, "deleted")) == said


def test_people_thrown_away_are_named_so_and_said_once() -> None:
    assert alarm(records(PERSON, 21, "deleted")) == "Ce fichier met 21\u00a0dossiers à la corbeille."
    small = BaseSize(files=60, records=9_000)
    assert (
        alarm(records(PERSON, 21, "deleted"), before=small)
        == "Ce fichier supprime 21\u00a0dossiers sur 60 (35\u00a0%)."
    )


def test_records_that_come_back_from_the_trash_or_that_are_new_there_ask_nothing() -> None:
    assert alarm(records(CONTACT, 500, "deleted", 0), before=BaseSize(1_000, 9_000)) == ""
    assert alarm(records(CONTACT, 9_000), before=BaseSize(0, 12)) == ""


@pytest.mark.parametrize(
    ("changed", "stored", "said"),
    [
        (300, 1_000, ""),
        (301, 1_000, "Ce fichier modifie 301\u00a0éléments sur 1\u202f000 (30\u00a0%)."),
        (20, 20, ""),
        (21, 22, "Ce fichier modifie 21\u00a0éléments sur 22 (95\u00a0%)."),
    ],
)
def test_more_than_three_records_in_ten_changed_ask_unless_they_are_few(changed: int, stored: int, said: str) -> None:
    assert alarm(records(CONTACT, changed, "text", "x"), before=BaseSize(40, stored)) == said


def test_a_record_whose_displayed_values_stay_is_not_changed() -> None:
    kept = tuple(RowChange(CONTACT, RecordId(bytes(16)), None, is_new=False) for _ in range(100))
    assert alarm(kept, before=BaseSize(40, 100)) == ""


@pytest.mark.parametrize(
    ("erased", "living", "said"),
    [
        (1, 20, ""),
        (2, 20, "Ce fichier supprime 2\u00a0dossiers sur 20 (10\u00a0%)."),
        (5, 100, ""),
        (6, 1_000, "Ce fichier supprime 6\u00a0dossiers sur 1\u202f000 (1\u00a0%)."),
    ],
)
def test_more_than_five_people_or_one_in_twenty_erased_ask(erased: int, living: int, said: str) -> None:
    assert alarm(erased=erased, before=BaseSize(living, 20_000)) == said


def test_all_that_a_file_does_too_much_is_said() -> None:
    said = alarm(records(CONTACT, 30, "deleted"), records(PERSON, 40, "phone", "x"), erased=6, before=BaseSize(60, 100))
    assert said == (
        "Ce fichier supprime 6\u00a0dossiers sur 60 (10\u00a0%). Ce fichier met 30\u00a0éléments à la corbeille. "
        "Ce fichier modifie 40\u00a0éléments sur 100 (40\u00a0%)."
    )
