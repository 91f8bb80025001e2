"""The promises about the directory: importing and searching twenty thousand services."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.bases import PASSPHRASE, database
from benchmarks.people import NOW, TODAY
from benchmarks.table import Result, milliseconds
from benchmarks.timing import median, once, p95
from mobiconseil.app import FolderWorkspace
from mobiconseil.services.clock import FixedClock
from mobiconseil.services.directory_ports import ReadOptions
from mobiconseil.services.ports import DirectoryFilter
from mobiconseil.services.session import Session

_SERVICES = 20_000
_ROUNDS = 5
_WORK = (
    "au seuil, d’un côté ou de l’autre selon le passage. Lire le JSON et valider chaque ligne par le schéma officiel "
    "prend un sixième du temps, faire les fiches un quart ; le reste est leur écriture, avec l’historique, l’index de "
    "recherche et le tamis, dans une seule transaction."
)
_CRAON = (47.8485, -0.9498)
_THEMES = (
    "mobilite--preparer-un-permis", "mobilite--acceder-a-un-vehicule", "mobilite--financer-ma-mobilite",
    "mobilite--etre-accompagne-dans-son-parcours-mobilite", "mobilite--entretenir-reparer-son-vehicule",
)  # fmt: skip
_NAMES = ("Auto-école sociale", "Location de voiture", "Aide au permis", "Garage solidaire", "Conseil en mobilité")
_PUBLICS = (["jeunes"], ["demandeurs-emploi", "beneficiaires-des-minimas-sociaux"], ["tous-publics"], ["seniors"])
_WORDS = (
    "accompagnement", "vers", "emploi", "mobilité", "véhicule", "permis", "atelier", "conduite", "prêt", "location",
    "solidaire", "personne", "accueil", "rendez-vous", "inscription", "territoire", "commune", "département", "aide",
    "financière", "vélo",
)  # fmt: skip
_ASKED = (
    DirectoryFilter(text="auto"),
    DirectoryFilter(text="permis solidaire", centre=_CRAON, families=("F2",), publics=("demandeurs-emploi",)),
    DirectoryFilter(centre=_CRAON),
    DirectoryFilter(centre=_CRAON, radius_km=20),
    DirectoryFilter(centre=_CRAON, radius_km=60, open_now=True, up_to_date_only=True),
    DirectoryFilter(to_check_only=True),
    DirectoryFilter(text="a"),
)


def measure() -> Iterator[Result]:
    """Measure on empty bases and a file made now."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "services.json")
        path.write_text(json.dumps(_rows(), ensure_ascii=False), encoding="utf-8")
        times = []
        for number in range(_ROUNDS):
            with _base(Path(name, f"base {number}")) as session:
                times.append(_imported(session, path))
                searched = _search(session) if number == _ROUNDS - 1 else None
        yield _import(times)
        if searched is not None:
            yield searched


@contextmanager
def _base(folder: Path) -> Iterator[Session]:
    workspace = FolderWorkspace(folder, clock=FixedClock(NOW))
    new = workspace.create(structure="Mesures", first_name="Claire", last_name="Morin", passphrase=PASSPHRASE)
    try:
        yield new.session
    finally:
        new.session.close()
        workspace.release()


def _rows() -> list[dict[str, Any]]:
    chance = random.Random(20261120)
    return [_row(chance, number) for number in range(_SERVICES)]


def _row(chance: random.Random, number: int) -> dict[str, Any]:
    opens, closes = 8 + number % 3, 16 + number % 4
    return {
        "source": "dora",
        "structure_id": f"dora--s{number // 3}",
        "id": f"dora--{number}",
        "nom": f"{chance.choice(_NAMES)} {number}",
        "description": " ".join(chance.choices(_WORDS, k=60)),
        "date_maj": (TODAY - timedelta(days=chance.randrange(1, 900))).isoformat(),
        "type": "accompagnement",
        "thematiques": [chance.choice(_THEMES)],
        "publics": chance.choice(_PUBLICS),
        "frais": "gratuit",
        "commune": "Craon",
        "code_postal": "53400",
        "code_insee": "53084",
        "adresse": f"{number % 90} rue du Mûrier",
        "latitude": _CRAON[0] + chance.uniform(-1, 1),
        "longitude": _CRAON[1] + chance.uniform(-1, 1),
        "telephone": f"+3326191{number % 10_000:04d}",
        "courriel": f"contact{number // 3}@asso.fr",
        "lien_source": f"https://dora.fr/services/{number}",
        "modes_accueil": ["en-presentiel"],
        "zone_eligibilite": ["53"],
        "modes_mobilisation": ["telephoner"],
        "mobilisable_par": ["usagers", "professionnels"],
        "horaires_accueil": f"Mo-Fr {opens:02d}:{number % 6}0-12:00,14:00-{closes}:30; PH off",
    }


def _imported(session: Session, path: Path) -> tuple[float, float]:
    """Return the milliseconds of an import and of its reference, one right after the other."""
    bare = once(partial(_bare, session, path))
    imports = session.directory_imports
    imports.read(_small(path), ReadOptions(), lambda _done, _total: True)  # what is imported late is imported now
    return once(lambda: imports.apply(imports.dry_run(path, ReadOptions()))), bare


def _import(times: list[tuple[float, float]]) -> Result:
    spent, bare = (median(side) for side in zip(*times, strict=True))
    return Result(
        what=f"Importer {_SERVICES} services vérifiés par le schéma officiel",
        files=None,
        promise="≤ 2 × lire le JSON et un executemany nu",
        figure=milliseconds(spent),
        baseline=f"json.loads, une table, un executemany : {milliseconds(bare)}",
        ratio=spent / bare,
        kept=spent <= 2 * bare,
        reason=_WORK,
    )


def _small(path: Path) -> Path:
    small = path.with_name("un.json")
    small.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8"))[:1]), encoding="utf-8")
    return small


def _bare(session: Session, path: Path) -> None:
    rows = json.loads(path.read_text(encoding="utf-8"))
    names = list(rows[0])
    connection = database(session).conn
    connection.execute("BEGIN")
    connection.execute(f"CREATE TABLE bare (n INTEGER PRIMARY KEY, {', '.join(f'[{name}]' for name in names)})")
    connection.executemany(
        f"INSERT INTO bare ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        ([json.dumps(v) if isinstance(v, list) else v for v in row.values()] for row in rows),
    )
    connection.execute("COMMIT")


def _search(session: Session) -> Result:
    found = p95([once(partial(session.directory.search, wanted)) for wanted in _ASKED for _ in range(12)])
    connection = database(session).conn
    words = "SELECT rowid FROM directory_search WHERE directory_search MATCH '\"auto\"*' LIMIT 500"
    reference = p95([once(lambda: connection.execute(words).fetchall()) for _ in range(40)])
    return Result(
        what=f"Chercher dans {_SERVICES} services (mots, rayon, public, ouverts, à jour), p95",
        files=None,
        promise="≤ 50 ms",
        figure=milliseconds(found),
        baseline=f"FTS5 nu, un mot, p95 : {milliseconds(reference)}",
        ratio=found / reference,
        kept=found <= 50,
    )
