"""Bénéficiaires: find a person, or work through a filtered list."""
