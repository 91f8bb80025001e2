"""Damage and malice, drawn from a seed: what happens to a file on its way, what a compromised laptop may sign."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

SECTOR = 512
DAMAGES = {"flip": 2500, "cut": 1500, "garbage": 500, "hole": 500, "zeroed": 300, "random": 200}
"""How many files of each damage: 5 500."""
DEEP = "[" * 3000 + "]" * 3000
NUMBERS = [
    "0",
    "1",
    "-1",
    "2",
    "7",
    "31",
    "65536",
    "-0.0",
    "1.5",
    "1E5",
    "1e999",
    "-1e999",
    "NaN",
    "Infinity",
    "-Infinity",
]
NUMBERS += ["01", "+1", "0x10", "١"]
NUMBERS += ["9007199254740991", "9007199254740992", "-9007199254740993", "9223372036854775808"]
NUMBERS += ["1" + "0" * 400, "1" + "0" * 5000]
TEXTS = ["", "\\u0000", "a\\u0000b", "\\ud800", "\\udc00x", "\\ud83d\\ude00", "\\n", "É", "١", "../../x"]
TEXTS += [
    "id",
    "subject",
    "stamp",
    "phone",
    "beneficiary",
    "complet",
    "personnes",
    "statistiques",
    "'; DROP TABLE txn; --",
]
TEXTS += ["0" * 32, "F" * 32, "f" * 16, "8" + "0" * 15, "0000000000000005", "x" * 201, "x" * 262_145]
TEXTS += ["2026-11-20T09:30:00Z", "2026-13-45T99:99:99Z", "9999-12-31T24:00:00Z"]
SHAPES = [
    "true",
    "false",
    "null",
    "[]",
    "{}",
    "[[]]",
    "[0,1]",
    "[0,0]",
    "[1,1,1,1,1,1]",
    '[0,1,0,0,0,""]',
    DEEP,
    "[" * 3000,
]
SHAPES += [
    '{"base64":"YQ=="}',
    '{"base64":"YQ"}',
    '{"base64":"!"}',
    '{"base64":5}',
    '{"base64":"YR=="}',
    '{"b":1,"b":1}',
]
SHAPES += ['{"siblings":[],"context":[]}', '{"siblings":[[0,9,1,0,0,"x"]],"context":[[0,9]]}']
HOSTILE_VALUES = (*NUMBERS, *(f'"{text}"' for text in TEXTS), *SHAPES)


class Pairs(list[tuple[str, Any]]):
    """An object of JSON as its pairs: a key may come twice."""


class Raw(str):
    """A piece of text to write as it is."""

    __slots__ = ()


def damaged(data: bytes, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Yield each damage and the file that it leaves, never equal to `data`."""
    chance = Random(seed)
    for name, count in DAMAGES.items():
        for _ in range(count):
            result = data
            while result == data:
                result = _damage(name, data, chance)
            yield name, result


def _damage(name: str, data: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(data))
    if name == "flip":
        return data[:start] + bytes([data[start] ^ 1 << chance.randrange(8)]) + data[start + 1 :]
    if name == "cut":
        return data[:start]
    if name == "garbage":
        return data + chance.randbytes(chance.randint(1, 2000))
    if name == "hole":
        return data[:start] + data[start + chance.randint(1, 700) :]
    if name == "zeroed":
        begin = start // SECTOR * SECTOR
        return data[:begin] + bytes(len(data[begin : begin + SECTOR])) + data[begin + SECTOR :]
    size = chance.choice((chance.randint(0, 50), chance.randint(0, 5000)))
    return data[: chance.choice((0, 0, 20, 62, 127))] + chance.randbytes(size)


def hostile(lines: bytes, chance: Random) -> bytes:
    """Return the lines with one to three faults of structure in them."""
    trees = [json.loads(line, object_pairs_hook=Pairs) for line in lines.splitlines()]
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        _twist(trees, chance)
    end = chance.choice(("\n",) * 30 + ("\r\n", "\n\n", "\n \n", ""))
    return end.join([*(_text(tree) for tree in trees), ""]).encode()


def _twist(trees: list[Any], chance: Random) -> None:
    """Change one place of one line, or the lines themselves."""
    kind = chance.randrange(20)
    if kind == 0:
        trees.insert(chance.randrange(len(trees) + 1), chance.choice(trees))
    elif kind == 1 and len(trees) > 1:
        trees.pop(chance.randrange(len(trees)))
    elif kind == 2:
        trees.insert(chance.randrange(len(trees) + 1), Raw(chance.choice(HOSTILE_VALUES)))
    elif kind == 3:
        chance.shuffle(trees)
    else:
        _twist_node(trees, chance)


def _twist_node(trees: list[Any], chance: Random) -> None:
    parent, rank = chance.choice([*_places(trees[chance.randrange(len(trees))])] or [(trees, 0)])
    other, other_rank = chance.choice([*_places(trees[chance.randrange(len(trees))])] or [(trees, 0)])
    kind = chance.randrange(9)
    if kind == 0:
        parent.pop(rank)
    elif kind > 5:
        _nudge(trees[-chance.randrange(1, len(trees) + 1)], chance)
    elif kind == 1:
        parent.insert(chance.randrange(len(parent) + 1), parent[rank])
    elif kind == 2 and isinstance(parent, Pairs):
        names = [key for node in trees for key in _keys(node)] or ["id"]
        parent[rank] = (chance.choice((*names, "id", "stamp", "a b", "", "x" * 65, "new_field")), parent[rank][1])
    elif kind == 3:
        _set(parent, rank, _get(other, other_rank))
    else:
        _set(parent, rank, Raw(chance.choice(HOSTILE_VALUES)))


def _nudge(tree: Any, chance: Random) -> None:
    """Change a number or a text by little: what is left looks right."""
    leaves = [(parent, rank, _get(parent, rank)) for parent, rank in _places(tree)]
    leaves = [(parent, rank, leaf) for parent, rank, leaf in leaves if isinstance(leaf, int | str)]
    if not leaves:
        return
    parent, rank, leaf = chance.choice(leaves)
    if isinstance(leaf, int):
        _set(parent, rank, leaf + chance.choice((-1, 1, 3, 1 << 40)))
    else:
        place = chance.randrange(len(leaf) + 1)
        _set(parent, rank, leaf[:place] + chance.choice("0af é") + leaf[place + 1 :])


def _get(parent: Any, rank: int) -> Any:
    return parent[rank][1] if isinstance(parent, Pairs) else parent[rank]


def _set(parent: Any, rank: int, value: Any) -> None:
    parent[rank] = (parent[rank][0], value) if isinstance(parent, Pairs) else value


def _places(node: Any, depth: int = 0) -> Iterator[tuple[Any, int]]:
    if isinstance(node, list) and depth < 12:
        for rank, part in enumerate(node):
            yield node, rank
            yield from _places(part[1] if isinstance(node, Pairs) else part, depth + 1)


def _keys(node: Any) -> Iterator[str]:
    for parent, rank in _places(node):
        if isinstance(parent, Pairs):
            yield parent[rank][0]


def _text(node: Any, depth: int = 0) -> str:
    if isinstance(node, Raw):
        return str(node)
    if depth > 40:
        return "null"
    if isinstance(node, Pairs):
        return "{" + ",".join(f"{json.dumps(key)}:{_text(part, depth + 1)}" for key, part in node) + "}"
    if isinstance(node, list):
        return "[" + ",".join(_text(part, depth + 1) for part in node) + "]"
    return json.dumps(node)
