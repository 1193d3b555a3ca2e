"""The content tree in memory: read from `content/`, refused whole when something in it is broken.

May import `bot.text`, `bot.messages` and `bot.errors`. Knows nothing of people, channels or records.
"""
