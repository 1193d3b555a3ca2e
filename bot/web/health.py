"""`/healthz` (the process is up) and `/readyz` (content loaded, records writable)."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from bot.service import Service


def doors(service: Service) -> Blueprint:
    """Two addresses for whoever watches the server."""
    blueprint = Blueprint("health", __name__)

    @blueprint.get("/healthz")
    def healthz() -> ResponseReturnValue:
        return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}

    @blueprint.get("/readyz")
    def readyz() -> ResponseReturnValue:
        reasons = service.ready()
        body = jsonify(ready=not reasons, reasons=reasons, content=service.library.version)
        return body, 503 if "records" in reasons else 200

    return blueprint
