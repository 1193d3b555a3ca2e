"""What is said when everything else failed: emergency contacts, from the loaded content alone."""

from __future__ import annotations

from datetime import date

from bot.answers import filling
from bot.answers.person import Person
from bot.library.model import Library
from bot.messages import Answer, Incoming
from bot.text.scripts import script


def last_resort(incoming: Incoming, library: Library, today: date) -> Answer:
    """An honest sentence and emergency contacts; needs nothing but the text's script and the sender's prefix."""
    written = script(incoming.text[:500])
    by_script = (language.code for language in library.languages.values() if language.script == written)
    language = next(by_script, None) or incoming.language or library.default_language
    country = incoming.country or incoming.calling_country
    person = Person(language, country, library.languages[language].nationality, today)
    contacts = filling.emergency(library, "emergency", person, set())
    return Answer("emergency", language, (library.phrase(language, "fault"), *contacts[1:]), danger=True)
