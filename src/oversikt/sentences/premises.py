"""What makes a name no place where something happened: streets, counties, parts of towns, offices."""

from oversikt.words.marks import Item
from oversikt.words.pack import Pack


def of_town(items: list[Item], i: int) -> bool:
    """Does a word for a part of a town lead to a name: "en la colonia Santa Mónica", "le quartier de X"?

    The place is the town; elsewhere that name may be a town's ("Las Américas", "Villanueva").

    Args:
        items: Marked items of the sentence.
        i: Position of the name's first word.
    """
    at = i - 1
    while at > 0 and ("of" in items[at].tags or "filler" in items[at].tags):
        at -= 1
    return at >= 0 and "place_part" in items[at].tags


def shire(items: list[Item], last: int) -> bool:
    """Does a word make a name that of a county: "Colbert County"?

    Args:
        items: Marked items of the sentence.
        last: Position of the name's last word.
    """
    return last + 1 < len(items) and "shire" in items[last + 1].tags


def of_street(items: list[Item], first: int, last: int, pack: Pack) -> bool:
    """Is this the name of a street: "Oliver Avenue", "la calle Bogotá", "the 3400 block of Oxford", "на
    Киевской улице", "на Гагарина"?

    Args:
        items: Marked items of the sentence.
        first: Position of the name's first word.
        last: Position of its last.
        pack: The language's pack.
    """
    after = items[last + 1] if last + 1 < len(items) else None
    adjective = items[last].low.endswith(pack.adjective_endings.get("street", ("\0",)))
    if after is not None and "street" in after.tags and (after.capital or adjective):
        return True
    led = pack.streets_led.get(items[first - 1].low, ()) if first else ()
    if led and first == last and items[first].low.endswith(led):
        return True
    return first > 0 and "street_before" in items[first - 1].tags


def of_base(items: list[Item], first: int, last: int) -> bool:
    """Is this where somebody sits, and nothing happened: "the UK-based monitor", "con sede en Londres"?

    Args:
        items: Marked items of the sentence.
        first: Position of the name's first word.
        last: Position of its last.
    """
    before = items[max(0, first - 2) : first]
    after = [x for x in items[last + 1 : last + 3] if x.word != "-"][:1]
    return any("base" in x.tags for x in (*before, *after))
