"""The WSGI application: `app` for any WSGI server, made once a process."""

from bot.web import create_app

app = create_app()
