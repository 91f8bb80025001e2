import re
from pathlib import Path

from mobiconseil.db import dictionary
from mobiconseil.db.engine import Database
from mobiconseil.db.migrations import migrations
from mobiconseil.db.tables import TABLES, table_numbered

WRITTEN = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_data_dictionary_of_the_docs_is_the_one_of_the_code() -> None:
    assert WRITTEN.read_text(encoding="utf-8") == dictionary.text(), (
        "run: python -m mobiconseil.db.dictionary docs/data-dictionary.md"
    )


def test_every_column_and_every_vocabulary_of_the_base_is_in_the_dictionary() -> None:
    text = dictionary.text()
    for kind in TABLES:
        table = table_numbered(kind)
        _, _, part = text.partition(f"### {table.name} ({kind})\n")
        part = part.partition("\n###")[0]
        assert [name for name in table.columns if f"| `{name}` |" not in part] == []
    assert "| `unknown` | Non renseigné |" in text


def test_every_table_that_stays_on_the_laptop_is_explained() -> None:
    base = Database(memory=True)
    migrations.apply(base)
    made = ("sqlite_", "person_search_", "directory_search_")
    local = {*base.table_names()} - {table_numbered(kind).name for kind in TABLES}
    base.close()
    told = dictionary.text().partition("## Tables locales\n")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)`", told, re.MULTILINE)) == {name for name in local if not name.startswith(made)}
