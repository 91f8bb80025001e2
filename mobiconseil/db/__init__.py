"""The only SQL of the program, and the only door to the encrypted base."""
