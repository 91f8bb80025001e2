"""A person's file: the tabs around its screens."""
