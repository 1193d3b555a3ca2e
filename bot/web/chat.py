"""The chat page (placeholder while it is being built)."""
from flask import Blueprint
def doors(service):
    return Blueprint("chat", __name__)
