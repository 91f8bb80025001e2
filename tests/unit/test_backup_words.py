"""What is said of a backup that was tried: all is there, or what is missing, in numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from mobiconseil.domain.backups import BackupKind
from mobiconseil.services.backup_ports import BackupCopy, BackupPlace, TriedCopy
from mobiconseil.services.backup_words import facts_of, moment_of, risk_of, said_of
from mobiconseil.services.clock import FixedClock

CLOCK = FixedClock(datetime(2026, 11, 20, 9, tzinfo=UTC))
COPY = BackupCopy(
    folder=Path("2026-11-19_0041_jour"),
    number=41,
    day=date(2026, 11, 19),
    kind=BackupKind.DAY,
    taken_at=datetime(2026, 11, 19, 8, tzinfo=UTC),
    size=4_200_000,
    counts={"beneficiary": 312, "rating": 6000, "logo": 2},
)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_copy_is_named_by_its_moment_its_reason_and_what_it_holds() -> None:
    assert plain(moment_of(COPY, CLOCK)) == "jeudi 19 novembre à 9 h"
    assert plain(moment_of(replace(COPY, taken_at=None), CLOCK)) == "jeudi 19 novembre"
    assert plain(facts_of(COPY)) == "Du jour · 312 dossiers · 4,2 Mo"
    assert plain(facts_of(replace(COPY, counts={}, size=0, is_readable=False))) == "Du jour · incomplète"


def test_a_whole_copy_says_so_and_what_was_added_since() -> None:
    found = dict(COPY.counts)
    said = said_of(TriedCopy(copy=COPY, found=found, here=found | {"beneficiary": 315}), CLOCK)
    assert said.is_whole
    assert plain(said.title) == "La sauvegarde du jeudi 19 novembre à 9 h s’ouvre, tout y est"
    assert plain(said.text) == (
        "312 dossiers, 6 000 notes de diagnostic, 6 314 éléments en tout, comme au moment de la copie. "
        "Depuis, 3 dossiers de plus sur ce poste."
    )


def test_a_copy_that_lost_records_is_never_said_to_be_whole() -> None:
    for name, words in (("beneficiary", "311 dossiers au lieu de 312"), ("logo", "des éléments manquent")):
        found = dict(COPY.counts) | {name: COPY.counts[name] - 1}
        said = said_of(TriedCopy(copy=COPY, found=found, here=found), CLOCK)
        assert not said.is_whole
        assert words in plain(said.text)


def test_only_a_folder_that_leaves_the_laptop_by_itself_has_a_warning() -> None:
    place = BackupPlace(folder=Path("E"), label="Clé", is_there=True)
    assert risk_of(place) == ""
    assert "sur un disque du réseau" in risk_of(replace(place, leaves_by="sur un disque du réseau"))
