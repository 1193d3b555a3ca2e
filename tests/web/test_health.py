"""`/healthz` and `/readyz` for whoever watches the server."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient

from bot.service import Service
from tests.test_service import break_database


def test_the_process_is_up(client: FlaskClient) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok\n")


def test_ready_when_all_is_well(client: FlaskClient) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json is not None
    assert response.json["ready"] is True and response.json["reasons"] == {} and response.json["content"]


def test_not_ready_without_records_and_the_reason_is_said(client: FlaskClient, service: Service, data: Path) -> None:
    service.records.close()
    break_database(data)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json is not None and response.json["reasons"]["records"]
    assert client.get("/healthz").status_code == 200
