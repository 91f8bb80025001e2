"""What every paper needs besides the file: the structure, the adviser to call, the reference data and the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mobiconseil.domain.french_text import fold
from mobiconseil.domain.reference import Reference
from mobiconseil.domain.team import Adviser, Logo, LogoKind, Structure
from mobiconseil.domain.typography import NBSP, long_date, phone
from mobiconseil.services.papers.common import AdviserContact, Letterhead
from mobiconseil.services.papers.wording import capital, sentence
from mobiconseil.services.ports import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDesk:
    """The desk on which a paper is made, as it stands when it is made."""

    structure: Structure
    logos: tuple[Logo, ...]
    adviser: Adviser
    """Who follows the person."""
    reference: Reference
    clock: Clock

    @property
    def today(self) -> date:
        """Return the day of the paper."""
        return self.clock.today()

    @property
    def date(self) -> str:
        """Return « Vendredi 20 novembre 2026 »."""
        return capital(long_date(self.today))

    def letterhead(self) -> Letterhead:
        """Return the head and foot of every paper."""
        funders = [logo for logo in self.logos if logo.kind is LogoKind.FUNDER]
        own = next((logo.data for logo in self.logos if logo.kind is LogoKind.STRUCTURE), None)
        names = ", ".join(logo.name for logo in funders if logo.name)
        number = phone(self.structure.phone or self.adviser.phone)
        return Letterhead(
            structure=self.structure.name,
            service=self.structure.tagline,
            contact=", ".join(part for part in (self.adviser.name, number) if part),
            logo=own,
            funder_logos=tuple(logo.data for logo in funders),
            funder_sentence=f"Avec le soutien de{NBSP}: {names}." if names else "",
        )

    def contact(self) -> AdviserContact:
        """Return the adviser to call."""
        number = self.adviser.phone or self.structure.phone
        return AdviserContact(
            name=self.adviser.name,
            role=_role(self.adviser.job_title),
            phone=phone(number),
            dialled=number,
            email=self.adviser.email,
            hours=sentence(self.adviser.hours),
        )


def _role(job_title: str) -> str:
    """Return how the person calls her adviser, when the title of the job says it."""
    words = fold(job_title).split()
    if "conseillere" in words:
        return "ma conseillère"
    return "mon conseiller" if "conseiller" in words else ""
