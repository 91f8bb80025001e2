"""What the list of the sieve shows; every text is final."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Figure(StrEnum):
    """What a row counts, in the order of the columns."""

    DISTANCE = "distance"
    DELAY = "delay"
    COST = "cost"
    CO2 = "co2"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """The title of a group: « À vérifier 3 », and why at the right."""

    code: str
    title: str
    count: int
    hint: str = ""
    icon: str
    token: str
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionLine:
    """A service or an aid, as its row says it."""

    key: str
    group: str
    family: str
    family_label: str = ""
    title: str
    subtitle: str = ""
    """The operator, or what is missing, or why it is not possible."""
    tone: str = "text_2"
    """Colour token of the subtitle."""
    stale: str = ""
    """« À revérifier : 7 mois », or nothing when the sheet is fresh."""
    advised: bool = False
    """The rules propose it."""
    kept: bool = False
    discarded: bool = False
    distance: str = ""
    delay: str = ""
    delay_note: str = ""
    """« trop tard »."""
    cost: str = ""
    cost_note: str = ""
    """« par mois »."""
    co2: str = ""

    @property
    def figures(self) -> str:
        """Return the columns on one line, for a narrow window."""
        delay = f"{self.delay} {self.delay_note}".strip()
        cost = f"{self.cost} {self.cost_note}".strip()
        return " · ".join(part for part in (self.distance, delay, cost, self.co2) if part not in ("", "–"))


AnyLine = GroupLine | SolutionLine


def in_full(line: AnyLine) -> str:
    """Return what the row may have cut: its name, then its operator or what is missing."""
    words = (line.title, line.subtitle, line.stale) if isinstance(line, SolutionLine) else (line.title, line.hint)
    return "\n".join(word for word in words if word)


def spoken(line: AnyLine) -> str:
    """Return what a screen reader says of a row."""
    if isinstance(line, GroupLine):
        state = "replié" if line.folded else "déplié"
        return ", ".join(part for part in (f"{line.title}, {line.count}", line.hint, state) if part)
    state = "retenu" if line.kept else "écarté" if line.discarded else ""
    late = f"délai {line.delay} {line.delay_note}".strip() if line.delay not in ("", "–") else ""
    parts = (
        line.title,
        state,
        "préconisé" if line.advised else "",
        line.subtitle,
        line.stale,
        f"distance {line.distance}" if line.distance not in ("", "–") else "",
        late,
        f"coût {line.cost} {line.cost_note}".strip() if line.cost not in ("", "–") else "",
        f"CO₂ {line.co2} par mois, estimé" if line.co2 not in ("", "–") else "",
    )
    return ", ".join(part for part in parts if part)
