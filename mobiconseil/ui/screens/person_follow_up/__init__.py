"""The Suivi tab of a person’s file."""
