"""Imports, exports and erasures of a real encrypted base, cut at any moment: the base is as before, or as after.

`python -m tests.proofs faults`, `kills --number 2000`, `disks --sizes 200`, `files --number 20000` and
`traces --people 1000` run as many as one likes; the tests run the gate's share.
"""
