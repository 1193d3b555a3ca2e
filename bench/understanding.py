"""How long a message takes to be understood, and what a worker weighs: `make bench`.

Prints a table in microseconds for messages of the content's own questions (what is learned from, so only time counts here).
"""

from __future__ import annotations

import random
import resource
import statistics
import time
from pathlib import Path

from bot import settings


def main() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    from bot.service import Service

    service = Service(settings.read())
    ready = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    from bot.messages import Session

    reader = service.shelf.current
    chance = random.Random(1)
    print(f"ready in {ready:.2f} s, {(after - before) / 1024:.0f} MB more than an empty interpreter")
    print(f"{'':4} {'messages':>9} {'median':>8} {'p99':>8}  microseconds a message, one core")
    for language in service.library.languages:
        lines = [q.text for (spoken, _), qs in service.library.questions.items() if spoken == language for q in qs]
        chosen = chance.sample(lines, min(2000, len(lines)))
        times = []
        for text in chosen:
            start = time.perf_counter_ns()
            reader.read(text, Session())
            times.append((time.perf_counter_ns() - start) / 1000)
        times.sort()
        print(f"{language:4} {len(times):9} {statistics.median(times):8.0f} {times[int(len(times) * 0.99)]:8.0f}")
    print(f"model: {sum(f.stat().st_size for f in Path(service.settings.models).glob('*.np?')) / 1e6:.0f} MB on disk")


if __name__ == "__main__":
    main()
