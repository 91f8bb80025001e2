"""Loads the words that a free text should not hold (`sensitive_words.toml`)."""

from __future__ import annotations

from pathlib import Path

from mobiconseil.domain.free_text_guard import SensitiveTopic, SensitiveWords, WarningKind
from mobiconseil.reference.catalogue_loader import read_provenance
from mobiconseil.reference.reader import Table, open_reference, unique


def load_sensitive_words(path: Path | None = None) -> SensitiveWords:
    """Return the words of `path`, or of the file that comes with the program.

    Raises InvalidReference naming the file, the line and the reason.
    """
    root = open_reference("sensitive_words.toml", path)
    provenance = read_provenance(root)
    tables = root.tables("topic")
    topics = tuple(_topic(table) for table in tables)
    root.close()
    unique((table, topic.kind) for table, topic in zip(tables, topics, strict=True))
    return SensitiveWords(topics=topics, provenance=provenance)


def _topic(table: Table) -> SensitiveTopic:
    """Return one topic."""
    topic = SensitiveTopic(
        kind=table.member("kind", WarningKind),
        sentence=table.text("sentence"),
        words=table.texts("words"),
        allowed=table.texts("allowed") if "allowed" in table.data else (),
    )
    table.close()
    for key, phrases in (("words", topic.words), ("allowed", topic.allowed)):
        if any(not phrase.strip("* ") for phrase in phrases):
            table.refuse(key, "un mot est vide.")
    return topic
