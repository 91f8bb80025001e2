"""The guide on paper: one page of it, or all, with its pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mobiconseil.services.guide.markup import Block, Picture
from mobiconseil.services.guide.pages import HelpPage, chapters, picture_path


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideSheet:
    """One page of the guide."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePart:
    """The pages of one chapter."""

    title: str
    sheets: tuple[GuideSheet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideData:
    """What is printed; a single part without title is one page alone."""

    parts: tuple[GuidePart, ...]
    pictures: tuple[tuple[str, bytes], ...] = ()


def one_page(page: HelpPage) -> GuideData:
    """Return one page of the guide."""
    return GuideData(parts=(GuidePart(title="", sheets=(_sheet(page),)),), pictures=_pictures((page,)))


def whole_guide() -> GuideData:
    """Return all the pages, chapter by chapter."""
    known = chapters()
    parts = tuple(GuidePart(title=chapter.title, sheets=tuple(map(_sheet, found))) for chapter, found in known if found)
    return GuideData(parts=parts, pictures=_pictures([page for _, found in known for page in found]))


def _sheet(page: HelpPage) -> GuideSheet:
    return GuideSheet(title=page.title, blocks=page.blocks)


def _pictures(pages: Sequence[HelpPage]) -> tuple[tuple[str, bytes], ...]:
    names = {block.name for page in pages for block in page.blocks if isinstance(block, Picture)}
    paths = ((name, picture_path(name)) for name in sorted(names))
    return tuple((name, path.read_bytes()) for name, path in paths if path.is_file())
