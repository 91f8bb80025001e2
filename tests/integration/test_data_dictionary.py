from pathlib import Path

from mobiconseil.db import dictionary
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
    assert set(dictionary.local_tables()) == set(dictionary.explained())
