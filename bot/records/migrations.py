"""The tables of the records, as numbered steps that are never edited once released: add a new one below.

All tables are WITHOUT ROWID: a row number would tell the order of the messages and so join tables that must
not be joined. The key of a log row is random within its hour for the same reason.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("sarika.records")


@migrations()
def m001_conversation(db: Database) -> None:
    """What we know of a person for 24 hours; `seen` in epoch seconds."""
    db.execute(
        "CREATE TABLE conversation (person BLOB PRIMARY KEY, session TEXT NOT NULL, seen INTEGER NOT NULL)"
        " STRICT, WITHOUT ROWID"
    )


@migrations()
def m002_answered(db: Database) -> None:
    """What was answered to a message id; `until` in epoch seconds, always a midnight."""
    db.execute(
        "CREATE TABLE answered (message BLOB PRIMARY KEY, reply TEXT NOT NULL, until INTEGER NOT NULL)"
        " STRICT, WITHOUT ROWID"
    )


@migrations()
def m003_log(db: Database) -> None:
    """One row a message, without order inside its hour ("2026-11-22T09", UTC).

    Apart from `past`, `today` is small enough to be written afresh when somebody says STOP.
    """
    for table in ("today", "past"):
        db.execute(
            f"CREATE TABLE {table} (hour TEXT NOT NULL, id BLOB NOT NULL, channel TEXT NOT NULL,"
            " language TEXT NOT NULL, country TEXT, topic TEXT, layer TEXT NOT NULL,"
            " danger INTEGER NOT NULL, parts INTEGER NOT NULL, segments INTEGER NOT NULL,"
            " milliseconds INTEGER NOT NULL, visitor BLOB, PRIMARY KEY (hour, id)) STRICT, WITHOUT ROWID"
        )
    db.execute("CREATE VIEW log AS SELECT * FROM past UNION ALL SELECT * FROM today")


@migrations()
def m004_unplaced(db: Database) -> None:
    """Redacted texts we could not place, counted by day and language."""
    db.execute(
        "CREATE TABLE unplaced (day TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL,"
        " count INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (day, language, text)) STRICT, WITHOUT ROWID"
    )


@migrations()
def m005_house(db: Database) -> None:
    """Numbers the workers share, such as when they last purged."""
    db.execute("CREATE TABLE house (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID")
    db.execute("INSERT INTO house VALUES ('purged', 0), ('probed', 0)")
