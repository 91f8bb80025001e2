"""The card that saves what can be of a damaged base, and says what is in the new one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from mobiconseil.ui.screens.lock.salvage_view_model import SalvageViewModel
from mobiconseil.ui.widgets.announce import announce
from mobiconseil.ui.widgets.buttons import Button, Height, Kind, LinkButton
from mobiconseil.ui.widgets.gate_card import GateCard
from mobiconseil.ui.widgets.indicators import ProgressBar
from mobiconseil.ui.widgets.labels import IconLine, Label, Role


class SalvageCard(GateCard):
    """Before: what will be done. After: what was saved, what is missing, what to do."""

    back = Signal()

    def __init__(self, model: SalvageViewModel, subtitle: str) -> None:
        super().__init__(self.tr("Récupérer ce qui peut l’être"), subtitle, width=600)
        self._model, self._was_told = model, False
        self.explain = Label(
            self.tr(
                "Une partie de la base ne peut plus être lue. MobiConseil va lire le reste page par page et le copier "
                "dans une base neuve. La base abîmée n’est pas modifiée\u00a0: rien de plus ne peut être perdu. "
                "Comptez une minute pour mille dossiers."
            ),
            wrap=True,
        )
        self.bar = ProgressBar(self.tr("Récupération"))
        self.progress = Label("", Role.SECONDARY)
        self.kinds = Label("", Role.SECONDARY, wrap=True)
        self.advice = Label("", wrap=True)
        self.error = IconLine("alert-circle-outline", "", "danger", Role.ERROR)
        self.go = Button(self.tr("Récupérer"), Kind.PRIMARY, height=Height.TALL)
        self.link = LinkButton(self.tr("Retour"), icon="arrow-left")
        for widget in (self.explain, self.bar, self.progress, self.kinds, self.advice, self.error, self.go):
            self.body.addWidget(widget)
        self.body.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self.go.clicked.connect(self._on_go)
        self.link.clicked.connect(self.back)
        model.changed.connect(self.render_model)
        self.render_model()

    def render_model(self) -> None:
        """Show how far the salvage is, or what it found."""
        model, report = self._model, self._model.report
        self.bar.setVisible(model.busy)
        self.progress.setVisible(model.busy)
        self.bar.set_progress(model.done, 100)
        self.progress.setText(model.progress)
        self.go.setEnabled(not model.busy)
        self.link.setEnabled(not model.busy)
        self.error.set_text(model.error)
        self.error.setVisible(bool(model.error))
        self.explain.setVisible(report is None)
        self.kinds.setVisible(report is not None)
        self.advice.setVisible(report is not None)
        if report is None:
            return
        self.title.setText(report.title)
        self.setAccessibleName(report.title)
        self.kinds.setText(" · ".join(report.lines))
        self.advice.setText("\n".join(report.advice))
        self.go.setText(self.tr("Travailler avec ce qui est récupéré"))
        if not self._was_told:
            self._was_told = True
            announce(self.go, report.title, urgent=True)
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Put the focus on the button."""
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_go(self) -> None:
        if self._model.report is None:
            self._model.start()
        else:
            self._model.take()
