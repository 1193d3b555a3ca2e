"""`/webhook/<channel>`: where providers bring messages."""

from __future__ import annotations

import logging

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from bot.errors import ChannelError
from bot.service import Service

log = logging.getLogger(__name__)


def doors(service: Service) -> Blueprint:
    """The webhook of every channel; one that is not set up answers 404."""
    blueprint = Blueprint("webhooks", __name__)

    @blueprint.route("/webhook/<channel>", methods=["GET", "POST"])
    def webhook(channel: str) -> Response:
        return service.handle(channel, request)

    @blueprint.errorhandler(ChannelError)
    def refused(error: ChannelError) -> ResponseReturnValue:
        log.info("Refused a request: %s", error)
        return error.safe, error.status, {"Content-Type": "text/plain; charset=utf-8"}

    return blueprint
