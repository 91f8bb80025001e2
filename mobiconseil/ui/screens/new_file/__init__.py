"""The quick creation of a file."""
