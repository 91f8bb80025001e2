"""The trees of a damaged file: which pages belong to which table, and which readable pages hang from nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from mobiconseil.db.salvage.cells import INTERIOR, LEAF, Node, Value, node
from mobiconseil.db.salvage.pages import Pages

_SCHEMA_COLUMNS = 5
_SCHEMA_KINDS = {"table", "index", "view", "trigger"}
_ROWS = {LEAF}

Row = tuple[int, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Tree:
    """The pages of one table or of one index."""

    leaves: tuple[int, ...]
    """Pages that hold rows or entries."""
    is_whole: bool
    """False when one of its pages, or the way to it, cannot be read."""


@dataclass(slots=True)
class Forest:
    """All the pages of a file, sorted."""

    pages: Pages
    kinds: dict[int, int] = field(default_factory=dict)
    below: dict[int, tuple[int, ...]] = field(default_factory=dict)
    damaged: list[int] = field(default_factory=list)
    roots: dict[str, int] = field(default_factory=dict)
    """First page of each table and index that the file still names."""

    def rows(self, number: int) -> Iterator[Row | None]:
        """Yield the rows or the entries of a page, None for each that cannot be read."""
        found = self._node(number)
        if found is not None:
            yield from found.records(self.pages.read)

    def tree(self, root: int) -> Tree:
        """Return the pages reached from a root."""
        leaves: list[int] = []
        seen: set[int] = set()
        whole, waiting = True, [root]
        while waiting:
            number = waiting.pop()
            kind = self.kinds.get(number)
            if kind is None or number in seen:
                whole = False
                continue
            seen.add(number)
            if kind != INTERIOR:
                leaves.append(number)
            waiting.extend(reversed(self.below.get(number, ())))
        return Tree(tuple(leaves), whole)

    def _node(self, number: int) -> Node | None:
        return node(self.pages.read(number), number)


def survey(pages: Pages) -> Forest:
    """Read every page once, and the names of the tables."""
    forest = Forest(pages)
    for number in range(1, pages.count + 1):
        content = pages.read(number)
        if content is None:
            forest.damaged.append(number)
            continue
        found = node(content, number)
        if found is not None:
            forest.kinds[number] = found.kind
            if found.right:
                forest.below[number] = tuple(found.children())
    _read_names(forest)
    return forest


def orphans(forest: Forest) -> tuple[int, ...]:
    """Return the pages of rows and entries that no named tree reaches: free pages are wiped and are none of them."""
    reached = set(forest.tree(1).leaves)
    for root in forest.roots.values():
        reached.update(forest.tree(root).leaves)
    return tuple(number for number, kind in forest.kinds.items() if kind != INTERIOR and number not in reached)


def holds_rows(forest: Forest, number: int) -> bool:
    """Say whether a page holds the rows of a table, and not the entries of an index."""
    return forest.kinds[number] in _ROWS


def _read_names(forest: Forest) -> None:
    """Note where each table and index begins; a page of names that hangs from nothing is known by its shape."""
    known = forest.tree(1)
    places = known.leaves if known.is_whole else [n for n, kind in forest.kinds.items() if kind in _ROWS]
    for number in places:
        for row in forest.rows(number):
            if row is None or len(row[1]) != _SCHEMA_COLUMNS or row[1][0] not in _SCHEMA_KINDS:
                if not known.is_whole:
                    break
                continue
            name, root = row[1][1], row[1][3]
            if isinstance(name, str) and isinstance(root, int) and root:
                forest.roots[name] = root
