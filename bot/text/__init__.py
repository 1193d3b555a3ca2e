"""How words are written: normalising, Zawgyi, Latin-letter spellings, clusters, SMS segments.

Everything here is pure, str -> str, and imports nothing else of `bot`. What these functions return is for
matching and cutting; a folded text is never sent to a person.
"""
