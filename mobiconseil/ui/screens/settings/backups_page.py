"""« Sauvegardes »: the copies made without being asked for, the key, the trial, the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.typography import dotted
from mobiconseil.services import backup_words as words
from mobiconseil.services.backup_ports import BackupCopy, BackupPlace
from mobiconseil.ui.choosing import ask_folder
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.settings.backups_view_model import BackupsModel, code_of
from mobiconseil.ui.screens.settings.page import SettingsPage
from mobiconseil.ui.widgets.announce import announce
from mobiconseil.ui.widgets.buttons import Button, Kind, LinkButton
from mobiconseil.ui.widgets.dialogs import ConfirmDialog
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Icon, IconLine, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.notices import Banner
from mobiconseil.ui.widgets.refill import CodeButton, empty

FIRST = 6
"""Copies shown before « Afficher les autres »."""


class BackupsPage(SettingsPage):
    """One button for the day, one for the key, one to be sure, one to go back."""

    help_page = "sauvegardes"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.model = BackupsModel(context, self)
        self._clock = context.session.clock
        self._asked: ConfirmDialog | None = None
        self._shows_all = False
        self.ask_folder = ask_folder
        """Chooses a folder; tests give their own."""
        self._build()
        self._bind()
        self._render()

    def enter(self) -> None:
        """Look again at what is there."""
        self.model.refresh()

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self.banner = Banner("", tone="danger")
        self.body.addWidget(self.banner)
        now = self.add_card(self.tr("Vos sauvegardes"), self.tr("chiffrées, faites toutes seules"))
        about = self.tr(
            "Chaque jour où vous ouvrez MobiConseil, et avant chaque import, mise à jour ou effacement. Sont "
            "gardées une copie par jour pendant 7 jours, par semaine pendant 5 semaines, par mois pendant 12 mois."
        )
        now.body.addWidget(Label(about, Role.SECONDARY, wrap=True))
        self.state = IconLine("check-circle-outline", "", "ok")
        now.body.addWidget(self.state)
        self.make = Button(self.tr("Sauvegarder maintenant"), Kind.PRIMARY, icon="content-save-outline")
        self.make.setObjectName("backup_make")
        self.trial = Button(self.tr("Tester la restauration"), icon="shield-check-outline")
        self.trial.setObjectName("backup_trial")
        ways = FoldingRow(gap=8)
        ways.addWidget(self.make)
        ways.addWidget(self.trial)
        ways.addStretch(1)
        now.body.addLayout(ways)
        self.tried = Label("", Role.SMALL, wrap=True)
        now.body.addWidget(self.tried)
        away = self.add_card(self.tr("Sur une clé, hors de ce poste"))
        why = self.tr("Un portable volé ou en panne emporte ses sauvegardes. Une clé rangée ailleurs les garde.")
        away.body.addWidget(Label(why, Role.SECONDARY, wrap=True))
        self._place = Column(gap=10)
        away.body.addLayout(self._place)
        kept = self.add_card(self.tr("Copies gardées"))
        self._list = Column(gap=10)
        kept.body.addLayout(self._list)
        self.more = LinkButton(self.tr("Afficher les autres"), icon="chevron-down")
        kept.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def _bind(self) -> None:
        self.model.changed.connect(self._render)
        self.make.clicked.connect(self.model.make)
        self.trial.clicked.connect(self._on_trial)
        self.more.clicked.connect(self._on_more)

    # ------------------------------------------------------------------ showing

    def _render(self) -> None:
        model = self.model
        self._render_banner()
        newest = next((copy for copy in model.look.copies if copy.is_readable), None)
        self._render_state(newest)
        when = model.last_tried()
        self.tried.setText(self.tr("Dernier essai de restauration\u00a0: {}.").format(when) if when else "")
        self.tried.setVisible(bool(when))
        for button in (self.make, self.trial):
            button.setEnabled(not model.working)
        self.trial.setVisible(newest is not None)
        self._render_place()
        self._render_list()

    def _render_state(self, newest: BackupCopy | None) -> None:
        if self.model.working:
            self.state.set_text(self.model.working)
            self.state.icon.set_icon("clock-outline", "text_2")
        elif newest is None:
            self.state.set_text(self.tr("Aucune sauvegarde pour l’instant."))
            self.state.icon.set_icon("alert-outline", "warn")
        else:
            self.state.set_text(self.tr("La dernière\u00a0: {}.").format(words.moment_of(newest, self._clock)))
            self.state.icon.set_icon("check-circle-outline", "ok")

    def _render_banner(self) -> None:
        model = self.model
        self.banner.setVisible(bool(model.problem or model.said))
        if model.problem:
            self.banner.set_state(model.problem, tone="danger")
        elif model.said is not None:
            self.banner.set_state(model.said.title, model.said.text, tone="ok" if model.said.is_whole else "danger")
        if self.banner.isVisible():
            announce(self, self.banner.accessibleName())
            self.reveal(self.banner)

    def _render_place(self) -> None:
        empty(self._place)
        place = self.model.look.place
        if place is not None:
            self._place.addWidget(self._place_row(place))
            risk = words.risk_of(place)
            if risk:
                self._place.addWidget(IconLine("alert-outline", risk, "warn", Role.WARN))
        for drive in self.model.drives():
            name = self.tr("Sauvegarder sur {}").format(drive.label)
            button = CodeButton(self.tr("Choisir cette clé"), str(drive.folder), name=name)
            button.setEnabled(not self.model.working and drive.is_writable)
            button.setProperty("label", drive.label)
            button.pressed_code.connect(self._on_drive_chosen)
            text = drive.label if drive.is_writable else self.tr("{} (protégée en écriture)").format(drive.label)
            self._place.addWidget(_row("usb-flash-drive-outline", text, "", button))
        other = LinkButton(self.tr("Choisir une clé ou un dossier…"), icon="folder-open-outline")
        other.setObjectName("backup_folder")
        other.setEnabled(not self.model.working)
        other.clicked.connect(self._on_folder)
        self._place.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)

    def _place_row(self, place: BackupPlace) -> QWidget:
        name = self.tr("Ne plus sauvegarder sur {}").format(place.label)
        leave = CodeButton(self.tr("Ne plus l’utiliser…"), "leave", name=name)
        leave.pressed_code.connect(self._on_leave)
        icon = "usb-flash-drive-outline" if place.is_there else "power-plug-off-outline"
        return _row(icon, place.label, self.model.state_of(place), leave)

    def _render_list(self) -> None:
        empty(self._list)
        copies = self.model.look.copies
        for rank, copy in enumerate(copies if self._shows_all else copies[:FIRST]):
            if rank:
                self._list.addWidget(Line())
            self._list.addWidget(self._copy_row(copy))
        if not copies:
            self._list.addWidget(Label(self.tr("La première se fera toute seule."), Role.SECONDARY))
        self.more.setVisible(len(copies) > FIRST and not self._shows_all)

    def _copy_row(self, copy: BackupCopy) -> QWidget:
        when = words.moment_of(copy, self._clock)
        trial = CodeButton(self.tr("Tester"), code_of(copy), name=self.tr("Tester la sauvegarde du {}").format(when))
        back = CodeButton(
            self.tr("Restaurer…"), code_of(copy), icon="restore", name=self.tr("Restaurer celle du {}").format(when)
        )
        trial.pressed_code.connect(self.model.try_copy)
        back.pressed_code.connect(self._on_restore_asked)
        for button in (trial, back):
            button.setEnabled(not self.model.working)
        icon = "usb-flash-drive-outline" if copy.is_elsewhere else "laptop"
        place = self.tr("sur la clé") if copy.is_elsewhere else self.tr("sur ce poste")
        return _row(icon, when[:1].upper() + when[1:], dotted(words.facts_of(copy), place), trial, back)

    # ------------------------------------------------------------------ doing

    def _on_trial(self) -> None:
        newest = next((copy for copy in self.model.look.copies if copy.is_readable), None)
        if newest is not None:
            self.model.try_copy(code_of(newest))

    def _on_more(self) -> None:
        self._shows_all = True
        self._render()

    def _on_drive_chosen(self, code: str) -> None:
        drive = next((drive for drive in self.model.drives() if str(drive.folder) == code), None)
        if drive is not None:
            self.model.choose_place(drive.folder, drive.label)

    def _on_folder(self) -> None:
        drive = next(iter(self.model.drives()), None)
        folder = self.ask_folder(self, self.tr("Où sauvegarder"), None if drive is None else drive.folder)
        if folder is not None:
            self.model.choose_place(folder, folder.name or str(folder))

    def _on_leave(self, _code: str) -> None:
        place = self.model.look.place
        if place is None:
            return
        self._ask(
            self.tr("Ne plus sauvegarder sur {}\u202f?").format(place.label),
            self.tr(
                "Les copies qui y sont restent, chiffrées. MobiConseil n’y effacera plus personne\u00a0: supprimez-les "
                "vous-même si quelqu’un demande à être effacé."
            ),
            self.tr("Ne plus l’utiliser"),
        ).accepted.connect(self.model.leave_place)

    def _on_restore_asked(self, code: str) -> None:
        copy = self.model.copy(code)
        if copy is None:
            return
        text = self.tr(
            "Vos dossiers redeviennent ceux de ce moment-là. Ceux d’aujourd’hui ne sont pas perdus\u00a0: ils sont mis "
            "de côté dans cette liste, et vous pourrez y revenir. Les personnes effacées depuis le restent. "
            "La session se verrouille\u00a0: rouvrez-la avec votre phrase de passe."
        )
        dialog = self._ask(words.question_of(copy, self._clock), text, self.tr("Restaurer"))
        dialog.setProperty("copy", code)
        dialog.accepted.connect(self._on_restore_confirmed)

    def _on_restore_confirmed(self) -> None:
        if self._asked is not None:
            self.model.restore(str(self._asked.property("copy")))

    def _ask(self, question: str, text: str, confirm: str) -> ConfirmDialog:
        self._asked = ConfirmDialog(
            question, text, confirm=confirm, keep=self.tr("Annuler"), destructive=False, parent=self
        )
        self._asked.open()
        return self._asked


def _row(icon: str, title: str, text: str, *buttons: QWidget) -> QWidget:
    holder = QWidget()
    said = Column(gap=0)
    said.addWidget(Label(title, Role.STRONG, wrap=True))
    if text:
        said.addWidget(Label(text, Role.SECONDARY, wrap=True))
    row = FoldingRow(holder, gap=12, comfort=150)
    row.addWidget(Icon(icon, "text_2", 20), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(said, 1)
    for button in buttons:
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return holder
