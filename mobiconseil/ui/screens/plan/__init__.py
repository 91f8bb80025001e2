"""The action plan of a person, with the sheet she will take home."""
