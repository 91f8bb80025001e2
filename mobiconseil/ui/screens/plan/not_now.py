"""« Pas maintenant, parce que… » above the steps: what was asked for and comes later, with what comes first."""

from __future__ import annotations

from dataclasses import dataclass

from mobiconseil.domain import typography
from mobiconseil.domain.plan_balance import because
from mobiconseil.services.files import PersonFile
from mobiconseil.services.papers.advice_papers import concerns, reads_health
from mobiconseil.services.papers.wording import lowered
from mobiconseil.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOff:
    """One thing that is not for now."""

    title: str
    text: str


def put_off(session: Session, file: PersonFile, *, shared: bool) -> tuple[PutOff, ...]:
    """Return what is put off of what the person asked for, kept or planned; kindly when she looks at the screen."""
    names = {service.code: service.name for service in session.reference.services.services}
    told = session.advice.recommendations(file.beneficiary.id)
    found = []
    for deferral in told.deferrals:
        if not concerns(file, deferral):
            continue
        private = reads_health(deferral.firing.rule, session.reference)
        first = () if private and shared else tuple(names.get(code, code) for code in deferral.first)
        why = deferral.kind_reason if shared else _sentence(because(deferral.reason))
        sentences = (
            why,
            f"D’abord{typography.NBSP}: {', '.join(first)}." if first else "",
            deferral.review,
        )
        what = ", ".join(names.get(code, code) for code in deferral.services[:1])
        found.append(
            PutOff(title=f"Pas maintenant{typography.NBSP}: {what}", text=" ".join(part for part in sentences if part))
        )
    for pending in told.pending:
        if concerns(file, pending) and not (shared and pending.sensitive):
            items = ", ".join(lowered(label) for label in pending.to_rate)
            title = f"À évaluer d’abord{typography.NBSP}: {pending.about or pending.rule.label}"
            found.append(
                PutOff(title=title, text=f"Avant toute inscription ou dépense, noter{typography.NBSP}: {items}.")
            )
    return tuple(found)


def _sentence(words: str) -> str:
    """Return words as a sentence; what follows keeps its capitals."""
    return f"{words[:1].upper()}{words[1:]}."
