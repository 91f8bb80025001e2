"""F1: the help of the screen in front, and of all the others."""
