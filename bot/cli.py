"""The command `sarika`: serve, chat, match, evaluate, check, parts, report and upkeep."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

import click

from bot import __version__, settings, teaching, terminal, upkeep
from bot.errors import SarikaError
from bot.library import checks, load, stamps
from bot.messages import Incoming, Session
from bot.records import Records, reports
from bot.service import Service
from bot.text import parts as cutting
from bot.text.segments import encoding, plain, segments, units
from bot.understanding import evaluation, models
from bot.understanding.reader import LAYERS, Reader


class Commands(click.Group):
    """Shows our own errors as a sentence, not as a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error of ours ends it with status 1 and its message."""
        try:
            return super().invoke(ctx)
        except SarikaError as error:
            raise click.ClickException(str(error)) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Sarika answers questions about safe migration in Khmer, Burmese and English."""


@main.command()
@click.option("--workers", default=2, show_default=True, help="Processes.")
@click.option("--port", type=int, help="Port; default: the setting PORT, else 8000.")
def serve(workers: int, port: int | None) -> None:
    """Serve the webhooks and the chat page (production server)."""
    from bot import server

    chosen = settings.read()
    Service(chosen)  # a folder that cannot be used is said here once, not by every worker
    server.run(chosen.host, port or chosen.port, workers)


@main.command()
@click.option("--record", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Write a transcript.")
@click.option("--country", help="As if from there: ISO code such as TH.")
@click.option("--nationality", help="ISO code such as KH.")
@click.option("--language", help="Language code such as km.")
def chat(record: Path | None, country: str | None, nationality: str | None, language: str | None) -> None:
    """Talk to Sarika here; an empty line ends it. `--record FILE` makes a test of the conversation."""
    who = Incoming("terminal", "", "", country=country, nationality=nationality, language=language)
    terminal.talk(Service(settings.read()), who, record)


@main.command()
@click.option("--jsonl", "source", type=click.File(encoding="utf-8"), help="File of {id, text} lines; - for input.")
@click.option("--reply", is_flag=True, help="Also print the reply as sent by SMS.")
@click.option("--country", help="The country a session would know.")
@click.option("--nationality", help="The nationality a session would know.")
@click.option("--language", help="The language a session would know.")
@click.argument("words", nargs=-1)
def match(
    source: TextIO | None,
    reply: bool,
    country: str | None,
    nationality: str | None,
    language: str | None,
    words: tuple[str, ...],
) -> None:
    """Say what messages mean, one JSON object a line. Each is read alone: `sarika match "boss not pay"`."""
    service = Service(settings.read())
    alone: dict[str, Any] = {"id": None, "text": " ".join(words)}
    rows = _json_lines(source) if source else iter([alone])
    for row in rows:
        incoming = Incoming("match", "", row["text"], language=language, country=country, nationality=nationality)
        done = service.exchange(incoming, Session(language=language, country=country, nationality=nationality))
        understood = done.understood
        found: dict[str, Any] = {
            "id": row.get("id"),
            "topic": understood.topic,
            "offered": list(understood.offered),
            "danger": understood.danger,
            "country": understood.country,
            "language": understood.language,
            "layer": understood.layer,
        }
        if reply:
            found |= {"reply": list(done.outgoing.parts), "segments": done.outgoing.segments}
        click.echo(json.dumps(found, ensure_ascii=False))


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.File(encoding="utf-8"))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--misses", is_flag=True, help="List what went wrong.")
@click.option("--without", multiple=True, type=click.Choice(LAYERS), help="Leave a layer out; may be repeated.")
@click.option("--compare", is_flag=True, help="The line without each of its layers, and simpler lines, side by side.")
def evaluate(files: tuple[TextIO, ...], as_json: bool, misses: bool, without: tuple[str, ...], compare: bool) -> None:
    """Measure understanding on labelled messages, by language and style."""
    chosen = settings.read()
    library = load.load(chosen.content)
    learned = None if "example" in without else models.ready(chosen.models, library)
    rows = [row for file in files for row in _json_lines(file)]
    found = evaluation.outcomes(Reader(library, learned, without), rows)
    groups = evaluation.compare(library, learned, rows) if compare else evaluation.by_group(found)
    click.echo(json.dumps(groups, indent=1) if as_json else evaluation.table(groups))
    for o in found if misses else ():
        if not o.first or o.danger_found != o.danger_expected:
            alarm = f"  danger: expected {o.danger_expected}" if o.danger_found != o.danger_expected else ""
            click.echo(f"{o.id}: {o.topic} ({o.layer}; {', '.join(o.offered)}), right: {', '.join(o.accept)}{alarm}")


@main.command()
def learn() -> None:
    """Learn from the example messages now; serving does it by itself when they change."""
    chosen = settings.read()
    click.echo(f"Learned: {models.learn(chosen.content, chosen.models)}")


@main.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--quiet", is_flag=True, help="Errors only, no warnings.")
def check(folder: Path | None, as_json: bool, quiet: bool) -> None:
    """Check a content folder; status 1 if it must not go live."""
    library, problems = load.read(folder or settings.read().content)
    found = sorted(problems.found + (checks.run(library) if library else []))
    shown = [problem for problem in found if problem.level == "error" or not quiet]
    errors = sum(problem.level == "error" for problem in found)
    for problem in shown:
        if as_json:
            fields = ("file", "line", "level", "rule", "what", "mend")
            click.echo(json.dumps({name: getattr(problem, name) for name in fields}, ensure_ascii=False))
        else:
            click.echo(f"{problem.level}: {problem}")
    if not as_json:
        click.echo(f"{errors} error(s), {len(found) - errors} warning(s)")
    sys.exit(1 if errors else 0)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def translated(files: tuple[Path, ...]) -> None:
    """Mark translation files as saying the same as today's English text."""
    for file in files:
        click.echo(f"{file}: {stamps.mark_translated(file)}")


@main.command("parts")
@click.argument("text")
def parts_(text: str) -> None:
    """Show how TEXT is cut into SMS parts, and what they cost."""
    pieces = cutting.split(plain(text))
    for number, part in enumerate(pieces, 1):
        click.echo(f"{number}. [{encoding(part)}, {units(part)} units, {segments(part)} segment(s)] {part}")
    click.echo(f"{len(pieces)} part(s), {cutting.cost(pieces)} segment(s)")


@main.command()
@click.option("--by", multiple=True, default=("day",), show_default=True, type=click.Choice(tuple(reports.DIMENSIONS)))
@click.option("--period", help="A finished month or year: 2026-10, 2026. Default: last month.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="First day; only with --internal.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day; only with --internal.")
@click.option("--internal", is_flag=True, help="Exact counts for the organisation itself: not for publishing.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
def report(
    by: tuple[str, ...],
    period: str | None,
    since: datetime | None,
    until: datetime | None,
    internal: bool,
    as_csv: bool,
) -> None:
    """Say how the line was used. Counts under 10 are hidden and others rounded to 5, so that it can be published."""
    if (since or until) and not internal:
        raise click.UsageError("Published counts are for one finished month or year (--period 2026-10).")
    try:
        first, last = reports.period(period or _last_month()) if period or not internal else (_day(since), _day(until))
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    found = reports.report(_records(), by=by, since=first, until=last)
    table = found if internal else reports.publish(found)
    click.echo(reports.to_csv(table) if as_csv else reports.to_text(table))


def _last_month() -> str:
    return f"{datetime.now(UTC).date().replace(day=1) - timedelta(days=1):%Y-%m}"


for command in (
    teaching.examples, teaching.unanswered, teaching.teach, teaching.regression_, upkeep.agencies, upkeep.contacts,
):  # fmt: skip
    main.add_command(command)


@main.command()
def purge() -> None:
    """Delete what has had its time, as serving does every hour."""
    for kind, count in _records().purge().items():
        click.echo(f"{kind}: {count} deleted")


def _records() -> Records:
    chosen = settings.read()
    return Records(chosen.data, chosen.secret, keep_unplaced=chosen.keep_unplaced)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _json_lines(file: TextIO) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict) or not isinstance(row.get("text"), str):
                raise ValueError
        except ValueError:
            raise click.ClickException(f"{file.name}:{number}: not an object with a 'text'.") from None
        yield row
