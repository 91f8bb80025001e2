"""The promises about places: finding a commune, drawing the borders, finding an address."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.table import Result, milliseconds
from benchmarks.timing import median, once, p95, pairs
from mobiconseil.domain.projection import circle_box
from mobiconseil.geo.address_book import AddressPack
from mobiconseil.geo.address_words import parse
from mobiconseil.geo.addresses import import_addresses
from mobiconseil.geo.background import Background
from mobiconseil.geo.gazetteer import Gazetteer

_TYPED = ("cholet", "st germain", "49300", "château-gontier", "l'haÿ", "saint-denis", "craon 53", "sèvremoine")
_CRAON = (47.8485, -0.9498)
_VIEWS = ((10, 12), (28, 11), (56, 10), (333, 7))
_NAMES = ("Lilas", "Général de Gaulle", "Écoles", "Mairie", "Moulin", "Étang", "Gare", "Prés", "Chênes", "8 Mai 1945")
_KINDS = ("Rue", "Avenue", "Chemin", "Impasse", "Place", "Allée", "Route", "Boulevard", "Square", "Cours")
_ADDRESSES = 120_000


def measure() -> Iterator[Result]:
    """Measure on the shipped files, in a cache of their own."""
    with tempfile.TemporaryDirectory() as folder:
        background = Background(cache=Path(folder), gazetteer=Gazetteer(cache=Path(folder)))
        yield _first_time(background)
        yield _search(Gazetteer(cache=Path(folder)))
        yield _lines(background)
        yield _addresses(Path(folder))
        background.close()


def _first_time(background: Background) -> Result:
    spent = once(background.prepare)
    return Result(
        what="Préparer communes et contours, une seule fois",
        files=None,
        promise="≤ 4 s, hors de la fenêtre",
        figure=milliseconds(spent),
        kept=spent <= 4000,
    )


def _search(gazetteer: Gazetteer) -> Result:
    typed = [text[:length] for text in _TYPED for length in range(1, len(text) + 1)] * 3
    bare = "SELECT rowid FROM place_word WHERE place_word MATCH ? ORDER BY rowid LIMIT 8"
    file = gazetteer._file
    acts = [partial(gazetteer.search, text) for text in typed]
    measured, reference = pairs(acts, [partial(file.rows, bare, ("saint*",))] * len(acts))
    return Result(
        what="Compléter une commune à chaque frappe, p95",
        files=None,
        promise="≤ 5 ms",
        figure=milliseconds(p95(measured)),
        baseline=f"FTS5 nu, p95 : {milliseconds(p95(reference))}",
        ratio=p95(measured) / p95(reference),
        kept=p95(measured) <= 5,
    )


def _lines(background: Background) -> Result:
    boxes = [(circle_box(*_CRAON, half), zoom) for half, zoom in _VIEWS] * 8
    acts = [partial(_view, background, box, zoom) for box, zoom in boxes]
    measured = [once(act) for act in acts]
    return Result(
        what="Lire contours et noms d’une vue, zoom 7 à 12, p95",
        files=None,
        promise="≤ 50 ms",
        figure=milliseconds(p95(measured)),
        baseline=f"médiane : {milliseconds(median(measured))}",
        kept=p95(measured) <= 50,
    )


def _view(background: Background, box: tuple[float, float, float, float], zoom: int) -> None:
    background.lines(box, zoom)
    background.names(box, zoom)


def _addresses(folder: Path) -> Result:
    file = folder / "adresses-99.csv"
    file.write_text("\n".join(("numero;nom_voie;code_postal;code_insee;nom_commune;lon;lat", *_rows())), "utf-8")
    spent = once(lambda: import_addresses(file, folder / "adresses.sqlite", lambda _done, _total: True))
    pack = AddressPack(folder / "adresses.sqlite")
    typed = ("12 rue des lil", "3 av general de gaulle 17", "chemin moulin commune 40", "8 mai 1945", "imp gare 99012")
    measured = [once(partial(pack.search, parse(text), 8)) for text in typed * 12]
    pack.close()
    return Result(
        what=f"Trouver une adresse parmi {_ADDRESSES // 1000} 000, p95",
        files=None,
        promise="≤ 20 ms",
        figure=milliseconds(p95(measured)),
        baseline=f"import de ces adresses : {milliseconds(spent)}",
        kept=p95(measured) <= 20,
    )


def _rows() -> Iterator[str]:
    for number in range(_ADDRESSES):
        street, rank = divmod(number, 20)
        commune, way = divmod(street, 100)
        name = f"{_KINDS[way % 10]} des {_NAMES[way // 10]}"
        code = 99000 + commune
        yield f"{rank + 1};{name};{code};{code};Commune {commune};{-1 + rank / 1e4};{47 + way / 1e3}"
