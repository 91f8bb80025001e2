"""What stands above the list: the urgent circuit, what is not for now and why, nothing near, an old directory."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.sieve import Postponement
from mobiconseil.domain.typography import NBSP
from mobiconseil.ui.screens.directory.wording import radius_words
from mobiconseil.ui.screens.recommendations.view_model import RecommendationsModel
from mobiconseil.ui.widgets.buttons import LinkButton
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.labels import Icon, IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.notices import Banner
from mobiconseil.ui.widgets.refill import empty

N = TypeVar("N", bound=QWidget)
_ORDER = ("urgent", "guard", "unplaced", "nothing")


class GuardBanner(QFrame):
    """« Pas maintenant, parce que… »: why, what to do first, when to look again. Nothing closes it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "banner")
        self.setProperty("tone", "warn")
        self.setObjectName("guard")
        self._content = Column(gap=8)
        row = Row(self, margins=(15, 10, 15, 11), gap=12)
        row.addWidget(Icon("timer-sand", "warn", 26), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._content, 1)

    def show_deferrals(self, deferrals: Sequence[tuple[Postponement, str, tuple[str, ...]]]) -> None:
        """Show what is put off: the postponement, its reason and its facts as they may be read."""
        empty(self._content)
        said = []
        for postponed, reason, facts in deferrals:
            self._content.addLayout(self._part(postponed, reason, facts))
            said.append(f"{reason} {self._first(postponed)} {postponed.review}")
        put_off = any(not postponed.to_rate for postponed, _, _ in deferrals)
        self.setAccessibleName(self.tr("Pas maintenant, parce que…") if put_off else self.tr("À évaluer d’abord"))
        self.setAccessibleDescription(" ".join(said))

    def _part(self, postponed: Postponement, reason: str, facts: tuple[str, ...]) -> Column:
        part = Column(gap=3)
        names = ", ".join(postponed.names)
        put_off = f"{names}{NBSP}: {reason[:1].lower()}{reason[1:]}" if names else reason
        part.addWidget(Label(put_off, Role.CARD, wrap=True))
        if facts:
            part.addWidget(Label(" · ".join(facts), Role.SECONDARY, wrap=True))
        row = Row(gap=20)
        for icon, text in (
            ("numeric-1-circle-outline", self._first(postponed)),
            ("eye-outline", postponed.review),
        ):
            if text:
                row.addWidget(IconLine(icon, text, "warn", Role.LABEL), 1, Qt.AlignmentFlag.AlignTop)
        part.addLayout(row)
        return part

    def _first(self, postponed: Postponement) -> str:
        return self.tr("D’abord\u00a0: {}").format(", ".join(postponed.first)) if postponed.first else ""


class NothingNear(QFrame):
    """« Rien d’ouvert à moins de 15 km », and what can be done about it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "banner")
        self.setProperty("tone", "info")
        self._title = Label("", Role.LABEL, wrap=True)
        self.widen = LinkButton("", icon="arrow-expand-all")
        self.widen.setObjectName("nothing_widen")
        self.report = LinkButton(self.tr("Signaler un besoin sans solution"), icon="flag-outline")
        self.report.setObjectName("nothing_report")
        self.fill = LinkButton(self.tr("Ouvrir l’annuaire pour y importer des services"), icon="tray-arrow-down")
        self.fill.setObjectName("nothing_fill")
        holder = QWidget()
        acts = FlowLayout(holder, gap=16)
        acts.addWidget(self.widen)
        acts.addWidget(self.report)
        acts.addWidget(self.fill)
        words = Column(gap=0)
        words.addWidget(self._title)
        words.addWidget(holder)
        row = Row(self, margins=(15, 8, 15, 6), gap=10)
        row.addWidget(Icon("map-marker-off-outline", "primary", 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_radius(self, radius_km: float | None, wider_km: float | None, *, blank: bool, waiting: bool) -> None:
        """Say how far nothing was found, and how far one may look; a blank directory is to be filled first.

        Where services wait for an answer about the person, nothing is sure yet: it is not said that nothing is open.
        """
        self.fill.setVisible(blank)
        self.report.setVisible(not blank)
        if blank:
            self._title.setText(self.tr("L’annuaire est vide\u00a0: seules les aides sont passées au tamis"))
        else:
            self._title.setText(self._words(radius_km, waiting=waiting))
        self.widen.setVisible(wider_km is not None and not blank)
        if wider_km is not None:
            self.widen.setText(self.tr("Élargir à {}").format(radius_words(wider_km)))
            self.widen.restyle()
        self.setAccessibleName(self._title.text())

    def _words(self, radius_km: float | None, *, waiting: bool) -> str:
        found = self.tr("Rien d’ouvert à coup sûr") if waiting else self.tr("Rien d’ouvert")
        where = self.tr("dans l’annuaire")
        if radius_km is not None:
            where = self.tr("à moins de {}").format(radius_words(radius_km))
        after = self.tr("\u00a0: des services attendent une réponse") if waiting else ""
        return f"{found} {where}{after}"


class Notices(QWidget):
    """Above the list, the gravest first; each is made for the files that it concerns."""

    def __init__(self, model: RecommendationsModel) -> None:
        super().__init__()
        self._model = model
        self._column = Column(self, gap=10)

    @cached_property
    def urgent(self) -> Banner:
        """Return what is said when the deadline is near."""
        notice = Banner("", tone="danger", icon="alarm-light-outline")
        notice.setObjectName("urgent")
        return self._placed("urgent", notice)

    @cached_property
    def guard(self) -> GuardBanner:
        """Return what is not for now, and why."""
        return self._placed("guard", GuardBanner())

    @cached_property
    def unplaced(self) -> Banner:
        """Return what is said of somebody who lives nobody knows where."""
        notice = Banner(
            self.tr("On ne sait pas où habite la personne"),
            self.tr("Sans sa commune, aucune distance ne se calcule."),
            tone="info",
            action=self.tr("Compléter la situation"),
        )
        notice.action_clicked.connect(self._model.open_situation)
        return self._placed("unplaced", notice)

    @cached_property
    def nothing(self) -> NothingNear:
        """Return what can be done where nothing is near."""
        notice = NothingNear()
        notice.widen.clicked.connect(self._model.widen)
        notice.report.clicked.connect(self._on_report_clicked)
        notice.fill.clicked.connect(self._model.open_whole_directory)
        return self._placed("nothing", notice)

    def _placed(self, name: str, notice: N) -> N:
        before = [known for known in _ORDER[: _ORDER.index(name)] if known in self.__dict__]
        self._column.insertWidget(len(before), notice)
        notice.hide()
        return notice

    def _shown(self, name: str, shown: bool) -> bool:
        """Show a notice or not; return whether it has to be filled."""
        if shown or name in self.__dict__:
            getattr(self, name).setVisible(shown)
        return shown

    @property
    def has_any(self) -> bool:
        """Say whether there is something to read."""
        return any(not getattr(self, name).isHidden() for name in _ORDER if name in self.__dict__)

    def render_model(self) -> None:
        """Show what concerns the person."""
        model, sieve = self._model, self._model.sieve
        self._render_urgent()
        self._render_guard()
        self._shown("unplaced", not sieve.placed)
        if self._shown("nothing", model.nothing_near):
            blank = model.directory_is_blank()
            self.nothing.show_radius(sieve.radius_km, sieve.wider_km, blank=blank, waiting=model.answer_awaited)

    def _render_urgent(self) -> None:
        model, sieve = self._model, self._model.sieve
        if not self._shown("urgent", sieve.urgent) or sieve.deadline is None:
            return
        title = self.tr("Urgent\u00a0: échéance {}").format(typography.relative_days(sieve.deadline, model.today()))
        now = ", ".join(model.immediate)
        first = self.tr("Tout de suite\u00a0: {}. ").format(now) if now else ""
        after = self.tr("Le reste vient ensuite\u202f; la liste dit ce qui arrive trop tard.")
        self.urgent.set_state(title, f"{first}{after}", tone="danger", icon="alarm-light-outline")

    def _render_guard(self) -> None:
        veil = self._model.veil
        shown = [
            (postponed, veil.not_now(postponed), veil.lines(postponed.facts)) for postponed in self._model.deferrals
        ]
        if self._shown("guard", bool(shown)) or "guard" in self.__dict__:
            self.guard.show_deferrals(shown)

    def _on_report_clicked(self) -> None:
        self._model.report_need()
