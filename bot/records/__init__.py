"""What we remember and forget: conversations, answered ids, the log, texts we could not place, reports.

The only room that speaks SQL, and the only address of privacy: a sender's id or a message's id enters here
and leaves as a keyed pseudonym. Imports `text`, `messages` and `errors` only. `docs/privacy.md` says what
is kept and for how long.
"""

from bot.records.store import Entry, Recalled, Records

__all__ = ["Entry", "Recalled", "Records"]
