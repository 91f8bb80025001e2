"""Random histories of a team of laptops, judged by an oracle that shares no code with the program.

`python -m tests.campaign --runs 2000 --steps 60` plays them; `python -m tests.campaign.mutants` shows that they would
see the mistakes they are there for.
"""
