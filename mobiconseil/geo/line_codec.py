"""Lines in few bytes: differences of rounded degrees, as numbers of variable length."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

MAGIC = b"MCL1"
PRECISION = 10_000
"""Steps per degree: 11 m."""

Steps = list[int]
"""Latitude, longitude, latitude, longitude… in steps."""


def encode(lines: Iterable[tuple[int, Steps]]) -> bytes:
    """Return the lines, each with its class, as one block."""
    kept = list(lines)
    out = bytearray(MAGIC)
    _put(out, len(kept))
    last = [0, 0]
    for kind, steps in kept:
        _put(out, kind)
        _put(out, len(steps) // 2)
        for position, value in enumerate(steps):
            axis = position % 2
            delta = value - last[axis]
            last[axis] = value
            _put(out, delta * 2 if delta >= 0 else -delta * 2 - 1)
    return bytes(out)


def decode(block: bytes) -> Iterator[tuple[int, array[int]]]:
    """Give back each line and its class. Raises ValueError when the block is damaged."""
    if not block.startswith(MAGIC):
        raise ValueError("not a block of lines")
    numbers = _numbers(block, len(MAGIC))
    north = east = 0
    try:
        for _ in range(next(numbers)):
            kind, points = next(numbers), next(numbers)
            steps = array("i")
            for _ in range(points):
                first, second = next(numbers), next(numbers)
                north += -((first + 1) >> 1) if first & 1 else first >> 1
                east += -((second + 1) >> 1) if second & 1 else second >> 1
                steps.append(north)
                steps.append(east)
            yield kind, steps
    except (StopIteration, OverflowError) as error:
        raise ValueError("truncated block of lines") from error


def _put(out: bytearray, number: int) -> None:
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)


def _numbers(block: bytes, start: int) -> Iterator[int]:
    value = shift = 0
    for byte in memoryview(block)[start:]:
        if byte > 127:
            value |= (byte & 127) << shift
            shift += 7
        else:
            yield value | byte << shift
            value = shift = 0
