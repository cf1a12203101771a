"""What the gazetteer costs: opening it, memory, and lookups of words that are and are not names.

    .venv/bin/python -m benchmarks.places

The first lookups of a word pay for endings and hashes (cold); a text's words repeat, so most
lookups find the word remembered (warm).
"""

import resource
import sys
import time

from oversikt.places.gazetteer import Gazetteer

# Words as they stand in reports, none of them a place; made longer by a running number.
_NO_NAMES = {"en": "Killed", "nb": "Drepte", "uk": "Вбитими", "ru": "Убитыми", "ar": "وقتلوا"}
_NAMES = {"en": "Mosul", "nb": "Mosuls", "uk": "Харкові", "ru": "Мосуле", "ar": "وبغداد"}
_WORDS = 20_000


def main() -> None:
    """Measure and print one line for each thing measured."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    gazetteer = Gazetteer.load()
    opened = time.perf_counter() - start
    for language, word in _NO_NAMES.items():
        words = [f"{word}{chr(0x61 + n % 26)}{n // 26}" for n in range(_WORDS)]
        cold = _seconds(gazetteer, words, language)
        warm = _seconds(gazetteer, [word] * _WORDS, language)
        hit = _seconds(gazetteer, [_NAMES[language]] * _WORDS, language)
        _say(f"{language}: no name cold {cold:.0f} ns, warm {warm:.0f} ns; name warm {hit:.0f} ns")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    _say(f"opened in {opened * 1e3:.1f} ms; peak memory grew by {grown / 1024:.0f} MB")


def _seconds(gazetteer: Gazetteer, words: list[str], language: str) -> float:
    start = time.perf_counter()
    for at in range(len(words)):
        gazetteer.match(words, at, language)
    return (time.perf_counter() - start) / len(words) * 1e9


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
