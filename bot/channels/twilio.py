"""SMS and WhatsApp by Twilio, and by services that speak the same API.

Sample request (application/x-www-form-urlencoded, signed in the header X-Twilio-Signature):

    MessageSid=SM0123...&From=%2B66812345678&To=%2B66...&Body=22&NumMedia=0

On WhatsApp `From` begins with "whatsapp:". The reply is TwiML, one <Message> a part. Documentation:
https://www.twilio.com/docs/messaging/guides/webhook-request and https://www.twilio.com/docs/usage/webhooks/webhooks-security
Twilio wants the answer within 15 seconds and does not ask again: whatever happens, the answer is a reply.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import MessagingResponse
from werkzeug.wrappers import Request, Response

from bot.channels.base import SMS, Channel, Limits
from bot.errors import BadRequest, NotFromProvider
from bot.messages import Incoming, Outgoing
from bot.text.numbers import calling_country

WHATSAPP = "whatsapp:"
WHATSAPP_LIMITS = Limits(segments=0, characters=1600)
"""Twilio refuses a longer body (error 21617)."""


class Twilio(Channel):
    """Twilio's messaging webhook."""

    name: ClassVar[str] = "twilio"
    token_setting: ClassVar[str] = "TWILIO_AUTH_TOKEN"  # noqa: S105 - the name of a setting, not a secret

    def __init__(self, token: str, public_url: str) -> None:
        self._validator = RequestValidator(token)
        self._public_url = public_url

    @classmethod
    def open(cls, environ: Mapping[str, str], public_url: str) -> Self | None:
        """On when the token is set; signatures are made over PUBLIC_URL and the path."""
        token = environ.get(cls.token_setting, "")
        return cls(token, public_url) if token else None

    def verify(self, request: Request) -> None:
        """Check the signature over the public address and the form's fields."""
        path = request.full_path if request.query_string else request.path
        url = (self._public_url or request.host_url.rstrip("/")) + path
        signature = request.headers.get("X-Twilio-Signature", "")
        if not self._validator.validate(url, request.form, signature):
            raise NotFromProvider("signature missing or wrong")

    def read(self, request: Request) -> Incoming:
        """The message; a number without MessageSid or From is no message of theirs."""
        form = request.form
        sender, message_id = form.get("From", ""), form.get("MessageSid", "")
        if not sender or not message_id:
            raise BadRequest("From and MessageSid are missing")
        count = form.get("NumMedia", "0")
        kinds = [form.get(f"MediaContentType{n}", "") for n in range(min(int(count) if count.isdecimal() else 0, 10))]
        media = [kind.partition("/")[0] or "document" for kind in kinds]
        if form.get("Latitude"):
            media.append("location")
        return Incoming(
            channel=self.name if not sender.startswith(WHATSAPP) else f"{self.name}-whatsapp",
            sender=sender,
            text=form.get("Body", ""),
            message_id=message_id,
            calling_country=calling_country(sender.removeprefix(WHATSAPP)),
            media=tuple(media),
        )

    def limits(self, incoming: Incoming) -> Limits:
        """SMS in segments; WhatsApp whole."""
        return WHATSAPP_LIMITS if incoming.sender.startswith(WHATSAPP) else SMS

    def reply(self, outgoing: Outgoing) -> Response:
        """TwiML with one <Message> a part."""
        twiml = MessagingResponse()
        for part in outgoing.parts:
            twiml.message(part)
        return Response(str(twiml), content_type="text/xml; charset=utf-8")


class Somleng(Twilio):
    """Somleng, the open telecom platform of Cambodia, speaks Twilio's API: same request, signature and TwiML.

    https://www.somleng.org/docs.html
    """

    name: ClassVar[str] = "somleng"
    token_setting: ClassVar[str] = "SOMLENG_AUTH_TOKEN"  # noqa: S105 - the name of a setting, not a secret
