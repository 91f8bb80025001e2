"""Writes the data dictionary from the schema and from what the code says of each field.

`python -m mobiconseil.db.dictionary` prints it; with a path it writes it there. It lives in docs/data-dictionary.md.
"""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
import types
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from mobiconseil.db.engine import Database
from mobiconseil.db.migrations import migrations
from mobiconseil.db.tables import KEYS, TABLES, Table, table_numbered
from mobiconseil.domain.vocabulary import Vocabulary

_INTRODUCTION = """\
# Dictionnaire des données

Ce fichier est écrit par `python -m mobiconseil.db.dictionary docs/data-dictionary.md` ; un test vérifie qu’il est à
jour. Les explications viennent du code, en anglais ; les libellés français sont ceux que les écrans et les papiers
montrent.

- Tout est dans un seul fichier chiffré, `mobiconseil.db`. Toutes les tables sont STRICT.
- Identifiants : 16 octets, UUID version 7. Jours : `AAAA-MM-JJ`. Heures : `HH:MM`. Moments : UTC, ISO 8601.
  Oui ou non : 1 ou 0. Vocabulaires : leur code, stable pour toujours. Téléphones : E.164.
- Une **table échangée** commence par quatre colonnes : `id` ; `subject`, l’identifiant du bénéficiaire dont il est
  question, ou rien quand la ligne appartient à l’équipe ; `stamp`, la marque de chaque champ (quel poste, quelle
  écriture) ; `deleted`, à la corbeille ou non. Elles ne sont écrites que par `mobiconseil/db/store.py`.
- Une **table locale** reste sur le poste. Le résumé et la recherche se reconstruisent à partir des tables échangées.
"""

_LOCAL: Mapping[str, str] = {
    "meta": "Ce que le poste sait de lui-même : numéro, rang d’écriture, horloge, compteur de dossiers ; et ce qui "
    "était en train d’être tapé au moment du verrouillage, jusqu’au retour de la personne.",
    "replica": "Les postes connus et, pour chacun, la dernière écriture reçue (vecteur de versions).",
    "author": "Les noms des personnes qui ont écrit, une fois chacun.",
    "dot": "Chaque écriture : poste, rang, horloge, auteur, et la ligne écrite.",
    "tombstone": "L’empreinte de ce qui a été effacé, pour que cela ne revienne pas.",
    "txn": "Chaque transaction : quand, qui, quel geste, et celle qu’elle annule s’il y en a une.",
    "history": "L’ancienne valeur de chaque champ écrit : de quoi annuler et relire le passé.",
    "journal": "Qui a fait quoi, quand, sur quelle ligne ; jamais le contenu.",
    "summary": "Une ligne par dossier, avec tout ce qu’une liste montre. Reconstructible.",
    "name_sound": "Comment se prononce chaque nom, pour reconnaître un dossier déjà ouvert. Reconstructible.",
    "person_search": "L’index de recherche (FTS5), sans accents ni majuscules. Reconstructible.",
    "directory_line": "Une ligne par service de l’annuaire, corrections de l’équipe comprises. Reconstructible.",
    "sieve_line": "Une ligne courte par service ouvert, pour les préconisations. Reconstructible.",
    "sieve_criteria": "Ce que demandent les services, chaque formulation une fois. Reconstructible.",
    "directory_search": "L’index de recherche de l’annuaire (FTS5), sans accents ni majuscules. Reconstructible.",
    "imported_file": "Les fichiers d’échange déjà importés.",
    "peer": "Ce que chaque poste a dit connaître, dans son dernier fichier.",
    "unknown_field": "Les champs qu’une version plus récente connaît seule : gardés tels quels et transmis.",
    "conflict": "Les champs qui ont plusieurs valeurs et attendent un choix.",
    "exchanged_field": "Les champs que cette base a déjà : une colonne ajoutée plus tard n’a été écrite par personne.",
    "laptop_key": "Les clés privées du poste et l’équipe dont il fait partie ; rien n’en sort.",
    "invitation": "Les invitations préparées ici, sans leur code.",
    "laptop_contact": "Quand chaque poste a donné de ses nouvelles, et quand un fichier lui a été préparé.",
    "exchange_log": "Le registre des échanges : qui, quand, quelle sorte de fichier, pour qui ou de qui ; aucun nom.",
    "exchange_log_person": "De qui un dossier est parti, jusqu’à l’effacement de la personne.",
    "_sqlite_migrations": "Les étapes du schéma déjà passées, écrites par sqlite-utils.",
}
_KEY_NOTES = {"id": "Identifier of the row", "subject": "The beneficiary it is about"}


def _empty_base() -> Database:
    database = Database(memory=True)
    migrations.apply(database)
    return database


def text() -> str:
    """Return the whole dictionary, in Markdown."""
    database = _empty_base()
    tables = [table_numbered(kind) for kind in TABLES]
    parts = [_INTRODUCTION, "## Tables échangées\n"]
    parts += [_synced(database, table) for table in tables]
    parts += ["## Tables locales\n", *_locals(database)]
    parts += ["## Vocabulaires\n", *_vocabularies(tables)]
    database.close()
    return "\n".join(parts)


def _synced(database: Database, table: Table) -> str:
    notes, hints = _notes(table.record), get_type_hints(table.record)
    lines = [f"### {table.name} ({table.kind})\n", f"{_first_line(table.record)}\n"]
    lines += ["| Colonne | Type | Vide ? | Sens |", "|---|---|---|---|"]
    for name, kind, required in _columns(database, table.name):
        if name in KEYS or name in hints:
            note = " ".join(part for part in (_vocabulary_link(hints[name]), notes.get(name, "")) if part)
            lines.append(f"| `{name}` | {kind} | {'non' if required else 'oui'} | {note or _KEY_NOTES.get(name, '')} |")
    return "\n".join(lines) + "\n"


def _locals(database: Database) -> Iterator[str]:
    yield "| Table | Colonnes | Rôle |\n|---|---|---|"
    for name, role in _LOCAL.items():
        columns = ", ".join(f"`{column}`" for column, _, _ in _columns(database, name))
        yield f"| `{name}` | {columns} | {role} |"
    yield ""


def _vocabularies(tables: list[Table]) -> Iterator[str]:
    found: dict[str, type[StrEnum]] = {}
    for table in tables:
        for hint in get_type_hints(table.record).values():
            kind = _vocabulary(hint)
            if kind is not None:
                found[kind.__name__] = kind
    for name in sorted(found):
        codes = "\n".join(f"| `{member.value}` | {_label(member)} |" for member in found[name])
        yield f"### {name}\n\n{_first_line(found[name])}\n\n| Code | Libellé |\n|---|---|\n{codes}\n"


def _columns(database: Database, table: str) -> list[tuple[str, str, bool]]:
    rows = database.execute(f"PRAGMA table_info([{table}])").fetchall()
    return [(name, kind or "TEXT", bool(required or key)) for _, name, kind, required, _, key in rows]


def _notes(record: type[Any]) -> dict[str, str]:
    """Return the string written under each field of a record."""
    body = ast.parse(textwrap.dedent(inspect.getsource(record))).body[0]
    assert isinstance(body, ast.ClassDef)
    notes = {}
    for field, after in zip(body.body, body.body[1:], strict=False):
        if not (isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)):
            continue
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            notes[field.target.id] = " ".join(str(ast.literal_eval(after.value)).split()).replace("|", "\\|")
    return notes


def _vocabulary(hint: Any) -> type[StrEnum] | None:
    if get_origin(hint) is types.UnionType:
        hint = next((part for part in get_args(hint) if part is not type(None)), hint)
    return hint if isinstance(hint, type) and issubclass(hint, StrEnum) else None


def _vocabulary_link(hint: Any) -> str:
    kind = _vocabulary(hint)
    return f"[{kind.__name__}](#{kind.__name__.lower()})." if kind else ""


def _label(member: StrEnum) -> str:
    return str(member.label) if isinstance(member, Vocabulary) else str(getattr(member, "label", ""))


def _first_line(cls: type[Any]) -> str:
    return (inspect.getdoc(cls) or "").partition("\n")[0]


def main(arguments: list[str]) -> None:
    """Print the dictionary, or write it where the first argument says."""
    if arguments:
        Path(arguments[0]).write_text(text(), encoding="utf-8")
    else:
        sys.stdout.write(text())


if __name__ == "__main__":
    main(sys.argv[1:])
