"""How the line learns from use: `sarika examples`, `unanswered`, `teach` and `regression`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from bot import settings
from bot.library import load, question_files
from bot.library.model import Library, Question
from bot.messages import Session
from bot.records import reports
from bot.text.clean import fold
from bot.text.scripts import script
from bot.understanding import crossvalidation, learning, likeness, models, regression
from bot.understanding.crossvalidation import Trial
from bot.understanding.examples import Examples
from bot.understanding.reader import Reader

WANTED = 120
"""Examples a topic should have in each language; SAFETY_WANTED for those a life may hang on."""
SAFETY_WANTED = 160
SAFETY = frozenset(("emergency", "trafficking", "violence", "detained", "injury", "missing-person"))


@click.group()
def examples() -> None:
    """The example messages that the line learns from."""


@examples.command()
def count() -> None:
    """Lines, writers, dangerous and Latin-letter lines of every topic and language; what is short is marked."""
    library = _library()
    short = 0
    for (language, topic), questions in sorted(library.questions.items()):
        wanted = SAFETY_WANTED if topic in SAFETY else WANTED
        latin = sum(script(fold(question.text)) == "latin" for question in questions)
        writers = len({question.writer for question in questions})
        danger = sum(question.danger for question in questions)
        few = len(questions) < wanted
        short += few
        click.echo(
            f"{language} {topic:20}{len(questions):6} lines {writers:3} writers {danger:5} in danger"
            f" {latin / len(questions):5.0%} Latin letters{f'  fewer than {wanted}' if few else ''}"
        )
    click.echo(f"{sum(map(len, library.questions.values()))} lines; {short} topic(s) in a language have too few")


@examples.command()
@click.option("--least", default=likeness.NEARLY_THE_SAME, show_default=True, help="Likeness from which two are one.")
@click.option("--remove", is_flag=True, help="Take the later line of each two out of the files.")
def duplicates(least: float, remove: bool) -> None:
    """List lines of a language that say nearly the same as an earlier one."""
    library = _library()
    gone = 0
    for language in library.languages:
        lines = [(topic, q.text) for (spoken, topic), qs in library.questions.items() if spoken == language for q in qs]
        by_topic: dict[str, set[str]] = {}
        for later, (earlier, share) in likeness.near_duplicates([fold(text) for _, text in lines], least).items():
            (topic, text), (kept_in, kept) = lines[later], lines[earlier]
            if kept_in == topic:
                by_topic.setdefault(topic, set()).add(text)
                gone += 1
            click.echo(f"{share:.2f} {language}/{topic}: {text}  =  {kept_in}: {kept}")
        for topic, texts in by_topic.items() if remove else ():
            question_files.remove(question_files.path_of(library.folder, language, topic), texts)
    click.echo(f"{gone} line(s) of the same topic {'removed' if remove else 'could go (--remove)'}")


@examples.command()
@click.argument("names", nargs=-1)
def writers(names: tuple[str, ...]) -> None:
    """Cross-validation: leave out each writer (or NAMES) in turn, learn from all others, ask the lines left out."""
    found = learning.examples(_library())
    click.echo(_HEAD)
    for trial in crossvalidation.by_writer(found, names):
        click.echo(_row(trial))


@examples.command()
@click.argument("names", nargs=-1, required=True)
@click.option("--steps", default=5, show_default=True, help="Points of the curve, each with twice the examples.")
def curve(names: tuple[str, ...], steps: int) -> None:
    """The learning curve: ask the lines of the writers NAMES after learning 1/16, 1/8 ... all of the others."""
    click.echo(_HEAD)
    for trial in crossvalidation.curve(learning.examples(_library()), names, steps):
        click.echo(f"{_row(trial)}  {'#' * round(trial.first * 40)}")


_HEAD = f"{'left out':16}{'learned':>9}{'asked':>7}{'first':>8}{'in three':>10}{'danger':>8}{'false alarms':>14}"


def _row(trial: Trial) -> str:
    return (
        f"{trial.left_out:16}{trial.learned:9}{trial.lines:7}{trial.first:8.1%}{trial.offered:10.1%}"
        f"{trial.danger:8.1%}{trial.false_alarms:14.1%}"
    )


@click.command()
@click.option("--limit", default=1000, show_default=True, help="Texts read, the newest first.")
def unanswered(limit: int) -> None:
    """List the texts that no topic answered (without names and numbers, 30 days), those that are alike together."""
    chosen = settings.read()
    library = _library()
    reader = Reader(library, models.ready(chosen.models, library))
    texts = reports.unplaced(chosen.data, limit)
    counted: Counter[tuple[str, str]] = Counter()
    for found in texts:
        counted[found.language, found.text] += found.count
    lines = list(counted)
    for group in likeness.groups([fold(text) for _, text in lines]):
        total = sum(counted[lines[place]] for place in group)
        language, text = lines[group[0]]
        near = reader.read(text, Session(language=language)).offered
        click.secho(f"{total} x  {text}", bold=True)
        for place in group[1:]:
            click.echo(f"      {lines[place][1]}")
        click.echo(f"      {language}, nearest: {', '.join(near)}.  Teach it: sarika teach TOPIC 'TEXT' -l {language}")
    click.echo(f"{sum(counted.values())} message(s), {len(lines)} different")


@click.command()
@click.argument("topic")
@click.argument("text")
@click.option("-l", "--language", help="Its language; default: the one it is written in.")
@click.option("--danger", is_flag=True, help="Somebody who writes this is in danger now.")
@click.option("--yes", is_flag=True, help="Write it without asking.")
@click.option("--undo", is_flag=True, help="Take the line out again.")
def teach(topic: str, text: str, language: str | None, danger: bool, yes: bool, undo: bool) -> None:
    """Add TEXT to the examples of TOPIC, after showing what else it changes on the regression messages."""
    chosen = settings.read()
    library = load.load(chosen.content)
    text = " ".join(text.split())
    if topic not in library.topics:
        raise click.UsageError(f"There is no topic '{topic}'. Topics: {', '.join(library.topics)}.")
    before = Reader(library, models.ready(chosen.models, library))
    spoken = language or before.read(text, Session()).language
    if spoken not in library.languages:
        raise click.UsageError(f"There is no language '{spoken}'.")
    path = question_files.path_of(library.folder, spoken, topic)
    if undo:
        if not question_files.remove(path, {text}):
            raise click.ClickException(f"{path} has no such line.")
        click.echo("Taken out.")
        return
    _refuse_known(library, spoken, text)
    question = Question(text, question_files.STAFF, danger)
    click.echo("Learning with the new line, to see what it changes...")
    more = regression.with_question(library, spoken, topic, question)
    after = Reader(more, Examples(learning.learn(learning.examples(more))))
    own = {"text": text, "accept": [topic]}
    found = regression.changes(before, after, [own, *regression.rows(library.folder)])
    for change in found:
        click.echo(f"{'better' if change.kept else 'WORSE'}: {change.text}: {change.before} -> {change.after}")
    if not found:
        click.echo("Nothing changes.")
    if yes or click.confirm("Add it?"):
        question_files.add(path, text, danger)
        click.echo(f"Added to {path}. Serving learns it by itself; undo with --undo.")


def _refuse_known(library: Library, language: str, text: str) -> None:
    folded = fold(text)
    if not folded:
        raise click.UsageError("There are no words in the text.")
    for (spoken, topic), questions in library.questions.items():
        if spoken == language and any(fold(question.text) == folded for question in questions):
            raise click.ClickException(f"It is already an example of '{topic}'. Remove it there first: --undo.")


@click.command("regression")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def regression_(folder: Path | None) -> None:
    """Ask the messages of regression.jsonl; status 1 if one is not answered as it must be."""
    chosen = settings.read()
    library = load.load(folder or chosen.content)
    reader = Reader(library, models.ready(chosen.models, library))
    messages = regression.rows(library.folder)
    wrong = regression.failing(reader, messages)
    for row, understood in wrong:
        said = f"{understood.topic} ({understood.reason})" + (", danger" if understood.danger else "")
        click.echo(f"{row['text']}: {said}; right: {', '.join(row['accept'])}" + (", danger" * bool(row.get("danger"))))
    click.echo(f"{len(messages) - len(wrong)} of {len(messages)} as they must be")
    sys.exit(1 if wrong else 0)


def _library() -> Library:
    return load.load(settings.read().content)
