"""`mobiconseil check-rules`: what the rules and the aids say of written cases, and what differs from the expected."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from mobiconseil.cli.case_file import CaseFile, read_cases
from mobiconseil.cli.french import command
from mobiconseil.domain.aid import Aid
from mobiconseil.domain.conditions import UsedFact
from mobiconseil.domain.eligibility import Judgement
from mobiconseil.domain.plan_balance import because
from mobiconseil.domain.recommendation import Deferral, Firing, Pending, Proposal, RuleBook
from mobiconseil.domain.reference import Reference
from mobiconseil.domain.typography import NBSP, count
from mobiconseil.domain.written_case import CheckedCase, check_case, said
from mobiconseil.errors import InvalidInput
from mobiconseil.reference import load_reference, with_rule_file
from mobiconseil.services.clock import SystemClock
from mobiconseil.services.examined_aids import pays_for

_DIFFERENT = 1


@command("check-rules", help="Dit ce que les règles et les aides répondent à des situations écrites en YAML.")
@click.argument("file", metavar="FICHIER", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--rules",
    "own",
    metavar="FICHIER",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Règles de la structure (TOML), à ajouter aux règles fournies.",
)
@click.option("--today", metavar="AAAA-MM-JJ", help="Jour de la vérification\u00a0; aujourd’hui par défaut.")
@click.option("--json", "as_json", is_flag=True, help="Répondre en JSON.")
def check_rules(file: Path, *, own: Path | None, today: str | None, as_json: bool) -> int:
    """Print what is said of each case; return 1 when one differs from what it expects. Raises InvalidInput."""
    reference = load_reference()
    book = with_rule_file(reference, own) if own else reference.rules
    day = _day(today, reference.aids.aids)
    read = read_cases(file, reference, [question.code for question in reference.questions.questions])
    checked = tuple(
        check_case(
            case,
            book=book,
            grid=reference.grid,
            kinds=reference.statuses.kinds,
            aids=reference.aids.aids,
            today=day,
        )
        for case in read.cases
    )
    if as_json:
        click.echo(json.dumps(_as_data(read, checked, book, reference, day), ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join([*(_text(each, reference) for each in checked), _ending(read, checked)]))
    return _DIFFERENT if any(each.differences for each in checked) else 0


def _day(today: str | None, aids: Iterable[Aid]) -> date:
    """Return the day that is asked for, or today; a clock that is behind the data does not bring back old aids."""
    if today is None:
        return max(SystemClock().today(), *(aid.verified_on for aid in aids if aid.verified_on is not None))
    try:
        return date.fromisoformat(today)
    except ValueError as error:
        raise InvalidInput(f"Ce jour n’est pas écrit AAAA-MM-JJ{NBSP}: {today}. Rien n’a été fait.") from error


def _as_data(
    read: CaseFile, checked: Iterable[CheckedCase], book: RuleBook, reference: Reference, day: date
) -> dict[str, Any]:
    cases = [_case_data(each, reference) for each in checked]
    return {
        "rules": book.provenance.version,
        "today": day.isoformat(),
        "cases": cases,
        "remarks": list(read.remarks),
        "differences": sum(len(case["differences"]) for case in cases),
    }


def _case_data(checked: CheckedCase, reference: Reference) -> dict[str, Any]:
    case, found = checked.case, checked.recommendations
    suggested = {aid.code: [firing.rule.code for firing in aid.firings] for aid in found.aids}
    put_off = {code: each.firing.rule.code for each in found.deferrals for code in each.services}
    return {
        "code": case.code,
        "name": case.name,
        "age": case.age,
        "distance_km": case.distance_km,
        "rules": [_firing_data(firing) for firing in found.firings],
        "services": list(found.services),
        "proposals": [_proposal_data(proposal, reference) for proposal in found.proposals],
        "deferred": [_deferral_data(deferral) for deferral in found.deferrals],
        "to_rate": [_pending_data(pending) for pending in found.pending],
        "advice": [{"text": each.text, "rules": [f.rule.code for f in each.firings]} for each in found.advice],
        "aids": [
            _aid_data(
                aid,
                judgement,
                suggested.get(aid.code, []),
                sorted({put_off[c] for c in pays_for(aid) & put_off.keys()}),
            )
            for aid, judgement in checked.aids
        ],
        "differences": list(checked.differences),
    }


def _firing_data(firing: Firing) -> dict[str, Any]:
    rule = firing.rule
    return {
        "code": rule.code,
        "label": rule.label,
        "when": rule.when_text,
        "reason": rule.reason,
        "guard": rule.guard,
        "facts": [_fact_data(fact) for fact in firing.facts],
    }


def _fact_data(fact: UsedFact) -> dict[str, Any]:
    return {"code": fact.code, "text": fact.text, "value": fact.value}


def _proposal_data(proposal: Proposal, reference: Reference) -> dict[str, Any]:
    return {
        "service": proposal.service,
        "name": reference.service(proposal.service).name,
        "level": proposal.level.value,
        "immediate": proposal.immediate,
        "after": list(proposal.after),
        "deferred": proposal.deferred is not None,
        "rules": [firing.rule.code for firing in proposal.firings],
        "reasons": [firing.rule.reason for firing in proposal.firings],
    }


def _deferral_data(deferral: Deferral) -> dict[str, Any]:
    return {
        "rule": deferral.firing.rule.code,
        "services": list(deferral.services),
        "reason": deferral.reason,
        "for_the_person": deferral.kind_reason,
        "first": list(deferral.first),
        "advice": list(deferral.advice),
        "review": deferral.review,
        "review_days": deferral.review_days,
    }


def _pending_data(pending: Pending) -> dict[str, Any]:
    return {
        "rule": pending.rule.code,
        "services": list(pending.services),
        "about": pending.about,
        "items": [fact.code for fact in pending.facts],
        "labels": list(pending.to_rate),
    }


def _aid_data(aid: Aid, judgement: Judgement, rules: list[str], deferred: list[str]) -> dict[str, Any]:
    return {
        "code": aid.code,
        "name": aid.name,
        "verdict": judgement.verdict.value,
        "criterion": judgement.reason,
        "missing": [result.missing or result.text for result in judgement.missing],
        "failing": [result.text for result in judgement.failing],
        "rules": rules,
        "deferred": deferred,
    }


def _text(checked: CheckedCase, reference: Reference) -> str:
    case, found = checked.case, checked.recommendations
    lines = [f"{case.code}{NBSP}: {case.name}" if case.name else case.code]
    lines += _block("Règles", (_firing_text(firing) for firing in found.firings))
    now = (each for each in found.proposals if each.service in found.services)
    lines += _block("Services proposés", (_proposal_text(each, reference) for each in now))
    lines += _block("Pas maintenant", (_deferral_text(deferral, reference) for deferral in found.deferrals))
    lines += _block("À évaluer d’abord", (_pending_text(pending, reference) for pending in found.pending))
    lines += _block("Conseils", (advice.text for advice in found.advice))
    lines += _block("Aides", (f"{aid.code}{NBSP}: {j.verdict.value}. {j.reason}" for aid, j in checked.aids))
    lines += _block("Écarts", checked.differences)
    return "\n".join(lines)


def _block(title: str, lines: Iterable[str]) -> list[str]:
    shown = [f"    {line}" for line in lines]
    return [f"  {title}", *shown] if shown else []


def _firing_text(firing: Firing) -> str:
    return f"{firing.rule.code}  {firing.rule.label} ({said(firing.facts)})"


def _proposal_text(proposal: Proposal, reference: Reference) -> str:
    rules = ", ".join(firing.rule.code for firing in proposal.firings)
    return f"{proposal.service}  {reference.service(proposal.service).name} ({rules})"


def _deferral_text(deferral: Deferral, reference: Reference) -> str:
    names = ", ".join(f"{code} {reference.service(code).name}" for code in deferral.services)
    first = ", ".join((*deferral.first, *deferral.advice))
    before = f" D’abord{NBSP}: {first.rstrip('.')}." if first else ""
    return f"{names}, {because(deferral.reason)}.{before} {deferral.review}"


def _pending_text(pending: Pending, reference: Reference) -> str:
    names = pending.about or ", ".join(reference.service(code).name for code in pending.services)
    return f"{names}{NBSP}: {', '.join(pending.to_rate)} ({pending.rule.code})"


def _ending(read: CaseFile, checked: Iterable[CheckedCase]) -> str:
    cases = tuple(checked)
    different = sum(bool(each.differences) for each in cases)
    ending = f"{count(len(cases), 'situation')}, " + (
        f"{different} avec des écarts." if different else "aucun écart avec ce qui est attendu."
    )
    return "\n".join([*read.remarks, ending])
