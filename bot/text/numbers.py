"""The country a telephone number belongs to."""

from __future__ import annotations

import phonenumbers


def calling_country(number: str) -> str | None:
    """The ISO 3166 code of a number in E.164 form ("+66..."), by its prefix alone; None if it is no such number.

    Shared prefixes (+1, +7) give the largest country. The number need not be a valid one: test numbers are not.
    """
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return None
    region = phonenumbers.region_code_for_number(parsed)
    if region is None:
        region = phonenumbers.region_code_for_country_code(parsed.country_code or 0)
    return None if region in ("ZZ", "001") else region
