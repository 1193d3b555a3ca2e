"""How understanding grows with the examples: time a message, memory of a worker, learning, at 1x, 3x and 10x.

The further examples are the content's own with letters swapped at random: other features, so the model grows as it would.
Learned for one round only (the size of the model and the time to ask it are the same); `python bench/growth.py`.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bot import settings
from bot.library.load import load
from bot.messages import Session
from bot.understanding import examples, learning
from bot.understanding.examples import Examples
from bot.understanding.reader import Reader

FACTORS = (1, 3, 10)
ASKED = 3000


def main() -> None:
    if len(sys.argv) > 1:
        return ask(Path(sys.argv[1]))
    library = load(settings.read().content)
    found = learning.examples(library)
    learning.EPOCHS = 1
    first: dict[str, float] = {}
    print(
        f"{'examples':>9} {'features':>9} {'learn s':>8} {'file MB':>8} {'median us':>10} {'p99 us':>8} {'worker MB':>10}"
    )
    for factor in FACTORS:
        began = time.perf_counter()
        model = learning.learn(grown(found, factor))
        learned = time.perf_counter() - began
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.npz"
            examples.save(model, path)
            run = subprocess.run([sys.executable, __file__, str(path)], capture_output=True, text=True, check=True)
            size = path.stat().st_size / 1e6
        row = json.loads(run.stdout)
        first = first or row
        print(f"{factor * len(found):9} {len(model.vocabulary):9} {learned:8.1f} {size:8.1f} {row['median']:10.0f}"
              f" {row['p99']:8.0f} {row['memory']:10.0f}   {row['median'] / first['median']:.2f}x the time")  # fmt: skip


def grown(found: list[learning.Example], factor: int) -> list[learning.Example]:
    chance = random.Random(1)
    return found + [replace(e, folded=slipped(e.folded, chance)) for _ in range(factor - 1) for e in found]


def slipped(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(max(1, len(letters) // 8)):
        place = chance.randrange(max(1, len(letters) - 1))
        letters[place : place + 2] = reversed(letters[place : place + 2])
    return "".join(letters)


def ask(path: Path) -> None:
    library = load(settings.read().content)
    reader = Reader(library, Examples(examples.load(path)))
    lines = [q.text for qs in library.questions.values() for q in qs]
    times = []
    for text in random.Random(1).sample(lines, ASKED):
        start = time.perf_counter_ns()
        reader.read(text, Session())
        times.append((time.perf_counter_ns() - start) / 1000)
    times.sort()
    memory = next(
        int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if "VmRSS" in line
    )
    print(json.dumps({"median": statistics.median(times), "p99": times[int(ASKED * 0.99)], "memory": memory / 1024}))


if __name__ == "__main__":
    main()
