"""The top of a page: where we are, whether it is saved, the search, the shared screen and the next step."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QWidget

from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import Button, Height, IconButton, Kind
from mobiconseil.ui.widgets.labels import ElidedLabel, Icon, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.search_box import SearchButton
from mobiconseil.ui.width_class import WidthClass, is_tiny


class SavedState(QWidget):
    """« Enregistré à 9 h 38 », or in red « Non enregistré. Réessayer »."""

    retry_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("check", "ok", 18)
        self._text = Label("", Role.SECONDARY)
        self._retry = Button("", Kind.LINK, height=Height.ROW)
        self._short = self._problem = False
        row = Row(self, gap=6)
        row.addWidget(self._icon)
        row.addWidget(self._text)
        row.addWidget(self._retry)
        self._retry.hide()
        self._retry.clicked.connect(self.retry_requested)
        self.hide()

    def set_state(self, text: str, *, problem: bool = False, retry: str = "") -> None:
        """Say what is saved; an empty text hides it."""
        self._icon.set_icon("alert-circle-outline" if problem else "check", "danger" if problem else "ok")
        self._text.setText(text)
        self._text.set_role(Role.DANGER if problem else Role.SECONDARY)
        self._retry.setText(retry)
        self._retry.setVisible(bool(retry))
        self._retry.restyle()
        self.setAccessibleName(text)
        self._problem = problem
        self._fold()
        self.setVisible(bool(text))

    def set_short(self, short: bool) -> None:
        """Leave the room to the name of the person: only the tick, unless something is wrong."""
        self._short = short
        self._fold()

    def _fold(self) -> None:
        folded = self._short and not self._problem
        self._text.setVisible(not folded)
        self.setToolTip(self._text.text() if folded else "")
        layout = self.layout()
        if layout is not None:
            layout.invalidate()  # now: the header measures it at once
        self.updateGeometry()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folding:
    """How much the buttons say, and whether « Enregistré » has its words."""

    words: str
    key: str = ""
    share: str = ""
    share_key: str = ""
    saved: bool = False


class Header(QFrame):
    """One line, 56 high; folds with the width class. One main button at most."""

    back_requested = Signal()
    search_requested = Signal()
    shared_toggled = Signal(bool)
    main_clicked = Signal()
    retry_requested = Signal()

    def __init__(self, title: str = "", subtitle: str = "", *, search_text: str = "Personne, service, action…") -> None:
        super().__init__()
        self.setProperty("frame", "header")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._class = WidthClass.WIDE
        self._shared = self._has_icon = False
        self._main_words = ("", "")
        self._share_words = ""
        self._back = IconButton("arrow-left", self.tr("Retour"), Kind.SECONDARY, key="Échap")
        self._title = ElidedLabel("", Role.PAGE)
        self._subtitle = ElidedLabel("", Role.SECONDARY)
        self.saved = SavedState()
        self._search = SearchButton(search_text)
        self._search_icon = IconButton("magnify", search_text, Kind.SECONDARY, height=Height.NORMAL, key="Ctrl+K")
        self._share = Button("", Kind.SECONDARY, icon="account-eye-outline", key="F8")
        self._share.setCheckable(True)
        self._more = IconButton("dots-horizontal", self.tr("Plus d’actions"), Kind.SECONDARY, height=Height.NORMAL)
        self.main = Button("", Kind.PRIMARY)
        self._build()
        self._bind()
        self.set_title(title, subtitle)
        self.set_back(False)
        self.set_shared(False)
        self.set_main("")
        follow(self)

    def _build(self) -> None:
        words = Column(gap=0)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        words.addStretch(1)
        row = Row(self, margins=(20, 0, 20, 1), gap=12)
        row.addWidget(self._back)
        row.addLayout(words, 1)
        row.addWidget(self.saved)
        for widget in (self._search, self._search_icon, self._share, self._more, self.main):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def _bind(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._search.clicked.connect(self.search_requested)
        self._search_icon.clicked.connect(self.search_requested)
        self._share.clicked.connect(self._on_share_clicked)
        self._more.clicked.connect(self.open_more)
        self.main.clicked.connect(self.main_clicked)
        self.saved.retry_requested.connect(self.retry_requested)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Say where we are."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self.setAccessibleName(title)
        self._fold()

    def set_back(self, visible: bool) -> None:
        """Show the way back to the list."""
        self._back.setVisible(visible)

    def set_saved(self, text: str, *, problem: bool = False, retry: str = "") -> None:
        """Say what is saved."""
        self.saved.set_state(text, problem=problem, retry=retry)
        self._fit_main()

    def set_shared(self, shared: bool) -> None:
        """Show whether the person sees the screen; the search then hides."""
        self._shared = shared
        self._share.setChecked(shared)
        self._share_words = self.tr("Écran partagé\u00a0: oui") if shared else self.tr("Écran partagé")
        self._share.setAccessibleName(self._share_words)
        self._fold()

    def set_main(self, text: str, *, icon: str = "", key: str = "", kind: Kind = Kind.PRIMARY) -> None:
        """Offer the next step; an empty text hides the button."""
        self._main_words = (text, key)
        self.main.set_icon_name(icon)
        self.main.set_kind(kind)
        self.main.setVisible(bool(text))
        self._has_icon = bool(icon)
        self._fit_main()

    def set_width_class(self, width_class: WidthClass) -> None:
        """Fold or unfold."""
        self._class = width_class
        self._fold()

    def restyle(self) -> None:
        """Take the height in force, less where the window is narrowest."""
        self.setFixedHeight(look().px(46 if is_tiny(self.window()) else 56))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the main button give way in a very narrow window."""
        super().resizeEvent(event)
        self.restyle()
        self._fit_main()

    def _fit_main(self) -> None:
        """Show the words of the buttons and the key of the main one, or less where there is no room: none is cut.

        They give way to the words about the person, whom the page is about: in a narrow window, to the name.
        """
        layout = self.layout()
        if layout is None:
            return
        narrow = self._class is WidthClass.NARROW
        text = self._main_words[0]
        self.main.setAccessibleName(text)
        for folding in self._foldings():
            if text and not folding.words and not narrow and layout.minimumSize().width() <= self.width():
                break  # the main button keeps its words: only the end of a long second line is left out
            self._fold_buttons(folding)
            wish = self._wish(self._title) if narrow else self._wish(self._title, self._subtitle)
            if layout.minimumSize().width() + wish <= self.width():
                break
        self._fit_subtitle(self.width() - layout.minimumSize().width())
        self._fit_search()
        layout.activate()  # now: before the window is seen, nothing else would give the button its place

    def _foldings(self) -> tuple[_Folding, ...]:
        """Return less and less of what the buttons say."""
        (text, key), share = self._main_words, self._share_words
        bare = "" if self._has_icon else text
        return (
            _Folding(words=text, key=key, share=share, share_key="F8", saved=self._class is not WidthClass.NARROW),
            _Folding(words=text, key=key, share=share, share_key="F8"),
            _Folding(words=text, share=share, share_key="F8"),
            _Folding(words=text, share=share),
            _Folding(words=text),
            _Folding(words=bare),
        )

    def _fold_buttons(self, folding: _Folding) -> None:
        self.main.setText(folding.words)
        self.main.set_key(folding.key)
        self.main.setToolTip("" if folding.words else self._main_words[0])
        self._share.setText(folding.share)
        self._share.set_key(folding.share_key)
        self._share.setToolTip("" if folding.share else self._share_words)
        self.saved.set_short(not folding.saved)
        for button in (self.main, self._share):
            button.restyle()

    def _fit_search(self) -> None:
        """Let the search give its air to the words about the person, before they are cut."""
        layout = self.layout()
        if layout is None:
            return
        spare = self.width() - layout.minimumSize().width() - self._wish(self._title, self._subtitle)
        usual, least = self._search.sizeHint().width(), self._search.minimumSizeHint().width()
        self._search.setMaximumWidth(max(least, min(usual, least + spare)))

    def _fit_subtitle(self, spare: int) -> None:
        """Keep the second line of a narrow window where it is whole; the title says it to the mouse otherwise."""
        words = self._subtitle.text()
        shown = bool(words) and not is_tiny(self.window())
        if shown and self._class is WidthClass.NARROW:
            shown = self._subtitle.sizeHint().width() <= spare + self._title.minimumSizeHint().width()
        self._subtitle.setVisible(shown)
        self._title.set_aside("" if shown else words)
        self.setAccessibleDescription("" if shown else words)

    @staticmethod
    def _wish(*words: ElidedLabel) -> int:
        """Return what words, one above the other, lack of their whole width."""
        shown = [one for one in words if one.text()]
        whole = max((one.sizeHint().width() for one in shown), default=0)
        return whole - max((one.minimumSizeHint().width() for one in shown), default=0)

    def minimumSizeHint(self) -> QSize:
        """Let the window shrink: what does not fit folds."""
        return QSize(look().px(480), look().px(56))

    def open_more(self) -> None:
        """Open the menu of what does not fit."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not self._shared:
            menu.addAction(self.tr("Rechercher (Ctrl+K)")).triggered.connect(self.search_requested)
        share = menu.addAction(self.tr("Écran partagé (F8)"))
        share.setCheckable(True)
        share.setChecked(self._shared)
        share.triggered.connect(self._on_share_clicked)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _fold(self) -> None:
        narrow = self._class is WidthClass.NARROW
        self._search.setVisible(self._class is WidthClass.WIDE and not self._shared)
        self._search_icon.setVisible(self._class is WidthClass.MEDIUM and not self._shared)
        self._share.setVisible(not narrow or self._shared)
        self._more.setVisible(narrow)
        self._fit_main()

    def _on_share_clicked(self) -> None:
        self.set_shared(not self._shared)
        self.shared_toggled.emit(self._shared)
