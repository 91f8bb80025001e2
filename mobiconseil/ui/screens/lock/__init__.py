"""The locked program."""
