"""The lines of the journal as a table: who, when, what, which file; never what it says."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mobiconseil.domain.french_text import fold
from mobiconseil.domain.typography import hour, short_date
from mobiconseil.services.actions import Action
from mobiconseil.services.ports import Clock, JournalLine

LIMIT = 5000
"""Lines read at once: a year of an adviser."""

_KINDS = {
    "Beneficiary": "Fiche",
    "Status": "Situation",
    "Trip": "Trajet",
    "Renunciation": "Renoncement",
    "Barrier": "Frein",
    "Consent": "Accord",
    "Assessment": "Diagnostic",
    "Rating": "Note",
    "Plan": "Plan",
    "Step": "Étape",
    "Contact": "Contact",
    "Appointment": "Rendez-vous",
    "Recall": "Relance",
    "Document": "Document",
    "Structure": "Structure",
    "Adviser": "Équipe",
    "Logo": "Logo",
    "Override": "Libellé",
    "Organisation": "Annuaire",
    "Service": "Annuaire",
    "ServiceEdit": "Annuaire",
    "DropIn": "Permanence",
    "ImportBatch": "Import",
    "ColumnChoice": "Import",
    "Answer": "Réponse",
    "Choice": "Choix",
    "Referral": "Orientation",
    "AidRequest": "Demande d’aide",
    "UnmetNeed": "Besoin sans solution",
    "LocalAid": "Aide locale",
    "RuleEntry": "Règle",
}
_COLUMNS = ("Quand", "Qui", "Action", "Objet", "Dossier")
OBJECT = 3
"""The column that goes first when there is little room."""
_Index = QModelIndex | QPersistentModelIndex


class JournalModel(QAbstractTableModel):
    """Newest first, filtered by words found anywhere in the line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[tuple[str, ...], ...] = ()
        self._shown: tuple[tuple[str, ...], ...] = ()
        self._words: list[str] = []

    def show_lines(self, lines: tuple[JournalLine, ...], clock: Clock) -> None:
        """Take other lines, with the hours of the wall clock."""
        self._all = tuple(_row(line, clock.local(line.at)) for line in lines)
        self.set_filter(" ".join(self._words))

    def set_filter(self, text: str) -> None:
        """Keep the lines that hold every word."""
        self._words = fold(text).split()
        self.beginResetModel()
        self._shown = tuple(row for row in self._all if all(word in fold(" ".join(row)) for word in self._words))
        self.endResetModel()

    @property
    def total(self) -> int:
        """Return how many lines there are without the filter."""
        return len(self._all)

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many lines are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Return five."""
        return 0 if parent is not None and parent.isValid() else len(_COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return the words of a cell."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._shown[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | None:
        """Return the titles of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


def _row(line: JournalLine, at: datetime) -> tuple[str, ...]:
    known = line.action in {action.value for action in Action}
    action = Action(line.action).label if known else line.action
    return (f"{short_date(at.date())}, {hour(at.time())}", line.author, action, _KINDS.get(line.kind, ""), line.code)
