"""The logos of the structure and of those who fund it: shown, added, removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from mobiconseil.domain.team import Logo, LogoKind
from mobiconseil.errors import InvalidInput, MobiConseilError
from mobiconseil.services.ports import Change
from mobiconseil.ui.accessible import say_as
from mobiconseil.ui.context import Context
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import Button, Height, IconButton
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.labels import IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row


class LogoTile(QFrame):
    """A logo on white, as the paper shows it, with a way to remove it."""

    removed = Signal(object)

    def __init__(self, logo: Logo) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._logo = logo
        self._image = QImage.fromData(logo.data)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setAccessibleName(logo.name)
        self.remove = IconButton("trash-can-outline", self.tr("Retirer {}").format(logo.name))
        line = Row(gap=4)
        line.addWidget(Label(logo.name, Role.SMALL, wrap=True), 1)
        line.addWidget(self.remove)
        column = Column(self, margins=8, gap=6)
        column.addWidget(self._picture, 1)
        column.addLayout(line)
        self.remove.clicked.connect(self._on_remove_clicked)
        follow(self)

    def restyle(self) -> None:
        """Draw the picture again at the size in force."""
        self.setFixedSize(look().px(190), look().px(124))
        room = QSize(look().px(170), look().px(64))
        paper = QPixmap(room)
        paper.fill(Qt.GlobalColor.white)
        if not self._image.isNull():
            shown = self._image.scaled(
                room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            paper = QPixmap.fromImage(shown)
        self._picture.setPixmap(paper)

    def _on_remove_clicked(self) -> None:
        self.removed.emit(self._logo)


class LogoShelf(QWidget):
    """The logos of one kind."""

    def __init__(self, context: Context, kind: LogoKind, ask: Callable[[QWidget], Path | None]) -> None:
        super().__init__()
        self._context, self._kind, self._ask = context, kind, ask
        self._last = 0
        self.tiles: list[LogoTile] = []
        self._shelf = QWidget()
        self._flow = FlowLayout(self._shelf)
        label = Label(kind.label if kind is LogoKind.STRUCTURE else self.tr("Financeurs"), Role.LABEL)
        self.setAccessibleName(label.text())
        say_as(self, QAccessible.Role.Grouping)
        self.add = Button(self.tr("Ajouter une image…"), icon="image-plus", height=Height.ROW)
        self.error = IconLine("alert-circle-outline", "", "danger", Role.ERROR)
        self.error.hide()
        head = Row(gap=12)
        head.addWidget(label)
        head.addStretch(1)
        head.addWidget(self.add)
        column = Column(self, gap=6)
        column.addLayout(head)
        column.addWidget(self.error)
        column.addWidget(self._shelf)
        self.add.clicked.connect(self._on_add_clicked)
        context.hub.changed.connect(self._on_change_published)
        self._render()

    def _render(self) -> None:
        for tile in self.tiles:
            self._flow.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = []
        for logo in self._context.session.team.logos(self._kind):
            tile = LogoTile(logo)
            tile.removed.connect(self._on_logo_removed)
            self._flow.addWidget(tile)
            self.tiles.append(tile)
        self._shelf.setVisible(bool(self.tiles))

    def _on_add_clicked(self) -> None:
        path = self._ask(self)
        if path is None:
            return
        try:
            data = path.read_bytes()
            if QImage.fromData(data).isNull():
                raise InvalidInput(
                    self.tr("Cette image ne peut pas être lue. Rien n’a été modifié. Choisissez une image PNG ou JPEG.")
                )
            self._context.session.team.add_logo(self._kind, path.stem, data)
        except OSError:
            self._say(self.tr("Ce fichier ne peut pas être lu. Rien n’a été modifié. Vérifiez la clé ou le disque."))
        except MobiConseilError as error:
            self._say(str(error))
        else:
            self._say("")

    def _say(self, text: str) -> None:
        self.error.set_text(text)
        self.error.setVisible(bool(text))

    def _on_logo_removed(self, logo: Logo) -> None:
        try:
            self._context.session.team.remove_logo(logo)
        except MobiConseilError as error:
            self._say(str(error))
            return
        undo = partial(self._context.undo.undo_change, self._last)
        self._context.messages.say(self.tr("Logo retiré"), self.tr("Annuler"), undo)

    def _on_change_published(self, change: Change) -> None:
        if Logo in change.kinds:
            self._last = change.transaction
            self._render()
