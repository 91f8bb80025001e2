"""Imports, exports and erasures of a real encrypted base, cut at any moment: the base is as before, or as after.

`python -m tests.proofs faults`, `kills --number 2000`, `disks --number 200`, `hostile --number 20000`,
`traces --number 1000`, `deaths --number 400`, `powercuts --number 2000` and `salvage --number 200` run as many as one
likes; the tests run the gate’s share.
"""
