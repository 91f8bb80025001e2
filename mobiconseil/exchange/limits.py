"""How much a file may ask of the laptop that opens it: anything above is refused before memory is spent."""

MAX_FILE = 200 * 1024 * 1024
MAX_HEADER = 64 * 1024
MAX_AGE_HEADER = 16 * 1024
"""The list of recipients: its parser reads it again at each line, 5 s of work for 64 KiB, 0.3 s for 16 KiB."""
MAX_STANZAS = 128
"""Recipients of one file, the decoys of age included; each costs the reader one key exchange."""
MAX_INFLATED = 1024 * 1024 * 1024
MAX_RATIO = 100
"""What a file may grow into, compared with its compressed content; real content grows 5 to 30 times."""
MAX_KEPT = 4 * 1024 * 1024
MAX_KEPT_RATIO = 12
"""Compressed content, and how much it may grow, to be kept in memory while its signature is checked."""
MAX_LINE = 1024 * 1024
MAX_RECORDS = 5_000_000
MAX_TEXT = 256 * 1024
"""Characters of one value."""
MAX_BYTES = 700 * 1024
"""Bytes of one value: written in base64, they must leave room on their line."""
MAX_INTEGER = 2**53 - 1
"""Greatest integer that every reader of JSON keeps exactly."""
MAX_NAME = 64
MAX_LABEL = 200
"""Characters of the name of a person, a laptop or a program."""
MAX_TABLES = 500
MAX_FIELDS = 5_000
"""Different names of tables, and of fields, in one file."""
MAX_SHAPES = 100_000
"""Different lists of fields that writes give together."""
MAX_REPLICAS = 10_000
MAX_AUTHORS = 100_000
