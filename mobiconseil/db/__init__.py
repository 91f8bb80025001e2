"""The only SQL of the program, and the only door to the encrypted base."""

# First of all: it chooses the driver, which must be done before any module of this folder imports sqlite_utils.
from mobiconseil.db import engine as engine
