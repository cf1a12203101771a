"""Numbers in digits and in words: "1,048,000", "2.5 million", "four hundred and five"."""

from oversikt.words.marks import Item
from oversikt.words.pack import Pack


def number_at(items: list[Item], i: int, pack: Pack) -> tuple[int, float, bool] | None:
    """Return the number that begins at ``i``: ``(end, value, is digits)``, None where none does.

    Args:
        items: Marked items.
        i: A position.
        pack: The language's pack, which knows how digits are grouped.
    """
    if i >= len(items):
        return None
    item = items[i]
    if item.word[0].isdecimal():
        value = _digits(item.word, pack)
        if value is None:
            return None
        j = i + 1
        if j < len(items) and ("mult" in items[j].tags):
            total = value * items[j].tags["mult"]
            j += 1
            return _more(items, j, round(total, 6), items[j - 1].tags["mult"], pack)
        return j, value, True
    tags = item.tags
    if "num" not in tags and "mult" not in tags and "fraction" not in tags:
        return None
    words = _words(items, i)
    if (
        words is not None
        and words[1] >= 100
        and words[0] < len(items)
        and "joiner" in items[words[0]].tags
    ):
        return _more(items, *words[:2], words[1], pack)  # "مليونا و48 ألفا"
    return words


def _more(
    items: list[Item], j: int, total: float, scale: float, pack: Pack
) -> tuple[int, float, bool]:
    """Add what follows a thousand or a million: "1 million and 48 thousand", "217 thousand 764"."""
    k = j
    if k < len(items) and ("joiner" in items[k].tags or "and" in items[k].tags):
        k += 1
    if k < len(items) and items[k].word[0].isdecimal():
        value = _digits(items[k].word, pack)
        if value is not None and k + 1 < len(items) and "mult" in items[k + 1].tags:
            value *= items[k + 1].tags["mult"]
            end = k + 2
        else:
            end = k + 1
        if value is not None and value < scale and (k > j or value >= 100):
            return end, total + value, True
    return j, total, True


def _words(items: list[Item], i: int) -> tuple[int, float, bool] | None:
    """Read a number in words: units and tens add, hundreds and thousands multiply."""
    total, current = 0.0, 0.0
    last_added = 0.0  # the last word's value, that what follows must be smaller than
    j, seen = i, 0
    while j < len(items):
        tags = items[j].tags
        step = 0
        if seen and j + 1 < len(items) and ("joiner" in tags or items[j].word == "-"):
            step = 1
            tags = items[j + 1].tags
        if "num" in tags:
            value = tags["num"]
            if seen and not _adds(last_added, value, step):
                break
            current += value
            last_added = value
        elif "mult" in tags and not seen and "magnitude" in tags:
            break  # "آلاف", "тысячи" alone: thousands, not one thousand
        elif "mult" in tags and (seen or tags["mult"] >= 100):
            scale = tags["mult"]
            if step and scale >= last_added > 0:
                break
            if scale == 100:
                current = (current or 1) * 100
            else:
                total += (current or 1) * scale
                current = 0
            last_added = scale
        elif "fraction" in tags and not seen:
            current += tags["fraction"]
            last_added = 1
            if j + 1 < len(items) and "one" in items[j + 1].tags:
                step = 1  # "half a million"
        elif "fraction" in tags and step:
            current += tags["fraction"]
        else:
            break
        seen += 1
        j += 1 + step
    return (j, total + current, False) if seen else None


def _adds(last: float, value: float, joined: int) -> bool:
    """May ``value`` be added after a word of value ``last``: 20 + 1, 100 + 5, 1000 + 200, 5 and 20?"""
    if last >= 100:
        return value < last
    if last >= 20 and last % 10 == 0:
        return 0 < value < 10
    return bool(joined) and 0 < last < 10 and value in (20, 30, 40, 50, 60, 70, 80, 90)


def _digits(word: str, pack: Pack) -> float | None:
    """Return the value of digits with the language's grouping; None for what is no number."""
    if word.isdecimal():
        return float(int(word)) if len(word) <= 9 else None
    if ":" in word:
        return None  # "10:33"
    signs = [c for c in word if not c.isdecimal()]
    parts = "".join(c if c.isdecimal() else "|" for c in word).split("|")
    if any(not p for p in parts) or len(word) > 15:
        return None
    grouped = all(len(p) == 3 for p in parts[1:]) and 1 <= len(parts[0]) <= 3 and parts[0] != "0"
    if grouped and len(set(signs)) == 1 and (signs[0] != pack.decimal or len(parts) > 2):
        return float("".join(parts))
    if grouped and signs[0] == pack.decimal and signs[0] in pack.group:
        return float("".join(parts))
    if len(parts) == 2:
        return float(f"{int(parts[0])}.{''.join(str(int(c)) for c in parts[1])}")
    if len(set(signs)) == 2 and signs[-1] != signs[0]:
        return float(f"{int(''.join(parts[:-1]))}.{parts[-1]}")
    return None
