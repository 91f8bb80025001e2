"""The first launch: structure, passphrase and recovery sheet, first file."""
