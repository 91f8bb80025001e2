"""The Suivi section: whom to call back, and the week."""
