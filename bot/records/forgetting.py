"""How records end: a person's on request, everybody's when their time is over.

`secure_delete` alone is not enough: when SQLite splits or joins pages it leaves copies of moved rows in the
gaps, and those outlive the rows (in our test 2 of 750). So after deleting, what stays is written afresh:
emptying a whole table fills every page of it with zeros.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlite_utils import Database

HOUR = 3600
DAY = 24 * HOUR
CONVERSATION = DAY
ANSWERED = 7 * DAY
UNPLACED_DAYS = 30


def answered_until(seconds: int) -> int:
    """When an answered id goes: at the midnight after 7 days, so its table is rewritten once a day."""
    return (seconds // DAY + 1) * DAY + ANSWERED


def forget(db: Database, person: bytes, visitor: bytes, stranger: bytes) -> None:
    """Delete a conversation, and give the person's log rows of today a token that nobody can make again."""
    if db.execute("DELETE FROM conversation WHERE person = ?", (person,)).rowcount:
        _rewrite(db, "conversation")
    if db.execute("UPDATE today SET visitor = ? WHERE visitor = ?", (stranger, visitor)).rowcount:
        _rewrite(db, "today")


def purge(db: Database, now: datetime) -> dict[str, int]:
    """Delete what has had its time and close the log of past days; how many rows of each kind went.

    Rows dated in the future were written while the clock was wrong and would outlive their time: they go too.
    """
    seconds = int(now.timestamp())
    first, last = now - timedelta(days=UNPLACED_DAYS), now + timedelta(days=1)
    gone = {
        "conversation": db.execute(
            "DELETE FROM conversation WHERE seen NOT BETWEEN ? AND ?",
            (seconds - CONVERSATION, seconds + HOUR),
        ).rowcount,
        "answered": db.execute(
            "DELETE FROM answered WHERE until NOT BETWEEN ? AND ?", (seconds, seconds + ANSWERED + 2 * DAY)
        ).rowcount,
        "unplaced": db.execute(
            "DELETE FROM unplaced WHERE day NOT BETWEEN ? AND ?", (f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}")
        ).rowcount,
    }
    midnight = f"{now:%Y-%m-%d}"
    db.execute("INSERT INTO past SELECT * FROM today WHERE hour < ? ORDER BY hour, id", (midnight,))
    moved = db.execute("DELETE FROM today WHERE hour < ?", (midnight,)).rowcount
    for table, count in {**gone, "today": moved}.items():
        if count:
            _rewrite(db, table)
    return {"conversations": gone["conversation"], "answered": gone["answered"], "unplaced": gone["unplaced"]}


def claim_purge(db: Database, seconds: int) -> bool:
    """Whether nobody has purged for an hour; if so the caller has taken it on."""
    claimed = db.execute(
        "UPDATE house SET value = ? WHERE name = 'purged' AND value NOT BETWEEN ? AND ?",
        (seconds, seconds - HOUR + 1, seconds),
    )
    return claimed.rowcount == 1


def _rewrite(db: Database, table: str) -> None:
    rows = db.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 (our own names)
    db.execute(f"DELETE FROM {table}")  # noqa: S608
    if rows:
        places = ", ".join("?" * len(rows[0]))
        db.conn.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608
