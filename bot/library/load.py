"""Reads a content folder into a Library, or refuses it with every problem at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

from bot.errors import ContentError
from bot.library import checks, languages, tables, topic_file
from bot.library.model import Language, Library, Question, Text
from bot.library.problems import Problems


def load(folder: Path) -> Library:
    """The content of `folder` as an immutable Library.

    Raises ContentError with all problems (file, line, what is wrong, how to mend it) if it must not go live.
    """
    library, problems = read(folder)
    errors = [problem for problem in problems.found if problem.level == "error"]
    if library is not None:
        errors += [problem for problem in checks.run(library) if problem.level == "error"]
    if errors or library is None:
        raise ContentError(folder, errors)
    return library


def read(folder: Path) -> tuple[Library | None, Problems]:
    """Read what can be read. None in place of a Library when even its frame (tree, languages) is missing."""
    problems = Problems(folder)
    topics = tables.topics(folder / "topics.yaml", problems)
    spoken: dict[str, Language] = {}
    for path in sorted(folder.glob("*/_language.yaml")):
        language = languages.read(path.parent, problems)
        if language is not None:
            spoken[language.code] = language
    if "en" not in spoken:
        problems.add(folder, 1, "There is no usable folder 'en'.", "Every other language falls back to it.", "language")
    sources = tables.sources(folder / "sources.yaml", problems)
    contacts = tables.contacts(folder / "contacts.csv", tuple(spoken), problems)
    agencies = tables.agencies(folder / "agencies.csv", problems)
    short_codes = tables.short_codes(folder / "short_codes.csv", problems)
    if not topics or "en" not in spoken:
        return None, problems
    texts: dict[tuple[str, str], Text] = {}
    questions: dict[tuple[str, str], tuple[Question, ...]] = {}
    phrases: dict[tuple[str, str], str] = {}
    for code in spoken:
        phrases.update(languages.phrases(folder / code / "phrases.po", code, problems))
        for path in sorted((folder / code).glob("*.md")):
            if path.stem not in topics:
                problems.add(path, 1, f"There is no topic '{path.stem}'.", "Name the file as in topics.yaml.", "topic")
                continue
            text = topic_file.read(path, code, problems)
            if text is not None:
                texts[code, path.stem] = text
        for path in sorted((folder / code / "questions").glob("*.txt")):
            if path.stem not in topics:
                problems.add(path, 1, f"There is no topic '{path.stem}'.", "Name the file as in topics.yaml.", "topic")
                continue
            questions[code, path.stem] = tuple(_questions(problems.text(path) or ""))
    library = Library(
        folder=folder,
        version=version(folder),
        topics=MappingProxyType(topics),
        languages=MappingProxyType(spoken),
        texts=MappingProxyType(texts),
        questions=MappingProxyType(questions),
        contacts=contacts,
        agencies=agencies,
        sources=MappingProxyType(sources),
        phrases=MappingProxyType(phrases),
        codes=MappingProxyType({topic.code: topic.id for topic in topics.values() if topic.code}),
        short_codes=MappingProxyType(short_codes),
    )
    return library, problems


def _questions(text: str) -> Iterator[Question]:
    """One message a line; "# name" says who wrote the lines below it, "! " that the writer is in danger."""
    writer = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("# "):
            writer = line[2:].strip()
        elif line:
            yield Question(line.removeprefix("! "), writer, line.startswith("! "))


def version(folder: Path) -> str:
    """A short hash of every file's name and bytes."""
    digest = hashlib.sha256()
    for path in files(folder):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Names, sizes and times of all files: cheap to compare, different when somebody saved."""
    stats = ((path, path.stat()) for path in files(folder))
    return tuple((path.as_posix(), stat.st_size, stat.st_mtime_ns) for path, stat in stats)


def files(folder: Path) -> list[Path]:
    """The files a library is made of; temporary files of editors are not among them."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in (".yaml", ".csv", ".md", ".txt", ".po") and path.is_file() and not path.name.startswith(".")
    )
