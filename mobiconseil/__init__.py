"""MobiConseil: the offline desktop tool of rural mobility advisers."""

__version__ = "0.1.0"
