"""Reusable widgets drawn from the tokens."""
