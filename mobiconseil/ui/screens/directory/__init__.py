"""Annuaire: who can help near here, in a list and on a map, and how the directory stays right."""
