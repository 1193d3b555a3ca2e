"""A tiny content folder that is right, for tests to break."""

from __future__ import annotations

from pathlib import Path

PHRASES = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgctxt "contact"
msgid "{label}: {phone}"
msgstr ""

msgctxt "no-contact"
msgid "No number for {country}."
msgstr ""

msgctxt "press"
msgid "{phone} (press {key})"
msgstr ""

msgctxt "closed"
msgid "(closed now, open {hours})"
msgstr ""

msgctxt "checked"
msgid "(checked {month} {year})"
msgstr ""
"""

COMMANDS = "\n".join(
    f"  {command}: [{command.removeprefix('cmd-')}]"
    for command in (
        "cmd-menu",
        "cmd-more",
        "cmd-language",
        "cmd-country",
        "cmd-stop",
        "cmd-privacy",
        "cmd-thanks",
    )
)

TEXT = """---
title: Pay
keywords: [salary, not paid]
sources: [law]
checked: 2026-11-22
review_by: 2027-05-22
status: draft
---
Pay must come on time.

{contacts: labour}

## TH
At least 337 baht a day.

## TH for KH
Ask in Khmer.
"""

CONTACTS = """id,country,serves,kind,show,label_en,label_km,phones,hours,confidence,checked,review_by,source,source_date
TH-1,TH,all,labour,first,Labour office,ការងារ,1506 ext 3; +66 2 000 0000,24h,high,2026-11-20,2027-05-20,A page,2026
TH-2,TH,KH,labour,yes,Khmer helpers,ខ្មែរ,02 111 1111,,medium,2026-11-20,2027-02-20,A page,2026
TH-3,TH,all,immigration,asked,Immigration,អន្តោ,1178,,medium,2026-11-20,2027-02-20,A page,2026
TH-4,TH,all,labour,no,,,02 222 2222,,low,2026-11-20,2026-12-20,A page,2026
TH-5,TH,all,police,first,Police,ប៉ូលិស,191,24h,high,2026-11-20,2027-05-20,A page,2026
TH-6,TH,KH,embassy,first,Khmer embassy,ស្ថានទូត,02 333 3333,,high,2026-11-20,2027-05-20,A page,2026
KH-1,KH,all,police,first,Police,ប៉ូលិស,117,24h,high,2026-11-20,2027-05-20,A page,2026
"""

FILES = {
    "topics.yaml": """- {id: work, code: "2", group: true}
- {id: wages, code: "22"}
- {id: emergency, code: "41", emergency: police}
""" + "".join(
        f"- {{id: {command}, command: true}}\n"
        for command in ("cmd-menu", "cmd-more", "cmd-language", "cmd-country", "cmd-stop", "cmd-privacy",
                        "cmd-thanks", "none")
    ),
    "sources.yaml": '- id: law\n  title: "A law"\n  publisher: "A state"\n  date: "1998"\n  address: "https://example.org"\n',
    "contacts.csv": CONTACTS,
    "agencies.csv": "id,origin,name_en,name_local,licence_no,status,destinations,phones,source,source_date,note\n"
    'KH-1,KH,"Good Work Co., Ltd.",ការងារល្អ,001,unknown,TH,023 000 000,A list,2019-12-30,\n',
    "en/_language.yaml": "name: English\nown_name: English\nscript: latin\nlikely_countries: [TH, KH]\n"
    f"commands:\n{COMMANDS}\n",
    "km/_language.yaml": "name: Khmer\nown_name: ខ្មែរ\nscript: khmer\nnationality: KH\nlikely_countries: [TH, KH]\n"
    f"commands:\n{COMMANDS}\n",
    "en/phrases.po": PHRASES,
    "km/phrases.po": PHRASES.replace('msgid "{label}: {phone}"\nmsgstr ""', 'msgid "{label}: {phone}"\nmsgstr "{label}៖ {phone}"')
    .replace('{country}."\nmsgstr ""', '{country}."\nmsgstr "គ្មានលេខ{country}"').replace('(press {key})"\nmsgstr ""', '(press {key})"\nmsgstr "{phone} (ចុច {key})"')
    .replace('open {hours})"\nmsgstr ""', 'open {hours})"\nmsgstr "(បិទ {hours})"').replace('{month} {year})"\nmsgstr ""', '{month} {year})"\nmsgstr "({month} {year})"'),
    "en/wages.md": TEXT,
    "en/work.md": TEXT.replace("title: Pay", "title: Work").replace("[salary, not paid]", "[work rights]"),
    "en/emergency.md": TEXT.replace("title: Pay", "title: Danger").replace("[salary, not paid]", "[help me]"),
    "km/wages.md": TEXT.replace("title: Pay", "title: ប្រាក់ខែ")
    .replace("[salary, not paid]", "[ប្រាក់ខែ]")
    .replace("Pay must come on time.", "ថៅកែត្រូវបើកលុយឲ្យទាន់ពេល។"),
    "en/questions/wages.txt": "boss not pay me\n\nno salary 2 month\n",
}  # fmt: skip


def write(folder: Path, changes: dict[str, str | bytes | None] | None = None) -> Path:
    """Write the folder with `changes` (path -> text, bytes or None to leave the file out)."""
    for name, text in {**FILES, **(changes or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            path.write_bytes(text)
        elif text is not None:
            path.write_text(text, encoding="utf-8")
    return folder


def changed(name: str, old: str, new: str) -> dict[str, str | bytes | None]:
    """The change that replaces `old` by `new` in one file."""
    assert old in FILES[name], f"{old!r} is not in {name}"
    return {name: FILES[name].replace(old, new, 1)}
