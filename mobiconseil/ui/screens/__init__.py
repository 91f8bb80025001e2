"""One folder per screen: a view (widgets) and a view model (QtCore only)."""
