"""Looks at an X display until a large window is on it, painted."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

_LARGE = 600
_VIEWABLE = 2
_EVERY_PLANE, _Z_PIXMAP = ctypes.c_ulong(-1).value, 2


class _Attributes(ctypes.Structure):
    _fields_ = [
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("before", ctypes.c_char * 76),
        ("map_state", ctypes.c_int),
        ("after", ctypes.c_char * 128),
    ]


class _Image(ctypes.Structure):
    _fields_ = [("numbers", ctypes.c_int * 4), ("data", ctypes.POINTER(ctypes.c_ubyte))]


def painted(name: str) -> bool:
    """Say whether a large window is shown on this display and has its colours: it is black before."""
    x, display = _open(name)
    root, parent = ctypes.c_ulong(), ctypes.c_ulong()
    children, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
    x.XQueryTree(display, x.XDefaultRootWindow(display), *map(ctypes.byref, (root, parent, children, count)))
    windows = [children[rank] for rank in range(count.value)]
    if windows:
        x.XFree(children)
    return any(_is_painted(x, display, window) for window in windows)


def _is_painted(x: Any, display: Any, window: int) -> bool:
    found = _Attributes()
    if not x.XGetWindowAttributes(display, ctypes.c_ulong(window), ctypes.byref(found)):
        return False
    if found.map_state != _VIEWABLE or found.width < _LARGE:
        return False
    image = x.XGetImage(display, ctypes.c_ulong(window), 8, found.height // 2, 1, 1, _EVERY_PLANE, _Z_PIXMAP)
    if not image:
        return False
    colours = image.contents.data[:3]
    x.XFree(image.contents.data)
    x.XFree(image)
    return any(colours)


@cache
def _open(name: str) -> tuple[Any, Any]:
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XDefaultRootWindow.restype = ctypes.c_ulong
    x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
    x.XGetImage.restype = ctypes.POINTER(_Image)
    x.XGetImage.argtypes = [
        ctypes.c_void_p,
        ctypes.c_ulong,
        ctypes.c_int,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.c_uint,
        ctypes.c_ulong,
        ctypes.c_int,
    ]
    # A window may go away between two questions: that is not the end of the measure.
    handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(_ignore)
    x.XSetErrorHandler(handler)
    _kept.append(handler)
    display = ctypes.c_void_p(x.XOpenDisplay(name.encode()))
    if not display:
        raise OSError(f"no display {name}")
    return x, display


def _ignore(_display: object, _event: object) -> int:
    return 0


_kept: list[Any] = []
