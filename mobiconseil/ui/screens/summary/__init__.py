"""The Résumé tab of a person’s file."""
