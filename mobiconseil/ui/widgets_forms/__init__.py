"""Forms that several screens share: a note, an appointment, a contact."""
