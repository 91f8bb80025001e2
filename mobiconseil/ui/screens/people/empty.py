"""What stands in place of the table when nobody is found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.services.ports import ListFilter
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.labels import Icon, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row


class NobodyFound(QWidget):
    """Says why the list is empty, and offers the ways out."""

    clear_asked = Signal()
    create_asked = Signal()
    elsewhere_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        middle = Qt.AlignmentFlag.AlignHCenter
        self._title = Label("", Role.CARD, wrap=True)
        self._sentence = Label("", Role.SECONDARY, wrap=True)
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._clear = Button(self.tr("Effacer les filtres"))
        self._clear.setObjectName("clear_filters")
        self._elsewhere = Button("", icon="account-search-outline")
        self._elsewhere.setObjectName("look_elsewhere")
        self._create = Button("", Kind.SECONDARY, icon="account-plus-outline")
        self._create.setObjectName("create_typed")
        buttons = Row(gap=8)
        buttons.addStretch(1)
        for button in (self._clear, self._elsewhere, self._create):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = Column(self, margins=24, gap=12)
        column.addStretch(1)
        column.addWidget(Icon("account-search-outline", "primary", 44), 0, middle)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addLayout(buttons)
        column.addStretch(2)
        self._clear.clicked.connect(self.clear_asked)
        self._elsewhere.clicked.connect(self.elsewhere_asked)
        self._create.clicked.connect(self.create_asked)

    def hasHeightForWidth(self) -> bool:
        """Ask for no height of its own: a stack asks for that of its highest page, shown or not."""
        return False

    def show_reason(self, wanted: ListFilter, elsewhere: int, *, everybody: int) -> None:
        """Say why nobody is there; `elsewhere`: how many the whole team has, archives included."""
        text = wanted.text.strip()
        filtered = bool(text or wanted.commune or wanted.prescriber_kind or wanted.chip != "tous")
        if text:
            title = self.tr("Personne ne correspond à {}").format(typography.quote(text))
        elif wanted.chip == "corbeille":
            title = self.tr("La corbeille est vide")
        elif filtered:
            title = self.tr("Personne dans ce filtre")
        else:
            title = self.tr("Aucun dossier pour le moment")
        self._title.setText(title)
        self._sentence.setText(self._advice(text, elsewhere, filtered=filtered, everybody=everybody))
        self._clear.setVisible(filtered)
        self._elsewhere.setVisible(elsewhere > 0)
        self._elsewhere.setText(self.tr("Voir {} ailleurs").format(typography.count(elsewhere, self.tr("dossier"))))
        new = self.tr("Nouveau bénéficiaire")
        self._create.setText(f"{new} {typography.quote(text)}" if text else new)
        self._create.setVisible(bool(text) or not filtered)
        for button in (self._clear, self._elsewhere, self._create):
            button.restyle()

    def _advice(self, text: str, elsewhere: int, *, filtered: bool, everybody: int) -> str:
        if elsewhere:
            return self.tr(
                "Le filtre ou le choix «\u00a0Mes dossiers\u00a0» cache des dossiers de l’équipe ou des archives."
            )
        if text:
            return self.tr("Essayez le début du nom, la commune, le téléphone ou le numéro de dossier.")
        if filtered:
            return self.tr("Changez de filtre, ou effacez-les pour revoir tout le monde.")
        if everybody:
            return self.tr(
                "Vous ne suivez encore personne. Les dossiers de vos collègues sont sous «\u00a0Équipe\u00a0»."
            )
        return self.tr("Les personnes que vous accompagnez s’afficheront ici.")
