"""Thousands of offers held by columns: a record for each would cost ten times more, a tuple three times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress
from sys import intern

Candidate = tuple[int, int, str, int | None, int, float | None, bytes]
"""An offer in few columns, in this order: number, number of its terms, service of the catalogue, delay in days,
whether its sheet is stale (1), square of its distance in degrees (None without a point), identifier.
What is no service of the directory has a number below zero, and its own key instead of the service of the catalogue
(« aid:faj »)."""


@dataclass(slots=True)
class Offers:
    """The columns of many offers, in the order of `Candidate`."""

    numbers: list[int] = field(default_factory=list)
    terms: list[int] = field(default_factory=list)
    catalogues: list[str] = field(default_factory=list)
    delays: list[int | None] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)
    squares: list[float | None] = field(default_factory=list)
    keys: list[bytes] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, place: int) -> Candidate:
        return (
            self.numbers[place],
            self.terms[place],
            self.catalogues[place],
            self.delays[place],
            self.stale[place],
            self.squares[place],
            self.keys[place],
        )

    def __iter__(self) -> Iterator[Candidate]:
        return zip(
            self.numbers,
            self.terms,
            self.catalogues,
            self.delays,
            self.stale,
            self.squares,
            self.keys,
            strict=True,
        )

    def extend(self, rows: Sequence[Candidate]) -> None:
        """Take in some rows: few at once, so that they are gone before the next ones come."""
        if not rows:
            return
        numbers, terms, catalogues, delays, stale, squares, keys = zip(*rows, strict=True)
        self.numbers += numbers
        self.terms += terms
        self.catalogues += map(intern, catalogues)
        self.delays += delays
        self.stale += stale
        self.squares += squares
        self.keys += keys

    def only(self, taken: Iterable[bool]) -> Offers:
        """Return the offers that are taken."""
        mask = list(taken)
        return Offers(
            list(compress(self.numbers, mask)),
            list(compress(self.terms, mask)),
            list(compress(self.catalogues, mask)),
            list(compress(self.delays, mask)),
            list(compress(self.stale, mask)),
            list(compress(self.squares, mask)),
            list(compress(self.keys, mask)),
        )

    def with_rows(self, rows: Sequence[Candidate]) -> Offers:
        """Return these offers, then those."""
        found = Offers(
            self.numbers[:],
            self.terms[:],
            self.catalogues[:],
            self.delays[:],
            self.stale[:],
            self.squares[:],
            self.keys[:],
        )
        found.extend(rows)
        return found
