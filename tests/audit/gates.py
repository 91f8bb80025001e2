"""The cards of the locked window that come on a bad day, or a rare one: each is looked at like the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from mobiconseil.domain.backups import BackupKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.backup_ports import BackupCopy
from mobiconseil.services.salvage import MissingFrom, Salvaged, SalvageReport, SavedKind, Snapshot
from mobiconseil.ui.gate import Purpose
from mobiconseil.ui.photographer import Stage
from mobiconseil.ui.screens.lock.salvage_card import SalvageCard
from mobiconseil.ui.screens.lock.sheet_cards import NewSheetCard
from mobiconseil.ui.screens.lock.view import LockScreen
from mobiconseil.ui.security.backup_cards import card_of
from mobiconseil.ui.security.backup_start import BackupStart, CopyStage

if TYPE_CHECKING:
    from mobiconseil.services.session import Session

SHEET = "K7QF-2MXD-9RTA-4WPC-6HJE-3NVB-8SYG-5LUZ"
REFUSED = "Ce code n’est pas celui de la feuille de ce poste. Rien n’a été modifié. Vérifiez les groupes un par un."
DAMAGED = "La session s’est fermée quand la page abîmée a été rencontrée. Ce qui était saisi est enregistré."
TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class _Holder:
    """Somebody who can open a backup."""

    slot: str
    name: str
    initials: str


def gates() -> dict[str, Callable[[Stage], None]]:
    """Return how to show each card, by its name."""
    return {
        "utilisateurs": _shown(LockScreen._show_users),
        "feuille-de-secours": _shown(LockScreen._show_recovery),
        "nouvelle-phrase": _shown(LockScreen._show_new_passphrase),
        "base-abimee": _shown(_damage),
        "recuperer": _shown(LockScreen._show_salvage),
        "recuperer-phrase": _shown(_salvage_passphrase),
        "recuperation": _shown(_salvaging),
        "recupere": _shown(_salvaged),
        "recuperation-refusee": _shown(_salvage_refused),
        "changer-la-cle": _shown(_rekey),
        "changement-de-cle": _shown(_rekeying),
        "feuille-a-confirmer": _shown(_pending_sheet),
        "feuille-refusee": _shown(_pending_sheet_refused),
        "nouvelle-feuille": _shown(_new_sheet),
        "sauvegardes": _shown(_copies),
        "sauvegardes-aucune": _shown(_no_copy),
        "sauvegarde-ouvrir": _shown(_open_copy),
        "sauvegarde-feuille": _shown(_open_copy_with_sheet),
        "sauvegarde-nouvelle-phrase": _shown(_renew_copy),
        "base-illisible": _shown(_broken),
    }


def _shown(show: Callable[[LockScreen], object]) -> Callable[[Stage], None]:
    def prepare(stage: Stage) -> None:
        stage.lock()
        gate = stage.window.centralWidget()
        assert isinstance(gate, LockScreen)
        gate.model.set_purpose(Purpose.OPEN)
        gate.model.busy, gate.model.is_broken, gate.model.error = False, False, ""
        show(gate)

    return prepare


# A damaged base


def _damage(gate: LockScreen) -> None:
    gate._reason = DAMAGED
    gate.model.set_purpose(Purpose.MEND)
    gate._show_damage()
    gate._reason = ""


def _salvage_passphrase(gate: LockScreen) -> None:
    gate._on_salvage_wanted()


def _salvage(gate: LockScreen) -> SalvageCard:
    gate._show_salvage()
    assert isinstance(gate.card, SalvageCard)
    return gate.card


def _salvaging(gate: LockScreen) -> None:
    model = _salvage(gate)._model
    model.busy, model.done = True, 42
    model.changed.emit()


def _salvaged(gate: LockScreen) -> None:
    """As much as it can have to say: several kinds, losses, files to read again, a backup to put back."""
    kinds = ("beneficiary", "rating", "contact", "step", "consent", "trip", "service")
    saved = tuple(SavedKind(name=name, kept=1240, lost=rank, is_exact=rank < 3) for rank, name in enumerate(kinds))
    incomplete = tuple(MissingFrom(subject=RecordId(bytes(16)), code=f"A-{rank:04}") for rank in range(31, 46))
    found = Salvaged(kinds=saved, pages=4096, damaged_pages=7, is_verified=False, empty_sheets=2, incomplete=incomplete)
    model = _salvage(gate)._model
    model.report = SalvageReport(found=found, base=Path("neuve.db"), snapshot=Snapshot(name="jour", day=TODAY))
    model.changed.emit()


def _salvage_refused(gate: LockScreen) -> None:
    model = _salvage(gate)._model
    model.error = "Il n’y a pas assez de place sur le disque. La base abîmée n’a pas été modifiée. Libérez 2 Go."
    model.changed.emit()


def _broken(gate: LockScreen) -> None:
    gate._show_unlock()
    gate.model.is_broken = True
    gate.model.error = "La base ne peut plus être lue. Elle n’a pas été modifiée. Remettez une sauvegarde."
    gate.model.changed.emit()


# Another key


def _rekey(gate: LockScreen) -> None:
    gate.model.set_purpose(Purpose.REKEY)
    gate._show_unlock()


def _rekeying(gate: LockScreen) -> None:
    _rekey(gate)
    gate.model.busy, gate.model.progress = True, 42
    gate.model.changed.emit()


# The recovery sheet


def _pending_sheet(gate: LockScreen) -> None:
    gate._on_sheet_wanted(_nobody())


def _pending_sheet_refused(gate: LockScreen) -> None:
    gate._on_sheet_wanted(_nobody())
    assert gate.card is not None
    gate.card.field.set_error(REFUSED)  # type: ignore[attr-defined]


def _new_sheet(gate: LockScreen) -> None:
    """The session that the sheet is drawn with is closed at once: the card only shows it."""
    workspace = gate.model.workspace
    session = workspace.unlock(workspace.holders()[0].slot, workspace.demo_passphrase)
    gate._stage.show_card(NewSheetCard(gate.model, session, SHEET))
    session.close()


def _nobody() -> Session:
    """Stand for the session that waits behind the card: nothing is asked of it before a button is pressed."""
    return cast("Session", None)


# A backup in the place of the base


def _start(gate: LockScreen, stage: CopyStage = CopyStage.CHOOSE) -> BackupStart:
    start = BackupStart(gate.model.workspace, gate.model.jobs, gate)
    start.stage = stage
    start.holders, start.slot = (
        (_Holder("claire", "Claire Morin", "CM"), _Holder("karim", "Karim Benali", "KB")),
        "claire",
    )
    return start


def _show(gate: LockScreen, start: BackupStart) -> None:
    gate._stage.show_card(card_of(start, _no_folder))


def _no_folder(*_asked: object) -> Path | None:
    return None


def _copies(gate: LockScreen) -> None:
    start = _start(gate)
    start.copies = tuple(
        BackupCopy(
            folder=Path(f"sauvegarde-{rank}"),
            number=rank,
            day=TODAY - timedelta(days=rank),
            kind=BackupKind.DAY,
            structure="Cap Mobilité Craonnais",
            counts={"beneficiary": 1240, "contact": 5230, "plan": 830},
        )
        for rank in range(4)
    )
    _show(gate, start)


def _no_copy(gate: LockScreen) -> None:
    start = _start(gate)
    start.error = "Il n’y a pas de sauvegarde de MobiConseil dans ce dossier. Choisissez la clé elle-même."
    _show(gate, start)


def _open_copy(gate: LockScreen) -> None:
    _show(gate, _start(gate, CopyStage.OPEN))


def _open_copy_with_sheet(gate: LockScreen) -> None:
    start = _start(gate, CopyStage.OPEN)
    start.with_sheet, start.error = True, REFUSED
    _show(gate, start)


def _renew_copy(gate: LockScreen) -> None:
    _show(gate, _start(gate, CopyStage.RENEW))
