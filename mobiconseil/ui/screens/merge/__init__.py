"""Two files about the same person, united field by field."""
