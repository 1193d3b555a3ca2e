"""Print how long the functions of `bot.text` take: `.venv/bin/python -m bench.text`."""

import time
from collections.abc import Callable

from bot.text import clean, clusters, parts, segments

SAMPLES = {
    "Khmer": "ខ្ញុំធ្វើការនៅថៃ ថៅកែមិនបើកប្រាក់ខែឲ្យខ្ញុំ ២ខែហើយ គាត់ដកលិខិតឆ្លងដែនទៀត សូមជួយផង។ ",
    "Burmese": "ကျွန်တော် ထိုင်းမှာ အလုပ်လုပ်နေပါတယ်။ သူဌေးက လစာ ၂ လ မပေးဘူး ပတ်စပို့လည်း သိမ်းထားတယ်။ ",
    "Zawgyi": "ကၽြန္ေတာ္ ထိုင္းမွာ အလုပ္လုပ္ေနပါတယ္။ သူေဌးက လစာ ၂ လ မေပးဘူး ပတ္စပို႔လည္း သိမ္းထားတယ္။ ",
    "English": "I work in Thailand, my boss has not paid me for 2 months and keeps my passport. Please tell me. ",
}


def microseconds(function: Callable[[str], object], text: str, times: int = 300) -> float:
    function(text)
    start = time.perf_counter()
    for _ in range(times):
        function(text)
    return (time.perf_counter() - start) / times * 1e6


def main() -> None:
    print("microseconds a call; 100 characters, pages() 400, all caches warm")
    for name, sample in SAMPLES.items():
        text, long = (sample * 2)[:100], (sample * 5)[:400]
        row = {
            function.__name__: microseconds(function, text)
            for function in (clean.fold, clean.readings, clusters.edges, clusters.breaks, segments.segments)
        }
        row["pages"] = microseconds(lambda answer: parts.pages(answer, "Text MORE"), long)
        print(f"{name:8}", "  ".join(f"{label} {value:.0f}" for label, value in row.items()))


if __name__ == "__main__":
    main()
