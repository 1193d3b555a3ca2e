"""Send the line a signed test message through the front door, as Twilio would, and a forged one.

Run it on the server as root, because only root may read the settings:

    sudo /opt/sarika/.venv/bin/python /opt/sarika/deploy/try_line.py /etc/sarika.env MENU

The message comes from a number that nobody has. It is counted in the statistics like any other.
"""

from __future__ import annotations

import secrets
import sys
from pathlib import Path

import requests
from twilio.request_validator import RequestValidator

NOBODY = "+15005550006"  # Twilio's own number for tests
CHANNELS = {"twilio": "TWILIO_AUTH_TOKEN", "somleng": "SOMLENG_AUTH_TOKEN"}
RESTING = (Path(__file__).parent / "resting.xml").read_text(encoding="utf-8").strip()[-60:]


def settings(path: Path) -> dict[str, str]:
    """The NAME=value lines of the file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.lstrip().startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, value in pairs}


def post(url: str, token: str, text: str) -> requests.Response:
    """One message, signed with the token."""
    form = {"MessageSid": f"SM{secrets.token_hex(16)}", "From": NOBODY, "To": NOBODY, "Body": text}
    signature = RequestValidator(token).compute_signature(url, form)
    return requests.post(url, data=form, headers={"X-Twilio-Signature": signature}, timeout=15)


def works(url: str, token: str, text: str) -> bool:
    """Whether this channel answers the true message and refuses the forged one; prints what it saw."""
    print(url)
    try:
        true, forged = post(url, token, text), post(url, secrets.token_hex(16), "forged")
    except requests.RequestException as error:
        print(f"cannot be reached: {type(error).__name__}")
        return False
    print(f"signed: {true.status_code} (should be 200)")
    print(f"forged: {forged.status_code} (should be 403)")
    print(true.text)
    if RESTING in true.text:
        print("That is the fixed reply of nginx. Sarika itself did not answer: journalctl -u sarika")
        return False
    return true.status_code == 200 and "<Message>" in true.text and forged.status_code == 403


def main(path: str = "/etc/sarika.env", *words: str) -> int:
    """Try each channel that is set up; 0 if all work."""
    known = settings(Path(path))
    public = known.get("PUBLIC_URL", "").rstrip("/")
    on = {channel: token for channel, name in CHANNELS.items() if (token := known.get(name))}
    if not public.startswith("https://") or not on:
        print(f"{path} needs PUBLIC_URL=https://... and one of {', '.join(CHANNELS.values())}.")
        return 1
    text = " ".join(words) or "MENU"
    seen = [works(f"{public}/webhook/{channel}", token, text) for channel, token in on.items()]
    good = all(seen)
    print("All is well." if good else "Something is wrong: see the end of docs/deploy.md.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
