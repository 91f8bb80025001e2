"""Load and validate the reference data of resources/reference into domain objects."""
