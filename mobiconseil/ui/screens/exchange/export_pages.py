"""The four pages of an export, and what was made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.exchange_ports import Destination
from mobiconseil.services.exchange_words import ConsentBasis, FileKind, Recipient
from mobiconseil.ui.choosing import ask_folder
from mobiconseil.ui.screens.exchange.export_people import PeopleChoice
from mobiconseil.ui.screens.exchange.export_view_model import ExportModel
from mobiconseil.ui.screens.exchange.parts import SpokenWords
from mobiconseil.ui.screens.exchange.words import size
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.buttons import Button, Height
from mobiconseil.ui.widgets.choices import CheckBox
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.radio_card import RadioCard
from mobiconseil.ui.widgets.readable_page import ReadablePage
from mobiconseil.ui.widgets.refill import CodeLink, empty
from mobiconseil.ui.widgets.text_fields import TextField

_WIDTH = 820


class StepPage(QWidget):
    """One step, of a width that the eye can follow."""

    def __init__(self, model: ExportModel, title: str, sentence: str) -> None:
        super().__init__()
        self.model = model
        self._page = ReadablePage(_WIDTH)
        self.body = self._page.column
        Column(self, gap=0).addWidget(self._page)
        self.body.addWidget(Label(title, Role.SECTION, wrap=True))
        self.sentence = Label(sentence, Role.SECONDARY, wrap=True)
        self.body.addWidget(self.sentence)

    def reveal(self, widget: QWidget) -> None:
        """Scroll until a widget that was just shown is seen."""
        self._page.settle()
        self._page.ensureWidgetVisible(widget, 0, look().px(120))

    def first(self) -> QWidget:
        """Return what takes the keyboard."""
        raise NotImplementedError

    def show_model(self) -> None:
        """Show what was gathered."""


class _Radios(QWidget):
    """Radio cards one under the other."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._group = QButtonGroup(self)
        self._codes: dict[QAbstractButton, str] = {}
        self._column = Column(self, gap=8)
        self._shown: tuple[tuple[str, str], ...] = ()
        self.setAccessibleName(name)
        self._group.buttonClicked.connect(self._on_clicked)

    def set_options(self, options: tuple[tuple[str, str], ...], current: str, prefix: str) -> None:
        """Show the options, as code and text."""
        if options != self._shown:
            self._shown = options
            for button in self._codes:
                self._group.removeButton(button)
            self._codes = {}
            empty(self._column)
            for rank, (code, text) in enumerate(options):
                card = RadioCard(text, self._name)
                card.setObjectName(f"{prefix}_{rank}" if prefix.endswith("place") else f"{prefix}_{code}")
                self._codes[card] = code
                self._group.addButton(card)
                self._column.addWidget(card)
        self._group.setExclusive(False)
        for button, code in self._codes.items():
            button.setChecked(code == current)
        self._group.setExclusive(True)

    def current(self) -> QWidget | None:
        """Return the card taken, or the first one."""
        checked = self._group.checkedButton()
        return checked or next(iter(self._codes), None)

    def _on_clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(self._codes[button])


class ContentPage(StepPage):
    """What leaves."""

    def __init__(self, model: ExportModel) -> None:
        super().__init__(
            model, model.tr("Que contient le fichier\u202f?"), model.tr("Le nom du fichier ne dira rien de personne.")
        )
        self.kinds = _Radios(self.tr("Contenu"))
        self.people = PeopleChoice(model)
        self.body.addWidget(self.kinds)
        self.body.addWidget(self.people)
        self.kinds.chosen.connect(self._on_kind_chosen)

    def first(self) -> QWidget:
        """Return the search of people when they are asked for, else the kind taken."""
        if self.model.kind is FileKind.PEOPLE:
            return self.people.search
        return self.kinds.current() or self.people.search

    def show_model(self) -> None:
        """Show the kind taken."""
        options = tuple((kind.value, kind.label) for kind in self.model.kinds())
        self.kinds.set_options(options, self.model.kind.value, "kind")
        self.people.setVisible(self.model.kind is FileKind.PEOPLE)
        self.people.show_model()

    def _on_kind_chosen(self, code: str) -> None:
        self.model.set_kind(FileKind(code))
        if self.model.kind is FileKind.PEOPLE:
            self.reveal(self.people.search)


class RecipientPage(StepPage):
    """Who can open it."""

    def __init__(self, model: ExportModel) -> None:
        super().__init__(model, model.tr("Pour qui\u202f?"), "")
        self.who = _Radios(self.tr("Destinataire"))
        self.readers = IconLine("laptop", "", "text_2", Role.SECONDARY)
        self.name = TextField(limit=100)
        self.name.setObjectName("export_name")
        self._name = FormField(
            self.tr("Nom de la personne ou de la structure"),
            self.name,
            help_text=self.tr("Il figure dans le registre des échanges, jamais dans le fichier."),
        )
        self.basis = _Radios(self.tr("Accord de la personne"))
        self._basis_title = Label(self.tr("Quel accord permet cet envoi\u202f?"), Role.STRONG)
        self._consents = Column(gap=6)
        self._missing: QWidget | None = None
        """The first person whose agreement is missing."""
        for widget in (self.who, self.readers, self._name, self._basis_title, self.basis):
            self.body.addWidget(widget)
        self.body.addLayout(self._consents)
        self.who.chosen.connect(self._on_recipient_chosen)
        self.basis.chosen.connect(self._on_basis_chosen)
        self.name.textEdited.connect(model.set_recipient_name)

    def first(self) -> QWidget:
        """Return the name when it is asked for."""
        if self.model.recipient is Recipient.CODE and not self.name.text():
            return self.name
        return self.who.current() or self.name

    def show_model(self) -> None:
        """Show who is chosen, and the agreements."""
        model = self.model
        self.sentence.setText(model.content_words())
        self.sentence.setVisible(bool(model.content_words()))
        options = tuple((one.value, one.label) for one in model.recipients())
        self.who.set_options(options, model.recipient.value, "who")
        team = model.recipient is Recipient.TEAM
        self.readers.setVisible(team and bool(model.reader_words()))
        self.readers.set_text(self.tr("Ces postes pourront l’ouvrir\u00a0: {}").format(model.reader_words()))
        self._name.setVisible(model.recipient is Recipient.CODE)
        if self.name.text() != model.recipient_name:
            self.name.setText(model.recipient_name)
        asked = model.names_people()
        self._basis_title.setVisible(asked)
        self.basis.setVisible(asked)
        self.basis.set_options(
            tuple((one.value, one.label) for one in ConsentBasis), model.basis.value if model.basis else "", "basis"
        )
        self._show_consents()

    def _show_consents(self) -> None:
        empty(self._consents)
        self._missing = None
        for line in self.model.consents():
            icon, color = ("check-circle-outline", "ok") if line.holds else ("alert-circle-outline", "danger")
            person = next((one for one in self.model.people if one.subject == line.subject), None)
            name = self.model.name_of(person) if person is not None else line.name
            said = IconLine(icon, f"{name}\u00a0: {line.sentence}", color)
            self._consents.addWidget(said if line.holds else self._to_note(said, line.subject, name))

    def _to_note(self, said: QWidget, subject: RecordId, name: str) -> QWidget:
        """Put beside what is missing the way to where it is noted."""
        label = self.tr("Noter l’accord, {name}").format(name=name)
        link = CodeLink(self.tr("Noter l’accord"), subject.hex(), name=label)
        link.setObjectName(f"consent_{subject.hex()}")
        link.followed.connect(self._on_consent_followed)
        holder = QWidget()
        row = FoldingRow(holder, gap=10, comfort=260)
        row.addWidget(said, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(link)
        self._missing = self._missing or holder
        return holder

    def _on_consent_followed(self, code: str) -> None:
        self.model.go_to_consent(RecordId(bytes.fromhex(code)))

    def _on_recipient_chosen(self, code: str) -> None:
        self.model.set_recipient(Recipient(code))

    def _on_basis_chosen(self, code: str) -> None:
        self.model.set_basis(ConsentBasis(code))
        QTimer.singleShot(0, self, self._show_missing)

    def _show_missing(self) -> None:
        """Bring into sight the line that says what is missing, once it has its place."""
        if self._missing is not None:
            self.reveal(self._missing)


class CodePage(StepPage):
    """Five words, said by voice."""

    def __init__(self, model: ExportModel) -> None:
        super().__init__(
            model,
            model.tr("Le code à dire de vive voix"),
            model.tr("Sans ce code, personne n’ouvre le fichier, pas même vous. Il n’est gardé nulle part."),
        )
        self.words = SpokenWords(self.tr("Dites-le au téléphone, jamais dans le même courriel"))
        self.again = Button(self.tr("Autres mots"), icon="refresh", height=Height.ROW)
        self.again.setObjectName("code_again")
        self.said = CheckBox(self.tr("J’ai noté le code"))
        self.said.setObjectName("code_said")
        self.body.addWidget(self.words)
        self.body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.said)
        self.again.clicked.connect(model.draw_code)
        self.said.clicked.connect(model.set_code_said)

    def first(self) -> QWidget:
        """Return the box."""
        return self.said

    def show_model(self) -> None:
        """Show the words."""
        self.words.set_words(self.model.code)
        self.said.setChecked(self.model.code_said)


class PlacePage(StepPage):
    """Where the file goes: a key first."""

    place_taken = Signal()
    """Another folder was chosen: what is left is to make the file."""

    def __init__(self, model: ExportModel) -> None:
        super().__init__(model, model.tr("Où mettre le fichier\u202f?"), "")
        self.places = _Radios(self.tr("Emplacement"))
        self.none = IconLine("usb-flash-drive-outline", self.tr("Aucune clé n’est branchée."), "warn")
        self.look = Button(self.tr("Chercher à nouveau"), icon="refresh", height=Height.ROW)
        self.look.setObjectName("places_again")
        self.other = Button(self.tr("Un autre dossier…"), icon="folder-open-outline", height=Height.ROW)
        self.other.setObjectName("places_other")
        row = FoldingRow(gap=8)
        row.addWidget(self.look)
        row.addWidget(self.other)
        row.addStretch(1)
        self.body.addWidget(self.none)
        self.body.addWidget(self.places)
        self.body.addLayout(row)
        self.look.clicked.connect(model.look_for_places)
        self.other.clicked.connect(self._on_other)
        self.places.chosen.connect(self._on_place_chosen)

    def first(self) -> QWidget:
        """Return the place proposed."""
        return self.places.current() or self.other

    def show_model(self) -> None:
        """Show the drives."""
        model = self.model
        self.sentence.setText(typography.dotted(model.content_words(), model.kind.label))
        known = [place for place in model.places if place.is_writable]
        options = [(str(place.folder), _place_words(place)) for place in known]
        if model.folder is not None and all(place.folder != model.folder for place in known):
            options.append((str(model.folder), str(model.folder)))
        self.none.setVisible(not any(place.is_removable for place in known))
        self.places.set_options(tuple(options), str(model.folder or ""), "place")

    def _on_place_chosen(self, code: str) -> None:
        self.model.set_folder(Path(code))

    def _on_other(self) -> None:
        folder = ask_folder(self, self.tr("Choisir un dossier"), Path.home())
        if folder is not None:
            self.model.set_folder(folder)
            self.place_taken.emit()


class MadePage(StepPage):
    """The file is written and was read back."""

    def __init__(self, model: ExportModel) -> None:
        super().__init__(model, model.tr("Le fichier est prêt"), "")
        self.made = IconLine("check-circle-outline", "", "ok", Role.STRONG, 22)
        self.remove = IconLine("usb-flash-drive-outline", self.tr("Vous pouvez retirer la clé."), "ok", Role.BODY, 22)
        self.then = Label("", Role.SECONDARY, wrap=True)
        self.words = SpokenWords(self.tr("Le code à dire de vive voix"))
        for widget in (self.made, self.remove, self.words, self.then):
            self.body.addWidget(widget)

    def first(self) -> QWidget:
        """Return nothing of its own."""
        return self

    def show_model(self) -> None:
        """Show where the file is."""
        exported = self.model.exported
        if exported is None:
            return
        self.made.set_text(
            self.tr("{name}, {size}, relu et vérifié").format(name=exported.path.name, size=size(exported.size))
        )
        self.sentence.setText(str(exported.path.parent))
        self.remove.setVisible(exported.is_removable)
        with_code = exported.recipient is Recipient.CODE
        self.words.setVisible(with_code)
        self.words.set_words(self.model.code)
        self.then.setText(
            self.tr("Cet envoi est dans le registre. Prévenez la personne qu’un fichier l’attend.")
            if with_code
            else self.tr("Cet envoi est dans le registre. Donnez ce fichier à vos collègues, sur clé ou par courriel.")
        )


def _place_words(place: Destination) -> str:
    """Return « Clé USB KINGSTON (E:), 12 Go libres »."""
    if place.free_bytes is None:
        return place.label
    giga = place.free_bytes / 1_000_000_000
    free = f"{typography.number(round(giga, 1))}\u00a0Go" if giga >= 1 else size(place.free_bytes)
    return f"{place.label}, {free} libres"
