"""The aids: those that came with the program, those of the structure, and tables of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from mobiconseil.domain import typography
from mobiconseil.domain.advice_records import LocalAid
from mobiconseil.domain.aid import Aid, AidFreshness, aid_freshness
from mobiconseil.domain.french_text import fold
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.actions import Action
from mobiconseil.services.aid_ports import AidImport
from mobiconseil.services.ports import Change
from mobiconseil.ui.context import Context
from mobiconseil.ui.file_model import ActingModel
from mobiconseil.ui.record_model import RecordModel

ALL, LOCAL, CHECK = "all", "local", "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class AidLine:
    """One aid of the list; `state` says « à jour », « supprimée depuis… »."""

    code: str
    name: str
    body: str
    state: str
    local: bool


class AidsViewModel(ActingModel):
    """Lists, adds, verifies, takes away and imports; each change can be undone."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.filter = ""
        self.kind = ALL
        self.code = ""
        self.report: AidImport | None = None
        self.problem = ""

    def concerns(self, change: Change) -> bool:
        """Say whether the change is about local aids."""
        return LocalAid in change.kinds

    # What is shown

    def lines(self) -> tuple[AidLine, ...]:
        """Return the aids that the filter keeps, by name."""
        words = fold(self.filter).split()
        found = [self._line(aid) for aid in self.session.aids.all() if self._wanted(aid)]
        kept = (line for line in found if all(w in fold(f"{line.name} {line.body} {line.state}") for w in words))
        return tuple(sorted(kept, key=lambda line: fold(line.name)))

    def aid(self) -> Aid | None:
        """Return the aid chosen."""
        return next((aid for aid in self.session.aids.all() if aid.code == self.code), None)

    def own(self) -> LocalAid | None:
        """Return the record of the aid chosen, when the structure added it."""
        return next((aid for aid in self.session.aids.local() if aid.code == self.code), None)

    def state(self, aid: Aid) -> str:
        """Return « à jour, vérifiée le 20 nov. 2026 », « à vérifier, lue le … », « supprimée depuis le … »."""
        today = self.today()
        ended = aid.ended_on(today)
        if ended is not None:
            return self.tr("supprimée depuis le {day}").format(day=typography.short_date(ended))
        freshness = aid_freshness(aid, today)
        label = freshness.label.lower()
        words = self.tr("vérifiée le {day}") if freshness is AidFreshness.FRESH else self.tr("lue le {day}")
        on = words.format(day=typography.short_date(aid.verified_on)) if aid.verified_on else ""
        return ", ".join(part for part in (label, on) if part)

    def is_corrected(self, aid: Aid) -> bool:
        """Say whether the team checked or corrected what came with the program."""
        return aid.correction is not None

    def facts(self, aid: Aid) -> tuple[tuple[str, str], ...]:
        """Return what is known of an aid, as labels and sentences."""
        ceiling = f"{typography.money(aid.ceiling)} au plus" if aid.ceiling is not None else ""
        said = (aid.correction.words, *aid.correction.shipped) if aid.correction else ()
        before = self.tr("Oui, avant d’engager la dépense") if aid.ask_before else ""
        sources = ". ".join(
            ", ".join(part for part in (source.title, source.dated, source.url) if part) for source in aid.sources
        )
        found = (
            (self.tr("Montant"), ", ".join(part for part in (aid.amount, ceiling, aid.period) if part)),
            (self.tr("Qui décide"), aid.decided_by),
            (self.tr("À demander avant"), before),
            (self.tr("Papiers"), ", ".join(aid.papers)),
            (self.tr("Conditions"), aid.conditions),
            (self.tr("Cumul"), aid.cumulation),
            (self.tr("Source"), sources),
            (self.tr("Fraîcheur"), f"{self.state(aid)}, {aid.volatility.label}"),
            (self.tr("L’équipe"), ". ".join(said)),
        )
        return tuple((label, typography.tidy(text)) for label, text in found if text)

    def _line(self, aid: Aid) -> AidLine:
        return AidLine(code=aid.code, name=aid.name, body=aid.decided_by, state=self.state(aid), local=aid.local)

    def _wanted(self, aid: Aid) -> bool:
        if self.kind == LOCAL:
            return aid.local
        if self.kind == CHECK:
            return aid.ended_on(self.today()) is None and aid_freshness(aid, self.today()) is not AidFreshness.FRESH
        return True

    # What is done

    def add(self, name: str) -> None:
        """Add a local aid, which is then the one chosen."""
        made: list[LocalAid] = []
        self.attempt_undoable(lambda: made.append(self.session.aids.add(name)), Action.LOCAL_AID_ADDED.label)
        if made:
            self.code, self.filter, self.kind = made[0].code, "", ALL
            self.changed.emit()

    def verify(self) -> None:
        """Note that the aid chosen was checked today, with a way back."""
        if self.code:
            self.attempt_undoable(partial(self.session.aids.check, self.code), Action.AID_VERIFIED.label)

    def put_back(self) -> None:
        """Give the shipped aid back as it came, with a way back."""
        self.attempt_undoable(partial(self.session.aids.put_back, self.code), Action.AID_PUT_BACK.label)

    def remove(self) -> None:
        """Put the local aid chosen in the trash, with a way back."""
        known = self.own()
        if known is not None:
            self.attempt_undoable(partial(self.session.aids.trash, known.id), Action.LOCAL_AID_REMOVED.label)

    # A table

    def read(self, path: Path) -> None:
        """Look at what a table would do; nothing is written."""
        self.report, self.problem = None, ""
        try:
            self.report = self.session.aids.dry_run(path)
        except MobiConseilError as error:
            self.problem = str(error)
        self.changed.emit()

    def apply(self) -> None:
        """Write what the table says, in one go that can be undone in one go."""
        report, self.report = self.report, None
        if report is not None:
            written = len(report.new) + len(report.changed)
            text = typography.count(written, "aide locale importée", "aides locales importées")
            self.attempt_undoable(partial(self.session.aids.apply, report), text)
        self.changed.emit()

    def forget(self) -> None:
        """Leave the table aside."""
        self.report, self.problem = None, ""
        self.changed.emit()

    def model_table(self) -> bytes:
        """Return a table to fill."""
        return self.session.aids.model()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedAid:
    """What the team may correct of an aid that came with the program, as it now stands."""

    id: str
    subject: None = None
    amount: str = ""
    ceiling: int | None = None
    period: str = ""
    decided_by: str = ""
    papers: str = ""
    cumulation: str = ""
    conditions: str = ""
    phone: str = ""
    email: str = ""
    valid_until: date | None = None
    abolished_on: date | None = None


def shipped_aid(aid: Aid) -> ShippedAid:
    """Return what may be corrected of an aid."""
    return ShippedAid(
        id=aid.code,
        amount=aid.amount,
        ceiling=aid.ceiling,
        period=aid.period,
        decided_by=aid.decided_by,
        papers="\n".join(aid.papers),
        cumulation=aid.cumulation,
        conditions=aid.conditions,
        phone=aid.phone,
        email=aid.email,
        valid_until=aid.valid_until,
        abolished_on=aid.abolished_on,
    )


class CorrectionModel(RecordModel):
    """A shipped aid being corrected: each field is written as it is typed, and the aid is then checked today."""

    def __init__(self, context: Context, aid: Aid, parent: QObject | None = None) -> None:
        super().__init__(context, shipped_aid(aid), parent)

    def concerns(self, change: Change) -> bool:
        """Say whether the change is about aids."""
        return LocalAid in change.kinds

    def stored_now(self) -> Any | None:
        """Return the aid as it now stands."""
        return shipped_aid(self.session.aids.aid(self.value("id")))

    def store(self, fields: Mapping[str, object]) -> None:
        """Write some fields. Raises InvalidInput."""
        self.session.aids.correct(self.value("id"), **fields)


class LocalAidModel(RecordModel):
    """The fields of one local aid, written as they are typed."""

    def __init__(self, context: Context, aid: LocalAid, parent: QObject | None = None) -> None:
        super().__init__(context, aid, parent)

    @property
    def local_aid(self) -> LocalAid:
        """Return the aid as typed."""
        known: LocalAid = self.record
        return known

    def stored_now(self) -> Any | None:
        """Return the aid as the base holds it."""
        return self.find(self.session.aids.local())

    def store(self, fields: Mapping[str, object]) -> None:
        """Write some fields. Raises InvalidInput."""
        self.session.aids.change(RecordId(self.local_aid.id), **fields)

    def show_date(self, day: date) -> str:
        """Write a date as in every field."""
        return typography.short_date(day)
