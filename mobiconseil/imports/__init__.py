"""The files of other programs: reading the directory from them, and writing it for them."""
