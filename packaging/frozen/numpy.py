"""What the packaged program takes for numpy, which weighs as much as forty times its own code.

Folium imports it to recognise tables of numbers that nobody here gives it: any name asked of it is a class of which
nothing is an instance. From a clone, the real library is used.
"""

from __future__ import annotations


def __getattr__(name: str) -> type:
    if name.startswith("__"):
        raise AttributeError(name)
    return type(name, (), {})
