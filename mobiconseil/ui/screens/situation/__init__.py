"""The Situation tab: who the person is, how she lives and moves, what she agreed to."""
