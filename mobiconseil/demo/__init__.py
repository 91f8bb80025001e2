"""A base of fictional people, told through the same use cases as the window."""
