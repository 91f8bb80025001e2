"""« Pourquoi pas ? »: any service of the catalogue or aid, and what keeps it out of the proposals."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from mobiconseil.domain.sieve import SieveKind, SieveLevel
from mobiconseil.domain.typography import fold
from mobiconseil.errors import MobiConseilError
from mobiconseil.ui.screens.recommendations import detail_parts as parts
from mobiconseil.ui.screens.recommendations import wording
from mobiconseil.ui.screens.recommendations.page_head import PageHead
from mobiconseil.ui.screens.recommendations.view_model import RecommendationsModel
from mobiconseil.ui.widgets.labels import IconLine, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row, ScrollPage
from mobiconseil.ui.widgets.refill import CodeLink, empty
from mobiconseil.ui.widgets.row_list import ListRow, RowList
from mobiconseil.ui.widgets.search_box import SearchBox

MOST, MOST_OFFERS = 8, 3


def _begins(words: list[str], title: str) -> bool:
    """Say whether each word begins one of the title: « prêt » is not in « interprétariat »."""
    starts = re.split(r"[\s’'(),/-]+", fold(title))
    return all(any(start.startswith(word) for start in starts) for word in words)


class WhyNotPage(QFrame):
    """A word, the services that hold it, and the answer of the rules."""

    closed = Signal()
    row_asked = Signal(str)
    """Key of a row of the sieve, to see and to keep."""

    def __init__(self, model: RecommendationsModel) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.setAccessibleName(self.tr("Pourquoi pas\u202f?"))
        self._model = model
        self.head = PageHead(self.tr("Pourquoi pas\u202f?"))
        subtitle = self.tr(
            "Un service ou une aide que la liste ne propose pas\u00a0: ce qu’il faudrait pour qu’il le soit."
        )
        self.head.show_words(self.tr("Pourquoi pas\u202f?"), subtitle)
        self.words = SearchBox(self.tr("Permis, vélo, microcrédit…"), name=self.tr("Chercher un service ou une aide"))
        self.words.setObjectName("why_not_words")
        self.list = RowList(self.tr("Services et aides trouvés"))
        self._answer = Column(margins=(15, 12, 15, 14), gap=10)
        self._build()
        self.head.back_asked.connect(self.closed)
        self.words.textEdited.connect(self._on_words_edited)
        self.words.returnPressed.connect(self._on_return_pressed)
        self.list.picked.connect(self.explain)

    def _build(self) -> None:
        page = ScrollPage(margins=0, gap=0)
        page.body.addWidget(self.list)
        page.body.addLayout(self._answer)
        page.body.addStretch(1)
        search = Column(margins=(15, 10, 15, 10), gap=0)
        search.addWidget(self.words)
        column = Column(self, margins=1, gap=0)
        column.addWidget(self.head)
        column.addLayout(search)
        column.addWidget(Line())
        column.addWidget(page, 1)

    def focus_first(self) -> None:
        """Put the keyboard in the words."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self.look_for(self.words.text())

    def look_for(self, text: str) -> None:
        """Show the services and aids that hold every word."""
        words = fold(text).split()
        known = [entry for entry in self._model.everything() if all(word in fold(entry[1]) for word in words)]
        found = sorted(known, key=lambda entry: not _begins(words, entry[1]))[:MOST]
        rows = []
        for key, title, detail in found if words else ():
            row = ListRow(key, f"{title}, {detail}" if detail else title)
            row.setObjectName(f"why_not_{key}")
            row.body.addWidget(Label(title, Role.STRONG, wrap=True), 1)
            row.body.addWidget(Label(detail, Role.SECONDARY))
            rows.append(row)
        self.list.set_content(rows)
        empty(self._answer)
        if words and not found:
            self._answer.addWidget(Label(self.tr("Rien ne correspond dans le catalogue ni dans les aides."), wrap=True))
        elif not words:
            hint = self.tr("Écrivez un mot\u00a0: «\u00a0permis\u00a0», «\u00a0vélo\u00a0», «\u00a0microcrédit\u00a0».")
            self._answer.addWidget(Label(hint, Role.SECONDARY, wrap=True))

    def explain(self, key: str) -> None:
        """Say what keeps it out, or that it is proposed."""
        self.list.select(key)
        empty(self._answer)
        try:
            detail = self._model.desk.detail(self._model.subject, key)
        except MobiConseilError as error:
            self._answer.addWidget(Label(str(error), wrap=True))
            return
        veil = self._model.veil
        self._answer.addWidget(Label(detail.row.title, Role.CARD, wrap=True))
        icon, token = wording.GROUP_MARKS[detail.row.group]
        verdict = " · ".join(part for part in (detail.row.group.label, detail.row.note) if part)
        if detail.row.kind is not SieveKind.CATALOGUE and not veil.covers(verdict):
            self._answer.addWidget(IconLine(icon, verdict, token, Role.LABEL))
        self._say_where(key)
        if detail.postponed is not None:
            self._answer.addWidget(IconLine("timer-sand", veil.not_now(detail.postponed), "warn", Role.LABEL))
        if detail.row.proposed is not SieveLevel.NONE and detail.rules:
            self._answer.addLayout(parts.rules_part(detail.rules, veil, self.tr("C’est préconisé, parce que…")))
        elif detail.why_not:
            self._answer.addLayout(parts.rules_part(detail.why_not, veil, self.tr("Pas préconisé, parce que…")))
        else:
            self._answer.addWidget(Label(self.tr("Aucune règle n’en parle\u00a0: à vous de juger."), wrap=True))
        if detail.reasons:
            self._answer.addLayout(parts.reasons_part(detail.reasons, veil))
        if detail.aid is not None:
            self._answer.addLayout(parts.aid_part(detail.aid))
        if detail.source or detail.verified_on is not None:
            self._answer.addWidget(parts.source_line(detail))

    def _say_where(self, key: str) -> None:
        """Lead to the rows of the list that offer it, however old their sheets."""
        offers = self._model.offers(key)
        if not offers:
            if key.startswith("catalogue:"):
                self._answer.addWidget(Label(self.tr("Aucune fiche de l’annuaire dans ce périmètre."), wrap=True))
            return
        for row in offers[:MOST_OFFERS]:
            said = " · ".join(part for part in (row.group.label, wording.stale_words(row.freshness)) if part)
            name = ", ".join(part for part in (row.title, row.subtitle) if part)
            shown = self.tr("Voir dans la liste") if row.key == key else name
            link = CodeLink(shown, row.key, name=self.tr("Voir dans la liste\u00a0: {}").format(name))
            link.setObjectName(f"why_not_row_{row.key}")
            link.followed.connect(self.row_asked)
            line = Row(gap=8)
            line.addWidget(link)
            line.addWidget(Label(said, Role.SECONDARY, wrap=True), 1)
            self._answer.addLayout(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Échap; ↓ passes from the words to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Down and self.words.hasFocus():
            self.list.focus_first()
        else:
            super().keyPressEvent(event)

    def _on_words_edited(self, text: str) -> None:
        self.look_for(text)

    def _on_return_pressed(self) -> None:
        if self.list.rows:
            self.explain(self.list.rows[0].code)
