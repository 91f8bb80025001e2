"""Frozen data and pure rules: no Qt, SQL, files, clock or randomness."""
