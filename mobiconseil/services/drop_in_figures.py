"""What a drop-in day amounts to: counts, lengths, kinds and needs without an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from mobiconseil.domain.advice_records import UnmetNeed
from mobiconseil.domain.drop_in_day import VisitState
from mobiconseil.domain.follow_up import AppointmentState, ContactKind
from mobiconseil.services.drop_in_ports import DayLine


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures:
    """The counts of a day."""

    people: int
    receptions: int
    minutes: int
    booked: int
    """Appointments that were not cancelled."""
    kept: int
    absent: int
    excused: int
    cancelled: int
    unsettled: int
    """Nobody said what became of them."""
    walk_ins: int
    kinds: tuple[tuple[ContactKind, int, int], ...]
    """Kind, how many, minutes in all; the most frequent first."""
    needs: tuple[tuple[str, str, int], ...]
    """Service of the catalogue, code of the reason, how many people."""


def day_figures(lines: Iterable[DayLine], needs: Iterable[UnmetNeed] = ()) -> DayFigures:
    """Return the counts of a day; a reception that nobody ended counts, without any length."""
    visits = [line.visit for line in lines]
    met = [visit for visit in visits if visit.state in {VisitState.SEEN, VisitState.HERE}]
    contacts = [visit.contact for visit in met if visit.contact is not None]
    appointments = [visit.appointment for visit in visits if visit.appointment is not None]
    states = Counter(appointment.state for appointment in appointments)
    kinds = Counter(contact.kind for contact in contacts)
    lengths = {kind: sum(c.duration_min or 0 for c in contacts if c.kind is kind) for kind in kinds}
    asked = {(need.subject, need.service_code, need.reason) for need in needs}
    wanted = Counter((service, reason) for _, service, reason in asked)
    return DayFigures(
        people=len({visit.subject for visit in met}),
        receptions=len(met),
        minutes=sum(lengths.values()),
        booked=len(appointments) - states[AppointmentState.CANCELLED],
        kept=states[AppointmentState.KEPT],
        absent=states[AppointmentState.ABSENT],
        excused=states[AppointmentState.EXCUSED],
        cancelled=states[AppointmentState.CANCELLED],
        unsettled=states[AppointmentState.PLANNED],
        walk_ins=sum(1 for visit in met if visit.is_walk_in),
        kinds=tuple((kind, kinds[kind], lengths[kind]) for kind in sorted(kinds, key=lambda k: (-kinds[k], k.label))),
        needs=tuple((service, reason, wanted[service, reason]) for service, reason in sorted(wanted)),
    )
