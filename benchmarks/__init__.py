"""Measures what the program promises, each against a baseline of the same run."""
