"""Widgets of the program: accessible, usable with the keyboard alone, dressed by `mobiconseil.ui.theme`."""
