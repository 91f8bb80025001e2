"""The command line, for help desks, scripts and checks: the same use cases as the window."""
