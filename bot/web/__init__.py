"""The public doors: webhooks, the chat page, health. May import `bot.service` and what lies below it."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from bot import settings
from bot.service import Service
from bot.web import chat, health, webhooks

LARGEST = 256 * 1024
"""Bytes of the largest request taken: an SMS and its metadata are a few kilobytes."""


def create_app(environ: Mapping[str, str] | None = None) -> Flask:
    """Make the application from the settings in `environ` (default: the process environment).

    Raises SettingError or ContentError when it cannot start.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST
    service = Service(settings.read(environ))
    service.shelf.watch()
    app.extensions["sarika"] = service
    app.register_blueprint(webhooks.doors(service))
    app.register_blueprint(health.doors(service))
    app.register_blueprint(chat.doors(service))
    return app
