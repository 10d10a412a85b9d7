"""Whether recognition takes linear time on bad input: prints the time at 1, 2 and 4 times the size of each kind.

usage: python -m tests.benchmarks.hostile [CHARACTERS]

Each text is one paragraph, of CHARACTERS (default 250,000) times 1, 2 and 4. The time a character beside that of the
first size should stay about 1; absolute times mean little.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable

from archive.importing.records import ArticleRecord

SIZES = (1, 2, 4)

_NAMES = ("许桂兰", "吴明远", "林秋实", "欧阳静", "尉迟山", "阿依夏木·买买提")
TEXTS: dict[str, str] = {
    "a paragraph of prose": "会议强调，要把春灌工作抓紧抓实，全县上下一条心，渠道清淤在清明之前完成。",
    "names in a row, with marks": "、".join(_NAMES) + "、",
    "names in a row, without": "".join(_NAMES),
    "offices without a name": "县委常委、副县长、县公安局局长、县委办公室主任、",
    "opening book marks": "《关于",
    "closing book marks": "》的通知",
    "opening quotation marks": "“三个",
    "nested marks": "《〈“『",
    "control characters": "\x00\x01\x02\x1f\x7f\ufeff\u200b许桂兰",
    "one character": "的",
    "one surname": "王",
    "digits and points": "第12.34·56—",
    "meetings in a row": "全县春灌工作会议暨第二十次全体会议",
    "blanks": "许 \u3000",
    "remarks and reporters": "许桂兰（女，回族）（记者 吴明远 林秋实）同志",
    "decisions and speeches": "免去许桂兰为副县长，向吴明远汇报，在全县春灌会议上，",
    "heads of programmes": "行动工程计划战略",
    "programmes before 等": "实施旧渠改造提速、泵站节能增效等6个行动，",
    "launched quotations": "开展“清渠”全域护堤“一渠一策”",
}


def main(characters: int) -> None:
    from archive.importing.authority import Authority
    from archive.importing.recognising.recognise import recognise

    recognise([_article("预热")], Authority())
    print(f"{'paragraph':30}" + "".join(f"{f'{size}x':>10}" for size in SIZES) + "   time a character beside 1x")
    for name, unit in {**TEXTS, "random characters": _random()}.items():
        times = [timed(lambda text=text: recognise([_article(text)], Authority())) for text in _grown(unit, characters)]  # type: ignore[misc]
        ratios = "".join(f"{t / times[0] / size:>6.2f}" for t, size in zip(times, SIZES, strict=True))
        print(f"{name:30}" + "".join(f"{t:>9.2f}s" for t in times) + ratios)


def timed(work: Callable[[], object]) -> float:
    """Seconds of this process alone, so that others on the machine do not count."""
    started = time.process_time()
    work()
    return time.process_time() - started


def _grown(unit: str, characters: int) -> list[str]:
    return [unit * (size * characters // len(unit) + 1) for size in SIZES]


def _random() -> str:
    choice = random.Random(7)
    return "".join(choice.choice("王李张会议主持出席、，。《》“”（）第十次书记省长县委同志 ") for _ in range(5000))


def _article(text: str) -> ArticleRecord:
    from archive.management.commands.recognise import article_of

    return article_of([text])


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 250_000)
