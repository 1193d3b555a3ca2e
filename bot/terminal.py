"""`sarika chat`: the same conversation in a terminal, which can be recorded as a test."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from bot import transcripts
from bot.messages import Incoming, Outgoing, Session, Understanding
from bot.service import Service
from bot.text.segments import segments


def talk(service: Service, who: Incoming, record: Path | None) -> None:
    """Read lines and print replies until an empty line or the end of input; nothing is kept but the transcript."""
    session = Session()
    said: list[tuple[str, Outgoing]] = []
    click.secho("Sarika. Write in Khmer, Burmese or English; an empty line ends.", fg="green")
    while text := _ask():
        done = service.exchange(replace(who, text=text), session)
        session = done.session or Session()
        _show(done.outgoing, done.understood)
        said.append((text, done.outgoing))
    if record is not None:
        transcripts.write(record, who, said)
        click.secho(f"Written to {record}", fg="green")


def _ask() -> str:
    try:
        prompt = click.style(">", fg="cyan", bold=True)
        answer: str = click.prompt(prompt, default="", show_default=False, prompt_suffix=" ")
    except click.Abort:
        return ""
    return answer.strip()


def _show(outgoing: Outgoing, understood: Understanding) -> None:
    """Print each part, what it costs, and why this was the answer."""
    for part in outgoing.parts:
        click.secho(part, fg="yellow")
        click.secho(f"  ({segments(part)} segment(s))", dim=True)
    reason = understood.reason or "nothing matched"
    click.secho(f"  {outgoing.segments} segment(s) in all; by {understood.layer}: {reason}", dim=True)
