"""Keeping agencies and contacts right: `sarika agencies import`, `sarika contacts import`, `due` and `called`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

import click

from bot import settings
from bot.errors import ContentError, ListError
from bot.library import call_round, load
from bot.library.csv_file import CsvFile
from bot.library.imports import agencies as agency_list
from bot.library.imports import contacts as contact_list
from bot.library.imports import headings, reading, records, telling, words
from bot.library.imports.agency_entries import STATES, state_of
from bot.library.imports.agency_entries import Notice as AgencyNotice
from bot.library.imports.plan import Plan
from bot.library.imports.records import Body
from bot.library.imports.words import Words
from bot.library.model import Library
from bot.library.tables import KINDS

KEPT = "replaced"
"""Folder in SARIKA_DATA for the tables that an import replaced."""


@click.group()
def agencies() -> None:
    """The recruitment agencies of agencies.csv."""


@click.group()
def contacts() -> None:
    """The telephone lines of contacts.csv."""


def _list_options(command: Callable[..., None]) -> Callable[..., None]:
    """What both imports are told about the file."""
    for option in reversed((
        click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
        click.option("--source", required=True, help="Where the list comes from: 'MoLVT notice'."),
        click.option("--date", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day of the list."),
        click.option("--sheet", help="The sheet to read; default: the one whose headings are recognised best."),
        click.option("--column", "columns", multiple=True, metavar="LETTER=FIELD",
                     help="Say what a column is: D=phones, B=ignore. May be repeated."),
        click.option("--partial", is_flag=True, help="The list does not name all: nothing counts as gone."),
        click.option("--write", is_flag=True, help="Do it. Without this, only show what would be done."),
    )):  # fmt: skip
        command = option(command)
    return command


@agencies.command("import")
@_list_options
@click.option("--origin", type=click.Choice(["KH", "MM"]), help="Whose agencies they are; default: by the script.")
@click.option("--destination", "destinations", multiple=True, metavar="CODE", help="The list is for this country only.")
@click.option("--state", type=click.Choice(STATES),
              help="What the list says of all that it names; default: licensed, unless its title says else.")  # fmt: skip
def import_agencies(
    file: Path, source: str, day: datetime, sheet: str | None, columns: tuple[str, ...], partial: bool, write: bool,
    origin: str | None, destinations: tuple[str, ...], state: str | None,
) -> None:  # fmt: skip
    """Compare a list of agencies (.xlsx, .csv, a table in a .pdf) with agencies.csv, and with --write take it over.

    Nobody becomes "licensed" by it: an agency was named on the list of its day.
    """
    library, known = _content()
    table = CsvFile(library.folder / "agencies.csv")
    unknown = [code for code in destinations if code not in known.countries.values()]
    if unknown:
        raise click.UsageError(f"'{unknown[0]}' is no country code; write it as TH.")
    body = _body(file, sheet, columns, "agencies", agency_list.FIELDS, agency_list.NEEDED, known)
    said = state_of(f"{body.title}\n{file.name}\n{source}", known)
    if said and state is None:
        raise click.UsageError(
            f"The title or source of the list says '{said}'. Add --state {said}, or --state licensed."
        )
    home = origin or agency_list.origin(body.records, table.rows(), library, known)
    notice = AgencyNotice(
        _source(source), _not_in_future(day), home, destinations, state or "licensed",
        partial,
    )  # fmt: skip
    found = agency_list.plan(body.records, table.rows(), known, library.short_codes, notice)
    _finish(found, body, table, write, f"'{notice.source}', {notice.day}")


@contacts.command("import")
@_list_options
@click.option("--country", default="", help="Where all of these lines are: TH.")
@click.option("--kind", type=click.Choice(KINDS), default=None, help="What kind all of them are.")
@click.option("--serves", default="", help="Whose people all of them serve: KH; default: everybody's.")
def import_contacts(
    file: Path, source: str, day: datetime, sheet: str | None, columns: tuple[str, ...], partial: bool, write: bool,
    country: str, kind: str | None, serves: str,
) -> None:  # fmt: skip
    """Compare a list of telephone lines (.xlsx, .csv, a table in a .pdf) with contacts.csv, and with --write take it over.

    New lines are not shown to anybody until somebody has called them and set 'show'.
    """
    library, known = _content()
    table = CsvFile(library.folder / "contacts.csv")
    fields = [*(name for name in table.columns if name not in contact_list.STAMPED), "name"]
    body = _body(file, sheet, columns, "contacts", fields, contact_list.NEEDED, known)
    notice = contact_list.Notice(_source(source), _not_in_future(day), country, kind or "", serves, partial)
    found = contact_list.plan(body.records, table.rows(), known, library.short_codes, notice)
    _finish(found, body, table, write)


@contacts.command()
@click.option("--within", default=31, show_default=True, help="Days ahead.")
@click.option("--all", "everything", is_flag=True, help="Every line in use, however long there is time.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV for a spreadsheet.")
def due(within: int, everything: bool, as_csv: bool) -> None:
    """The call round: whom to call, those overdue first. Then say what came of it: `sarika contacts called`."""
    today = _today()
    library, problems = load.read(settings.read().content)
    if library is None:
        raise ContentError(problems.folder, problems.found)
    if any(problem.file == "contacts.csv" for problem in problems.found):
        click.echo("Some rows of contacts.csv are broken and not listed here: see `sarika check`.", err=True)
    found = call_round.due(library.contacts, today, None if everything else within)
    if as_csv:
        click.echo(telling.round_csv(found), nl=False)
    else:
        _echo(telling.round_text(found))


@contacts.command()
@click.argument("ids", nargs=-1, required=True)
@click.option("--works", "outcome", flag_value="works", help="Somebody answered, and it is the right place.")
@click.option("--wrong", "outcome", flag_value="wrong", help="Wrong or dead: it is not shown any more.")
@click.option("--no-answer", "outcome", flag_value="no-answer", help="Nobody answered; only noted.")
@click.option("--note", default="", help="What to remember: who answered, in which languages, when.")
def called(ids: tuple[str, ...], outcome: str | None, note: str) -> None:
    """Write down what came of a call: `sarika contacts called TH-009 --works`."""
    if outcome is None:
        raise click.UsageError("Say what came of it: --works, --wrong or --no-answer.")
    library = _content()[0]
    table = CsvFile(library.folder / "contacts.csv")
    if unknown := [identity for identity in ids if identity not in table]:
        raise click.UsageError(f"There is no contact {', '.join(unknown)} in contacts.csv. Nothing was written.")
    for identity in ids:
        changed = call_round.stamp(table.row(identity), outcome, _today(), " ".join(note.split()))
        if not changed.keys() <= set(table.columns):
            raise ListError("contacts.csv has no column 'note': add it to its first row. Nothing was written.")
        table.change(identity, changed)
    _refuse(table)
    table.save()
    for identity in ids:
        row = table.row(identity)
        texts = call_round.named_in(library, identity)
        if outcome == "wrong":
            click.echo(f"{identity}: not shown any more." + (f" Named in {', '.join(texts)}: another stands in there;"
                                                            " name one." if texts else ""))  # fmt: skip
        elif outcome == "works":
            hidden = " It is still not shown: see its 'show'." if row["show"] == "no" else ""
            click.echo(f"{identity}: checked {row['checked']}, call again by {row['review_by']}.{hidden}")
        else:
            click.echo(f"{identity}: noted; it stays due on {row['review_by']}.")


def _content() -> tuple[Library, Words]:
    folder = settings.read().content
    library, problems = load.read(folder)
    if library is None:
        raise ContentError(folder, problems.found)
    return library, words.read(folder, library)


def _today() -> date:
    return date.today()


def _source(text: str) -> str:
    if not text.strip():
        raise click.UsageError("--source must say where the list comes from.")
    return " ".join(text.split())


def _not_in_future(day: datetime) -> date:
    if day.date() > _today():
        raise click.UsageError("--date lies in the future. Give the day that stands on the list.")
    return day.date()


def _body(
    file: Path, sheet: str | None, columns: tuple[str, ...], table: str, fields: Iterable[str], needed: tuple[str, ...],
    known: Words,
) -> Body:  # fmt: skip
    """Read the file, show what was recognised, and give its records."""
    grids = reading.read(file)
    if sheet is not None:
        names = ", ".join(grid.name for grid in grids)
        grids = [grid for grid in grids if grid.name.endswith(f"sheet '{sheet}'")]
        if not grids:
            raise click.UsageError(f"There is no visible sheet '{sheet}'. There are: {names}.")
    allowed = {*fields, words.IGNORE}
    forced = {}
    for text in columns:
        place, _, name = text.partition("=")
        if not place.isalpha() or name not in allowed:
            raise click.UsageError(f"'{text}': write LETTER=FIELD, with one of {', '.join(sorted(allowed))}.")
        forced[place.upper()] = name
    headed = headings.best(grids, table, known, [name for name in fields if name != "name"], forced)
    _echo(telling.columns(headed, [grid.name for grid in grids]))
    if not {column.field for column in headed.columns} & set(needed):
        raise ListError(
            f"{headed.grid.name}: no column holds a name or number. Say which: --column B=name, or add the heading to"
            " content/headings.yaml."
        )
    body = records.read(headed, needed)
    _echo(telling.left_out(body))
    if not body.records:
        raise ListError("There are headings, but no rows of a list under them.")
    return body


def _finish(found: Plan, body: Body, table: CsvFile, write: bool, source: str = "") -> None:
    """Print the plan, and write it if asked and nothing is wrong. Status 1 with errors: nothing is half-imported."""
    found.problems += body.problems
    _echo(telling.plan(found, table.rows(), source))
    _echo(telling.problems(found.problems))
    if found.errors:
        click.echo(f"{len(found.errors)} error(s): nothing is imported until they are mended.")
        sys.exit(1)
    if found.empty:
        click.echo("Nothing changes.")
        return
    found.apply(table)
    _refuse(table)
    if not write:
        click.echo("Nothing was written. With --write it is done.")
        return
    copy = table.save(settings.read().data / KEPT)
    click.echo(f"Written to {table.path}. The old file is kept as {copy}.")


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _refuse(table: CsvFile) -> None:
    if problems := table.problems():
        raise ContentError(table.path.parent, problems)
