"""The paragraphs of the right card: why this result, what the rules say, what the aid says, whom to call."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLayout, QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.typography import NBSP
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.advice_ports import AidFacts, Reason, RowDetail, RuleReason
from mobiconseil.ui.screens.recommendations import wording
from mobiconseil.ui.screens.recommendations.wording import Veil
from mobiconseil.ui.widgets.disclosure import Disclosure
from mobiconseil.ui.widgets.labels import IconLine, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column


def reasons_part(reasons: Sequence[Reason], veil: Veil) -> Column:
    """Return « Pourquoi ce résultat ? »."""
    column = Column(gap=7)
    column.addWidget(Label(_tr("Pourquoi ce résultat\u202f?"), Role.LABEL))
    if not reasons:
        column.addWidget(IconLine("earth", _tr("Aucune condition connue"), "ok", Role.SECONDARY))
    for reason in reasons:
        icon, token = wording.REASON_MARKS.get(reason.holds, wording.REASON_MARKS[TriState.UNKNOWN])
        text = wording.HIDDEN if veil.covers(reason.text) else reason.text
        if reason.holds is TriState.UNKNOWN and reason.missing and reason.missing not in text:
            text = f"{text}{NBSP}: {reason.missing}" if text else reason.missing
        line = IconLine(icon, text, token, Role.SECONDARY)
        line.setAccessibleName(f"{_HOLDS[reason.holds]}{NBSP}: {text}")
        column.addWidget(line)
        if reason.waiver and reason.holds is TriState.NO:
            column.addWidget(IconLine("gavel", _tr("Une dérogation peut être demandée"), "text_2", Role.SECONDARY))
    return column


_HOLDS = {TriState.YES: "Rempli", TriState.NO: "Non rempli", TriState.UNKNOWN: "Inconnu"}


def rules_part(rules: Sequence[RuleReason], veil: Veil, title: str) -> Column:
    """Return the rules that bring the row forward, with the facts that they read."""
    column = Column(gap=7)
    column.addWidget(Label(title, Role.LABEL))
    for rule in rules:
        for widget in rule_lines(rule, veil):
            column.addWidget(widget)
    return column


def rule_lines(rule: RuleReason, veil: Veil) -> list[QWidget]:
    """Return the lines of one rule: its reason, its facts, its guard, its code."""
    facts = veil.lines(rule.facts)
    hidden = veil.on and (rule.sensitive or veil.covers(rule.reason))
    told = rule.reason if rule.fired else rule.label
    reason = wording.HIDDEN if hidden else told or rule.label
    lines: list[QWidget] = [IconLine("star" if rule.fired else "minus-circle-outline", reason, "primary", Role.BODY)]
    if facts and not hidden:
        lines.append(Label(" · ".join(facts), Role.SECONDARY, wrap=True))
    if rule.guard and not hidden:
        lines.append(IconLine("alert-outline", rule.guard, "warn", Role.SECONDARY))
    lines.append(Label(_tr("Règle {}").format(rule.code), Role.HINT, wrap=True))
    return lines


def why_not_part(rules: Sequence[RuleReason], veil: Veil, *, opened: bool) -> QWidget:
    """Return « Pourquoi pas ? », folded unless it was asked."""
    part = Disclosure(_tr("Pourquoi n’est-ce pas préconisé\u202f?"), icon="comment-question-outline")
    for rule in rules:
        for widget in rule_lines(rule, veil):
            part.body.addWidget(widget)
    part.button.setChecked(opened)
    return part


def aid_part(aid: AidFacts) -> Column:
    """Return what the aid says of itself; « demander avant » first."""
    column = Column(gap=6)
    column.addWidget(Label(_tr("L’aide"), Role.LABEL))
    for text in aid.clashes:
        column.addWidget(IconLine("alert-outline", text, "danger", Role.LABEL))
    if aid.ask_before:
        words = _tr("À demander avant d’engager la dépense")
        column.addWidget(IconLine("alert-outline", words, "warn", Role.LABEL))
    if aid.abolished_on is not None:
        words = _tr("Supprimée depuis le {}").format(typography.long_date(aid.abolished_on))
        column.addWidget(IconLine("close-circle-outline", words, "danger", Role.LABEL))
    pairs = (
        ("cash", _tr("Montant\u00a0: {}"), aid.amount),
        ("arrow-collapse-up", _tr("Plafond\u00a0: {}"), aid.ceiling),
        ("calendar-refresh-outline", _tr("Période\u00a0: {}"), aid.period),
        ("account-tie-outline", _tr("Qui décide\u00a0: {}"), aid.decided_by),
        ("file-document-multiple-outline", _tr("Papiers\u00a0: {}"), ", ".join(aid.papers)),
        ("plus-box-multiple-outline", _tr("Cumul\u00a0: {}"), aid.cumulation),
    )
    for icon, words, value in pairs:
        if value:
            column.addWidget(IconLine(icon, words.format(value), "text_2", Role.SECONDARY))
    if aid.team:
        column.addWidget(IconLine("account-check-outline", aid.team, "primary", Role.SECONDARY))
    for line in aid.shipped:
        column.addWidget(Label(line, Role.HINT, wrap=True))
    if aid.valid_until is not None:
        words = _tr("Jusqu’au {}").format(typography.long_date(aid.valid_until))
        column.addWidget(IconLine("calendar-end", words, "text_2", Role.SECONDARY))
    return column


def contact_part(detail: RowDetail) -> Column | None:
    """Return whom to call and when, or None."""
    pairs = (
        ("phone-outline", typography.phone(detail.phone) if detail.phone else "", Role.LABEL),
        ("clock-outline", detail.hours, Role.SECONDARY),
        ("map-marker-outline", detail.address, Role.SECONDARY),
        ("text-box-check-outline", detail.conditions, Role.SECONDARY),
    )
    shown = [pair for pair in pairs if pair[1]]
    if not shown:
        return None
    column = Column(gap=6)
    for icon, text, role in shown:
        column.addWidget(IconLine(icon, text, "text_2", role))
    return column


def cost_part(lines: Sequence[str]) -> Column:
    """Return how the monthly cost was estimated."""
    column = Column(gap=3)
    column.addWidget(Label(_tr("Coût du trajet, estimé"), Role.LABEL))
    for line in lines:
        column.addWidget(Label(line, Role.SECONDARY, wrap=True))
    return column


def source_line(detail: RowDetail) -> Label:
    """Return where this comes from and when it was checked."""
    parts = [_tr("Source\u00a0: {}").format(detail.source)] if detail.source else []
    if detail.verified_on is not None:
        day = typography.short_date(detail.verified_on).split(NBSP, 1)[1]
        parts.append(_tr("vérifié le {}").format(day))
    label = Label(", ".join(parts), Role.SMALL, wrap=True)
    label.setToolTip(detail.source_url)
    return label


def add_part(into: Column, part: QLayout | QWidget, *, ruled: bool = True) -> None:
    """Add a paragraph under a rule."""
    if ruled and into.count():
        into.addWidget(Line())
    if isinstance(part, QWidget):
        into.addWidget(part)
    else:
        into.addLayout(part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Recommendations", text)
