"""Builds the plan for the person, the professional plan and the prescriber's summary from a file."""

from __future__ import annotations

from datetime import date

from mobiconseil.domain.plan import OPEN_STEPS_LIMIT, Step, StepHorizon, StepState
from mobiconseil.domain.profile import Point, points_to_work_on, supports
from mobiconseil.domain.situation import Consent as ConsentRecord
from mobiconseil.domain.situation import ConsentKind, Status, StatusSource
from mobiconseil.domain.typography import NBSP, count, long_date, phone, quote
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.files import PersonFile
from mobiconseil.services.papers.advice_papers import PaperAdvice, not_now, not_now_kindly, step_reason
from mobiconseil.services.papers.common import Consent
from mobiconseil.services.papers.desk import PaperDesk
from mobiconseil.services.papers.plan_maps import PlanMaps, plan_map
from mobiconseil.services.papers.plans import (
    PersonPlanData,
    PersonStep,
    PrescriberSummaryData,
    ProfessionalPlanData,
    ProfessionalStep,
    Recommendation,
)
from mobiconseil.services.papers.wording import (
    first_person,
    goal_parts,
    later_line,
    next_appointment,
    said_by_person,
    sentence,
    step_moment,
)

_POINTS_SHOWN = 6
"""Beyond six sentences a list of strengths is no longer read."""


class SharingRefused(MobiConseilError):
    """The person has not agreed that her prescriber be told."""


def person_plan(
    file: PersonFile,
    desk: PaperDesk,
    *,
    with_name: bool,
    maps: PlanMaps | None = None,
    advice: PaperAdvice | None = None,
) -> PersonPlanData:
    """Return the plan in the person's words: five steps at most, no status, no barrier, no private note."""
    person, plan = file.beneficiary, file.plan
    aim = (plan.goal if plan else "") or person.project or person.request or "à écrire ensemble"
    goal, strong = goal_parts(aim, person.deadline_on, desk.today)
    steps = _shown(file.steps)
    return PersonPlanData(
        letterhead=desk.letterhead(),
        date=desk.date,
        adviser=desk.contact(),
        person_name=person.plain_name if with_name else "",
        goal=goal,
        goal_strong=strong,
        steps=tuple(_person_step(step, file, desk.today) for step in steps),
        appointment=next_appointment(file.appointments, desk.clock),
        later=tuple(later_line(step) for step in file.steps if _comes_later(step)),
        not_now=not_now_kindly(file, advice or PaperAdvice(), desk),
        made_at=f"Plan fait ensemble à {plan.place}." if plan and plan.place else "Plan fait ensemble.",
        trip_map=plan_map(file, steps, maps, hide_home=not with_name) if maps else None,
    )


def professional_plan(
    file: PersonFile,
    desk: PaperDesk,
    *,
    with_name: bool,
    maps: PlanMaps | None = None,
    advice: PaperAdvice | None = None,
) -> ProfessionalPlanData:
    """Return the plan as professionals follow it; sensitive statuses, private notes and the exact home stay out."""
    person, plan = file.beneficiary, file.plan
    now = tuple(step for step in file.steps if step.horizon is not StepHorizon.LATER and not step.is_blank)
    told = advice or PaperAdvice()
    return ProfessionalPlanData(
        letterhead=desk.letterhead(),
        date=desk.date,
        adviser=desk.contact(),
        file_code=person.code,
        person_name=person.plain_name if with_name else "",
        prescriber=_prescriber(file) if with_name else "",
        goal=sentence(plan.goal) if plan else "",
        expressed_demand=quote(sentence(person.request)) if person.request else "",
        analysed_need=sentence(person.analysed_need),
        steps=tuple(_professional_step(step, desk, told) for step in now),
        later=tuple(sentence(later_line(step)) for step in file.steps if _comes_later(step)),
        not_now=not_now(file, told, desk),
        appointment=next_appointment(file.appointments, desk.clock),
        statuses=tuple(text for status in file.statuses if (text := _status(status, file, desk))),
        consent=_consent(file).sentence,
        trip_map=plan_map(file, now, maps, hide_home=True) if maps else None,
    )


def prescriber_summary(
    file: PersonFile, desk: PaperDesk, *, with_name: bool, advice: PaperAdvice | None = None
) -> PrescriberSummaryData:
    """Return what goes back to the prescriber, never health. Raises SharingRefused without the person's agreement."""
    person = file.beneficiary
    agreement, told = _consent(file), advice or PaperAdvice()
    if not agreement.granted:
        raise SharingRefused(
            "La personne n’a pas donné son accord pour ce partage : la synthèse n’a pas été faite. Rien n’a été "
            "modifié. Si elle est d’accord, notez-le dans Statuts et accords, puis recommencez."
        )
    latest = file.latest_assessment
    ratings = file.ratings_of(latest) if latest else ()
    grid = desk.reference.grid
    return PrescriberSummaryData(
        letterhead=desk.letterhead(),
        date=desk.date,
        adviser=desk.contact(),
        consent=agreement,
        prescriber=_prescriber(file),
        file_code=person.code,
        person_name=person.plain_name if with_name else "",
        request=quote(sentence(person.request)) if person.request else "",
        strengths=_sentences(supports(grid, ratings, person.civility)),
        to_work_on=_sentences(points_to_work_on(grid, ratings, person.civility)),
        recommendations=tuple(
            _recommendation(step, desk, told)
            for step in file.steps
            if step.state is not StepState.DROPPED and not step.is_blank
        ),
        not_now=not_now(file, told, desk, every=False),
        appointment=next_appointment(file.appointments, desk.clock),
    )


def _shown(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the steps of the sheet in their order: those to do first, then those done while there is room."""
    now = [step for step in steps if step.horizon is StepHorizon.NOW and not step.is_blank]
    todo = [step for step in now if step.state.is_open][:OPEN_STEPS_LIMIT]
    done = [step for step in now if step.state is StepState.DONE]
    room = OPEN_STEPS_LIMIT - len(todo)
    kept = {step.id for step in (*todo, *(done[-room:] if room else ()))}
    return tuple(step for step in now if step.id in kept)


def _comes_later(step: Step) -> bool:
    return step.horizon is StepHorizon.LATER and step.state.is_open and not step.is_blank


def _person_step(step: Step, file: PersonFile, today: date) -> PersonStep:
    return PersonStep(
        title=first_person(step.title),
        who=said_by_person(step.who, file.beneficiary),
        where=sentence(step.place),
        phone=phone(step.phone) if step.phone else "",
        papers=sentence(step.papers),
        when=step_moment(step, today),
        done=step.state is StepState.DONE,
    )


def _professional_step(step: Step, desk: PaperDesk, advice: PaperAdvice) -> ProfessionalStep:
    return ProfessionalStep(
        title=step.title.strip().rstrip("."),
        who=step.who,
        service=_service(step, desk),
        place=step.place,
        phone=phone(step.phone) if step.phone else "",
        papers=step.papers,
        due=_due(step),
        state=step.state.label,
        unavailability=_unavailability(step, desk),
        cost=step.cost,
        origin=step.origin.label.lower(),
        note=step.note,
        reason=step_reason(step, advice),
    )


def _recommendation(step: Step, desk: PaperDesk, advice: PaperAdvice) -> Recommendation:
    later = step.horizon is StepHorizon.LATER and step.state.is_open
    return Recommendation(
        title=step.title.strip().rstrip("."),
        reason=step_reason(step, advice),
        detail=", ".join(part for part in (_service(step, desk), step.place) if part),
        due=_due(step),
        state="Plus tard" if later else step.state.label,
    )


def _due(step: Step) -> str:
    return long_date(step.due_on) if step.due_on else step.when_text


def _service(step: Step, desk: PaperDesk) -> str:
    if not step.service_code:
        return ""
    try:
        return desk.reference.service(step.service_code).name
    except KeyError:
        return ""


def _unavailability(step: Step, desk: PaperDesk) -> str:
    if not step.unavailability:
        return ""
    try:
        label = desk.reference.unavailability_kind(step.unavailability).label
    except KeyError:
        label = f"valeur inconnue ({step.unavailability})"
    delay = f"{count(step.unavailability_days, 'jour')} d’attente" if step.unavailability_days else ""
    detail = ", ".join(part for part in (step.unavailability_detail.strip().rstrip("."), delay) if part)
    return f"{label}{NBSP}: {detail}." if detail else f"{label}."


def _status(status: Status, file: PersonFile, desk: PaperDesk) -> str:
    try:
        kind = desk.reference.status(status.code)
    except KeyError:
        return ""
    if kind.sensitive or status.holds_on(desk.today) is not TriState.YES:
        return ""
    since = f", depuis le {long_date(status.start_on)}" if status.start_on else ""
    proof = "" if status.source is StatusSource.DECLARED else f" ({status.source.label.lower()})"
    return f"{kind.agreed(file.beneficiary.civility)}{since}{proof}"


def _prescriber(file: PersonFile) -> str:
    person = file.beneficiary
    kind = person.prescriber_kind
    structure = person.prescriber_structure or (kind.label if kind.value and kind.is_known else "")
    return ", ".join(part for part in (structure, person.prescriber_name) if part)


def _consent(file: PersonFile) -> Consent:
    known = file.consent(ConsentKind.SHARE_PRESCRIBER)
    if known is None or not known.holds:
        return Consent(granted=False, sentence=_not_agreed(known))
    on = f" le {long_date(known.given_on)}" if known.given_on else ""
    how = f" ({known.channel.manner})" if known.channel.manner else ""
    return Consent(granted=True, sentence=f"Accord pour le partage avec le prescripteur, donné{on}{how}.")


def _not_agreed(known: ConsentRecord | None) -> str:
    """Return why nothing is shared: nobody asked yet, she said no, or she took her agreement back."""
    if known is None or known.value is TriState.UNKNOWN:
        return "Accord pour le partage avec le prescripteur\u00a0: pas encore demandé."
    if known.value is TriState.YES and known.withdrawn_on is not None:
        return f"Accord pour le partage avec le prescripteur\u00a0: retiré le {long_date(known.withdrawn_on)}."
    return "Pas d’accord pour le partage avec le prescripteur."


def _sentences(points: tuple[Point, ...]) -> tuple[str, ...]:
    return tuple(sentence(point.text) for point in points if not point.sensitive)[:_POINTS_SHOWN]
