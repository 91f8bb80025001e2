"""Use cases: one transaction each, one published change."""
