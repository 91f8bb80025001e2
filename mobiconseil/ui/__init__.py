"""The Qt edge of the program."""
