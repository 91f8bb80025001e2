"""Exchange files: how a package is written, sealed, opened and checked; docs/exchange-format.md is their contract."""
