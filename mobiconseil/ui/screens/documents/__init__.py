"""The Documents tab of a person’s file."""
