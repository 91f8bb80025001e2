"""Several papers in one document: each keeps its foot and its title, and each person has pages of her own."""

from __future__ import annotations

from collections.abc import Callable

from mobiconseil.pdf.document import Bundle, collect_papers, print_bundles
from mobiconseil.services.papers.batch import BatchData
from mobiconseil.services.papers.service import PaperData


def render(data: BatchData, render_one: Callable[[PaperData], bytes]) -> bytes:
    """Print the batch; `render_one` draws any paper."""
    bundles = []
    for part in data.parts:
        with collect_papers() as sheets:
            for paper in part.papers:
                render_one(paper)
        bundles.append(Bundle(part.label, tuple(sheets)))
    return print_bundles(data.title, data.author, bundles, duplex=data.duplex)
