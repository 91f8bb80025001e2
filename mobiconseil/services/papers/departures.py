"""« Mes départs »: what leaves near a place on a day before an hour, to take away on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from mobiconseil.domain.transit import Departure
from mobiconseil.domain.typography import NBSP, long_date, spoken_hour
from mobiconseil.services.departures import Board
from mobiconseil.services.papers.common import AdviserContact, Letterhead
from mobiconseil.services.papers.desk import PaperDesk
from mobiconseil.services.papers.wording import capital


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureRow:
    """One departure, its texts final."""

    hour: str
    line: str
    stop: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeparturesData:
    """What the paper says."""

    letterhead: Letterhead
    adviser: AdviserContact
    date: str
    subtitle: str
    rows: tuple[DepartureRow, ...] = ()
    warnings: tuple[str, ...] = ()
    nothing: str = ""
    notice: str = ""


def departures_paper(board: Board, desk: PaperDesk, *, place: str, day: date, before: time) -> DeparturesData:
    """Return the paper; `place` is the commune, never a home."""
    when = f"{capital(long_date(day))}, avant {spoken_hour(before)}"
    known = " ".join(f"{validity.network}{NBSP}: {validity.text}." for validity in board.validity)
    return DeparturesData(
        letterhead=desk.letterhead(),
        adviser=desk.contact(),
        date=desk.date,
        subtitle=f"Depuis {place}. {when}." if place else f"{when}.",
        rows=tuple(_row(leaving) for leaving in board.departures),
        warnings=board.warnings,
        nothing="" if board.departures else "Aucun départ connu ce jour-là avant cette heure.",
        notice=f"{known} Horaires relevés le {long_date(desk.today)}{NBSP}: vérifiez avant de partir.".strip(),
    )


def _row(leaving: Departure) -> DepartureRow:
    towards = f"{leaving.line}, vers {leaving.towards}" if leaving.towards else leaving.line
    note = "À réserver avant" if leaving.on_request else ""
    return DepartureRow(hour=leaving.clock, line=towards, stop=leaving.stop, note=note)
