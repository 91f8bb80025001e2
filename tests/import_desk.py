"""Files of services to import, and how they are tried and brought in."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from mobiconseil.services.directory_ports import ImportReport, ReadOptions
from mobiconseil.services.session import Session

LICENCE = "mobilite--preparer-un-permis"
V1: dict[str, Any] = {
    "source": "dora",
    "structure_id": "dora--s1",
    "id": "dora--1",
    "nom": "Auto-école sociale",
    "description": "Le permis B avec une pédagogie adaptée.",
    "date_maj": "2026-10-02",
    "type": "formation",
    "thematiques": [LICENCE],
    "publics": ["demandeurs-emploi", "jeunes"],
    "frais": "payant",
    "commune": "Craon",
    "code_postal": "53400",
    "code_insee": "53084",
    "latitude": 47.847,
    "longitude": -0.952,
    "telephone": "+33639981234",
    "courriel": "contact@auto-ecole.fr",
    "horaires_accueil": "Mo-Fr 09:00-12:00; PH off",
    "zone_eligibilite": ["53"],
    "contact_nom_prenom": "Zoé Martin",
}


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def as_csv(*rows: dict[str, Any], delimiter: str = ",", lists: Any = json.dumps) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows({k: lists(v) if isinstance(v, list) else v for k, v in row.items()} for row in rows)
    return out.getvalue()


def dry_run(session: Session, path: Path, **options: Any) -> ImportReport:
    return session.directory_imports.dry_run(path, ReadOptions(**options))


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.csv", "nom\nGarage\n")
    return out.getvalue()


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.integers(0, 5).map(lambda n: f"dora--{n}"),
            "nom": texts,
            "description": texts,
            "telephone": texts,
            "adresse": texts,
            "frais": st.sampled_from(["gratuit", "payant", "", "adhesion"]),
            "publics": st.lists(st.sampled_from(["jeunes", "femmes", "tous-publics", "?"]), max_size=3),
        }
    ),
    min_size=1,
    max_size=6,
)
