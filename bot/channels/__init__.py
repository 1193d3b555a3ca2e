"""How messages travel: one file a channel, one line here. Only channels speak HTTP outward.

May import `bot.text`, `bot.messages` and `bot.errors`.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.channels.base import Channel
from bot.channels.twilio import Somleng, Twilio

CHANNELS: tuple[type[Channel], ...] = (
    Twilio,
    Somleng,
)


def open_channels(environ: Mapping[str, str], public_url: str) -> dict[str, Channel]:
    """The channels whose secrets are set, by name."""
    made = (channel.open(environ, public_url) for channel in CHANNELS)
    return {channel.name: channel for channel in made if channel is not None}
