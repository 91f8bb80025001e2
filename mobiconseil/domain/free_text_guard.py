"""Gentle warnings about what should not be written in a free text: numbers of people, health, justice, beliefs.

Nothing is ever blocked: the adviser decides. The words are reference data and come in as an argument.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from mobiconseil.domain.catalogues import Provenance
from mobiconseil.domain.french_text import fold


class WarningKind(StrEnum):
    """What a warning is about."""

    NIR = "nir"
    CARD = "card"
    LONG_NUMBER = "long_number"
    HEALTH = "health"
    JUSTICE = "justice"
    RELIGION = "religion"
    OPINION = "opinion"
    ORIGIN = "origin"
    INTIMACY = "intimacy"

    @property
    def label(self) -> str:
        """Return the French label."""
        return _LABELS[self]


_LABELS = {
    WarningKind.NIR: "Numéro de sécurité sociale",
    WarningKind.CARD: "Numéro de carte bancaire",
    WarningKind.LONG_NUMBER: "Numéro très long",
    WarningKind.HEALTH: "Santé",
    WarningKind.JUSTICE: "Justice",
    WarningKind.RELIGION: "Religion",
    WarningKind.OPINION: "Opinion",
    WarningKind.ORIGIN: "Origine",
    WarningKind.INTIMACY: "Vie intime",
}

_NUMBER_SENTENCES = {
    WarningKind.NIR: "Ce nombre ressemble à un numéro de sécurité sociale. Effacez-le\u00a0: il ne sert jamais ici.",
    WarningKind.CARD: "Ce nombre ressemble à un numéro de carte bancaire. Effacez-le\u00a0: il ne sert jamais ici.",
    WarningKind.LONG_NUMBER: "Ce nombre est très long. Si c’est le numéro d’une personne, effacez-le.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitiveTopic:
    """Words of one kind; `*` ends a word that may go on; `allowed` phrases (places, bodies) raise no warning."""

    kind: WarningKind
    sentence: str
    words: tuple[str, ...]
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitiveWords:
    """The topics to look for, and where they come from."""

    topics: tuple[SensitiveTopic, ...]
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning_:  # noqa: N801 — Warning is a builtin
    """A place of the text to look at again: `text[start:end]` is `excerpt`."""

    kind: WarningKind
    start: int
    end: int
    excerpt: str
    sentence: str


_RUN = re.compile(r"(?<!\d)\d(?:[ \u00a0\u202f.-]?\d){12,}(?!\d)", re.ASCII)
_CORSICAN_NIR = re.compile(r"(?<!\w)[12] ?\d{2} ?\d{2} ?2[AaBb] ?\d{3} ?\d{3}(?: ?\d{2})?(?!\w)", re.ASCII)
_FOUR_GROUPS = re.compile(r"(?<!\d)(?<!\d[ .-])\d{4}(?:[ \u00a0\u202f.-]\d{4}){3}(?!\d)", re.ASCII)
_NIR = re.compile(r"[1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)\d{8}(?:\d{2})?", re.ASCII)
_CARD = re.compile(r"3[47]\d{13}|3[068]\d{12}|[2456]\d{15}", re.ASCII)
_DATE = re.compile(r"(?<!\d)(?:\d{1,2}[ .-]\d{1,2}[ .-](?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})(?!\d)", re.ASCII)
_PHONE = re.compile(r"(?<!\d)0[1-9](?:[ \u00a0\u202f.-]?\d{2}){4}(?!\d)", re.ASCII)
_COMPANY = re.compile(r"(?:siret|siren|rna|iban|rib|facture|dossier)\W{0,4}(?:n\W{0,3})?$", re.IGNORECASE)
_ENDINGS = "(?:(?<=e)es?|e?s|x)?"  # plural, and « ée » of a folded « é »
_IBAN_START = re.compile(r"[A-Za-z]{2}$")


def inspect(text: str, words: SensitiveWords) -> tuple[Warning_, ...]:
    """Return what looks like it should not be written, in the order of the text; never a refusal."""
    found = [*_numbers(text), *_words(text, words)]
    kept: list[Warning_] = []
    for warning in sorted(found, key=lambda w: (w.start, -w.end)):
        if not kept or warning.start >= kept[-1].end:
            kept.append(warning)
    return tuple(kept)


def _numbers(text: str) -> Iterator[Warning_]:
    """Yield the numbers that may identify a person or a bank card."""
    for match in _CORSICAN_NIR.finditer(text):
        yield _warning(text, WarningKind.NIR, match.span(), _NUMBER_SENTENCES[WarningKind.NIR])
    for match in _FOUR_GROUPS.finditer(text):
        if _is_card(_digits(match[0])) and not _IBAN_START.search(text[: match.start()]):
            yield _warning(text, WarningKind.CARD, match.span(), _NUMBER_SENTENCES[WarningKind.CARD])
    for match in _RUN.finditer(text):
        kind = _kind_of_run(match[0], text[: match.start()])
        if kind is not None:
            yield _warning(text, kind, match.span(), _NUMBER_SENTENCES[kind])


def _kind_of_run(run: str, before: str) -> WarningKind | None:
    """Return what 13 digits or more in a row look like; None for phones, dates, bank and company numbers."""
    digits = _digits(run)
    if before.endswith("+") or digits.startswith("00") or _IBAN_START.search(before) or _COMPANY.search(before[-20:]):
        return None
    if _DATE.match(run) or (run.startswith("0") and _PHONE.match(run)):
        return None
    if _is_card(digits):
        return WarningKind.CARD
    if _NIR.fullmatch(digits):
        return WarningKind.NIR
    is_company = len(digits) == 14 and _luhn(digits)
    if len(digits) > 15 or is_company or _PHONE.search(run) or _DATE.search(run):
        return None
    return WarningKind.LONG_NUMBER


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _is_card(digits: str) -> bool:
    return _CARD.fullmatch(digits) is not None and _luhn(digits)


def _luhn(digits: str) -> bool:
    """Say whether the last digit is the Luhn check of the others, as on bank cards."""
    doubled = (2 * int(c) if index % 2 else int(c) for index, c in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _words(text: str, words: SensitiveWords) -> Iterator[Warning_]:
    """Yield the words of the topics, outside of the allowed phrases."""
    folded, positions = _fold_in_place(text)
    for topic in words.topics:
        wanted, allowed = _patterns(topic)
        free = [match.span() for match in allowed.finditer(folded)] if allowed else []
        for match in wanted.finditer(folded):
            start, end = match.span()
            if not any(start < stop and begin < end for begin, stop in free):
                yield _warning(text, topic.kind, (positions[start], positions[end - 1] + 1), topic.sentence)


def _fold_in_place(text: str) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its characters the position it comes from."""
    folded: list[str] = []
    positions: list[int] = []
    for position, character in enumerate(text):
        for kept in fold(character) or ("" if _is_mark(character) else " "):
            folded.append(kept)
            positions.append(position)
    return "".join(folded), positions


def _is_mark(character: str) -> bool:
    """Say whether `character` only modifies the former one, as accents typed apart do."""
    return (not character.isspace() and not character.isprintable()) or "\u0300" <= character <= "\u036f"


@lru_cache(maxsize=64)
def _patterns(topic: SensitiveTopic) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """Return the expressions of the words and of the allowed phrases of a topic."""
    return _alternatives(topic.words), _alternatives(topic.allowed) if topic.allowed else None


def _alternatives(phrases: tuple[str, ...]) -> re.Pattern[str]:
    parts = sorted({_expression(phrase) for phrase in phrases}, key=lambda part: (-len(part), part))
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(parts)})(?![a-z0-9])")


def _expression(phrase: str) -> str:
    """Return the expression of a phrase: each word in the plural too, `*` for any ending."""
    words = fold(phrase).split()
    return " +".join(re.escape(w[:-1]) + "[a-z]*" if w.endswith("*") else re.escape(w) + _ENDINGS for w in words)


def _warning(text: str, kind: WarningKind, span: tuple[int, int], sentence: str) -> Warning_:
    start, end = span
    return Warning_(kind=kind, start=start, end=end, excerpt=text[start:end], sentence=sentence)
