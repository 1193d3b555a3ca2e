"""What we say. Pure: (Understanding, Session, Library) -> Answer, Session.

Knows no channel and no cost; a channel cuts the Answer to its limits. May import `bot.library`, `bot.messages`.
"""
