"""An export, step by step: what leaves, for whom, with which code, where to."""

from __future__ import annotations

from enum import IntEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain import typography
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.exchange_ports import (
    ConsentLine,
    Destination,
    ExportContent,
    ExportedExchange,
    ExportPlan,
)
from mobiconseil.services.exchange_words import ConsentBasis, FileKind, FilePart, Recipient
from mobiconseil.services.pace import Phase
from mobiconseil.services.ports import Change, PersonLine
from mobiconseil.ui.context import Context
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.saved import say_saved
from mobiconseil.ui.screens.exchange.work import Work

TEAM_KINDS = frozenset({FileKind.NEWS, FileKind.EVERYTHING})
MOST_FOUND = 6


class Step(IntEnum):
    """Where the export stands."""

    CONTENT = 0
    RECIPIENT = 1
    CODE = 2
    PLACE = 3


class ExportModel(QObject):
    """Gathers the four steps; what leaves is gathered, closed and written in a job."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._exports = context.session.exchange.exports
        self._beside = context.session.exchange_beside
        self._work = Work(context, self)
        self._work.told.connect(self._on_told)
        self._reset()
        context.hub.changed.connect(self._on_published)

    def _reset(self) -> None:
        self.step = Step.CONTENT
        self.kind = FileKind.NEWS if self.in_team() else FileKind.PEOPLE
        self.people: tuple[PersonLine, ...] = ()
        self.parts = frozenset(FilePart)
        self.recipient = Recipient.TEAM if self.in_team() else Recipient.CODE
        self.recipient_name = ""
        self.basis: ConsentBasis | None = None
        self.code = ""
        self.code_said = False
        self.places: tuple[Destination, ...] = ()
        self.folder: Path | None = None
        self.content: ExportContent | None = None
        self.exported: ExportedExchange | None = None
        self.problem = ""
        self.working = ""
        self._awaited: RecordId | None = None
        """Whose agreement the adviser went to note."""

    # ------------------------------------------------------------------ what is known

    def in_team(self) -> bool:
        """Say whether this laptop belongs to a team."""
        return self._context.session.laptops.team().exists

    def recipients(self) -> tuple[Recipient, ...]:
        """Return who may be given this kind of file."""
        if self.kind is FileKind.STATISTICS:
            return (Recipient.ANYBODY,)
        if self.kind in TEAM_KINDS:
            return (Recipient.TEAM,)
        return (Recipient.TEAM, Recipient.CODE) if self.in_team() else (Recipient.CODE,)

    def kinds(self) -> tuple[FileKind, ...]:
        """Return what may leave from here, the usual first."""
        return tuple(kind for kind in FileKind if self.in_team() or kind not in TEAM_KINDS)

    def names_people(self) -> bool:
        """Say whether agreements must be looked at: a person's file goes outside the team."""
        return self.kind is FileKind.PEOPLE and self.recipient is Recipient.CODE

    def consents(self) -> tuple[ConsentLine, ...]:
        """Return whether each person agreed."""
        if not self.names_people() or self.basis is None:
            return ()
        return self._exports.consents(tuple(person.subject for person in self.people), self.basis)

    def search(self, text: str) -> tuple[PersonLine, ...]:
        """Return people found by what is typed, those already taken left out."""
        if self._context.shared.is_on or not text.strip():
            return ()
        taken = {person.subject for person in self.people}
        found = self._context.session.overviews.search(text, limit=MOST_FOUND + len(taken))
        return tuple(line for line in found if line.subject not in taken)[:MOST_FOUND]

    def name_of(self, person: PersonLine) -> str:
        """Return the name of a person, initials only while the screen is shared."""
        return self._context.shared.name_of(person)

    def plan(self, folder: Path | None = None) -> ExportPlan:
        """Return what was gathered."""
        is_people = self.kind is FileKind.PEOPLE
        return ExportPlan(
            kind=self.kind,
            folder=folder or self.folder or Path(),
            recipient=self.recipient,
            recipient_name=self.recipient_name.strip(),
            code=self.code if self.recipient is Recipient.CODE else "",
            subjects=tuple(person.subject for person in self.people) if is_people else (),
            parts=self.parts,
            basis=self.basis if self.names_people() else None,
        )

    # ------------------------------------------------------------------ what is said

    def start_again(self) -> None:
        """Forget what was chosen, and stop what runs."""
        self._work.stop()
        self._reset()
        self.changed.emit()

    def begin_with(self, *subjects: RecordId) -> None:
        """Start with the files of some people."""
        self.start_again()
        self.kind = FileKind.PEOPLE
        lines = (self._context.session.overviews.person(subject) for subject in subjects)
        self.people = tuple(line for line in lines if line is not None)
        self._fit_recipient()
        self.changed.emit()

    def set_kind(self, kind: FileKind) -> None:
        """Choose what leaves."""
        self.kind = kind
        self._fit_recipient()
        self._say()

    def add_person(self, person: PersonLine) -> None:
        """Take a person."""
        self.people = (*self.people, person)
        self._say()

    def remove_person(self, subject: RecordId) -> None:
        """Leave a person out."""
        self.people = tuple(person for person in self.people if person.subject != subject)
        self._say()

    def set_part(self, part: FilePart, taken: bool) -> None:
        """Take a part of the files of people, or leave it."""
        self.parts = self.parts | {part} if taken else self.parts - {part}
        self._say()

    def set_recipient(self, recipient: Recipient) -> None:
        """Choose who can open the file."""
        self.recipient = recipient
        self._say()

    def set_recipient_name(self, name: str) -> None:
        """Name who gets a file with a code; kept in the register."""
        self.recipient_name = name
        self.problem = ""

    def set_basis(self, basis: ConsentBasis) -> None:
        """Say which agreement allows it."""
        self.basis = basis
        self._say()

    def go_to_consent(self, subject: RecordId) -> None:
        """Go where the agreement of a person is noted; what was chosen here waits."""
        if self.basis is not None:
            navigator, self._awaited = self._context.navigator, subject
            navigator.open_file(subject, Tab.SITUATION, part="consents", focus=self.basis.value)

    def come_back(self) -> None:
        """Take note that the adviser is back: no way here is needed any more."""
        self._awaited = None

    def _on_published(self, change: Change) -> None:
        """Offer the way back once the agreement is noted."""
        awaited = self._awaited
        if awaited is None or self.basis is None or awaited not in change.subjects:
            return
        if all(line.holds for line in self._exports.consents((awaited,), self.basis)):
            self._awaited = None
            back = partial(self._context.navigator.go, Route(section=Section.EXCHANGE, part="preparer"))
            self._context.messages.say(self.tr("Accord noté"), self.tr("Revenir à l’envoi"), back)

    def draw_code(self) -> None:
        """Draw other words."""
        self.code, self.code_said = self._exports.suggest_code(), False
        self._say()

    def set_code_said(self, said: bool) -> None:
        """Note that the code was written down, to be said."""
        self.code_said = said
        self._say()

    def set_folder(self, folder: Path) -> None:
        """Choose where the file goes."""
        self.folder = folder
        self._say()

    def look_for_places(self) -> None:
        """Look again for the drives that are plugged in; a key is proposed before a folder."""
        known = {place.folder for place in self.places}
        self.places = self._exports.destinations()
        fresh = [place for place in self.places if place.is_removable and place.is_writable]
        if self.folder is None or (self.folder in known and not any(p.folder == self.folder for p in self.places)):
            first = next(iter(fresh), next((place for place in self.places if place.is_writable), None))
            self.folder = first.folder if first is not None else None
        self._say()

    # ------------------------------------------------------------------ steps

    def missing(self) -> str:
        """Return what keeps the person on this step, as a sentence; nothing when she may go on."""
        if self.step is Step.CONTENT and self.kind is FileKind.PEOPLE and not self.people:
            return self.tr("Choisissez au moins une personne.")
        if self.step is Step.RECIPIENT:
            return self._missing_recipient()
        if self.step is Step.CODE and not self.code_said:
            return self.tr("Notez le code, puis cochez la case.")
        if self.step is Step.PLACE and self.folder is None:
            return self.tr("Branchez une clé, ou choisissez un dossier.")
        return ""

    def _missing_recipient(self) -> str:
        if self.recipient is Recipient.CODE and not self.recipient_name.strip():
            return self.tr("Écrivez pour qui est ce fichier\u00a0: le registre le garde.")
        if self.names_people() and self.basis is None:
            return self.tr("Dites quel accord permet cet envoi.")
        without = [line.name for line in self.consents() if not line.holds]
        if without:
            return self.tr(
                "L’accord manque\u00a0: notez-le, puis revenez à Préparer un fichier\u00a0: vos choix attendent. "
                "Ou retirez cette personne de l’envoi."
            )
        return ""

    def go_on(self) -> None:
        """Go to the next step, or make the file at the last one."""
        if self.missing() or self.working:
            return
        self.problem = ""
        if self.step is Step.PLACE:
            self._export()
            return
        if self.step is Step.CONTENT and self.kind is not FileKind.PEOPLE:
            self._count()
            return
        # What needs an agreement is looked at with the recipient.
        self.content = None if self.step is Step.CONTENT else self.content
        self._go_further()

    def _go_further(self) -> None:
        self.step = self._following()
        if self.step is Step.CODE and not self.code:
            self.code = self._exports.suggest_code()
        if self.step is Step.PLACE:
            self.look_for_places()
        self.changed.emit()

    def go_back(self) -> bool:
        """Stop what runs, or go to the former step; return False at the first one."""
        if self.working:
            self._work.stop()
            self.working = ""
            self.changed.emit()
            return True
        if self.step is Step.CONTENT or self.exported is not None:
            return False
        former = Step(self.step - 1)
        self.step = Step.RECIPIENT if former is Step.CODE and self.recipient is not Recipient.CODE else former
        self.problem = ""
        self.changed.emit()
        return True

    def _following(self) -> Step:
        if self.step is Step.RECIPIENT and self.recipient is not Recipient.CODE:
            return Step.PLACE
        return Step(self.step + 1)

    def _count(self) -> None:
        """Look in a job at what the file would hold, then go on."""
        plan = self.plan()
        self._say_working(self.tr("Recherche de ce qui part"))
        self._work.start(lambda pace: self._beside.content(plan, pace), self._on_counted, self._refuse)

    def _on_counted(self, content: ExportContent) -> None:
        self.content, self.working = content, ""
        if content.nothing_new and self.kind is FileKind.NEWS:
            self.problem = self.tr(
                "Vos collègues ont déjà tout reçu, d’après leurs derniers fichiers. Pour leur donner quand même un "
                "fichier, choisissez «\u00a0Tout le travail de l’équipe\u00a0»."
            )
            self.changed.emit()
        else:
            self._go_further()

    def _say_working(self, words: str) -> None:
        self.working = words
        self.changed.emit()

    def _export(self) -> None:
        plan = self.plan()
        self._say_working(self.tr("Recherche de ce qui part"))
        self._work.start(
            lambda pace: self._beside.export(plan, pace), self._on_exported, self._refuse, self._on_too_late
        )

    def _on_told(self, phase: Phase) -> None:
        if self.working and phase is Phase.WRITE:
            self._say_working(self.tr("Écriture du fichier, puis relecture"))

    def _on_exported(self, exported: ExportedExchange) -> None:
        self.working, self.exported = "", exported
        self.changed.emit()

    def _on_too_late(self, exported: ExportedExchange) -> None:
        """Say that the file was made before it could be stopped."""
        say_saved(self._context.messages, self.tr("Le fichier était déjà écrit"), exported.path)

    # ------------------------------------------------------------------ words

    def content_words(self) -> str:
        """Return « 12 dossiers, 34 services, 410 éléments »."""
        content = self.content
        if content is None:
            return typography.count(len(self.people), self.tr("dossier")) if self.kind is FileKind.PEOPLE else ""
        parts = (
            typography.count(content.people, self.tr("dossier")) if content.people else "",
            typography.count(content.services, self.tr("service")) if content.services else "",
            typography.count(content.records, self.tr("élément")) if content.records else "",
        )
        return ", ".join(part for part in parts if part)

    def reader_words(self) -> str:
        """Return « Poste de Claire, Portable de Lucie »."""
        return ", ".join(self.content.readers) if self.content is not None else ""

    def _fit_recipient(self) -> None:
        if self.recipient not in self.recipients():
            self.recipient = self.recipients()[0]

    def _say(self) -> None:
        self.problem = ""
        self.changed.emit()

    def _refuse(self, error: Exception) -> None:
        self.working, self.problem = "", str(error)
        self.changed.emit()
