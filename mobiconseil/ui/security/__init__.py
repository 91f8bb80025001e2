"""What the lock screen, the first launch and the settings share about passphrases and the recovery sheet."""
