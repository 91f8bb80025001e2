"""The Diagnostic tab of a file."""
