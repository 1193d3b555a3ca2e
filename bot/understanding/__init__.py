"""Which topic, language, country and danger a message means. Pure: (text, Session, Library) -> Understanding.

Layers in their order: code, command, phrase (a whole message), example (what it is most like), menu ("did you mean").
May import `bot.library`, `bot.text`, `bot.messages`. No message needs the internet or a language model to be understood.
"""
