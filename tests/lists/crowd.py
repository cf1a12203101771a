"""A made-up crowd: people with Arabic and Latin names, on lists that spell them their own way."""

import random
from dataclasses import dataclass, replace

from oversikt.lists import Listed

# Common names, each with Latin spellings; none is taken from any list of victims.
GIVEN = {
    "محمد": ("Mohammed", "Muhammad", "Mohamad"), "أحمد": ("Ahmed", "Ahmad"),
    "علي": ("Ali", "Aly"), "يوسف": ("Yousef", "Yusuf", "Youssef"), "خالد": ("Khaled", "Khalid"),
    "عبد الرحمن": ("Abd al-Rahman", "Abdul Rahman", "Abdelrahman"), "مريم": ("Maryam", "Mariam"),
    "فاطمة": ("Fatima", "Fatma"), "نور الدين": ("Nour al-Din", "Nur Eddin"),
    "إبراهيم": ("Ibrahim", "Ebrahim"), "سعيد": ("Said", "Saeed"), "زينب": ("Zainab", "Zeinab"),
    "حسن": ("Hassan", "Hasan"), "سمير": ("Samir", "Sameer"), "ليلى": ("Layla", "Leila"),
}  # fmt: skip
FAMILY = {
    f"{first}{second}": (f"{one}{two}", f"{one.replace('e', 'i')}{two}")
    for first, one in (("طر", "Tar"), ("قن", "Qan"), ("شو", "Shou"), ("بر", "Ber"), ("غز", "Ghez"))
    for second, two in (("ابيل", "abil"), ("دوش", "doush"), ("كاني", "kani"), ("موري", "mouri"))
}
PLACES = ("Baghdad", "Basra", "Mosul")


@dataclass(frozen=True)
class Person:
    """Somebody, as they are."""

    given: str
    father: str
    grandfather: str
    family: str
    age: int
    sex: str
    date: str
    place: str


def crowd(many: int, seed: int = 7) -> list[Person]:
    """Draw people in families, who share the names of their house and mostly die together."""
    luck = random.Random(seed)  # noqa: S311 - no secret
    people: list[Person] = []
    names = list(GIVEN)
    while len(people) < many:
        house = luck.choice(names), luck.choice(names), luck.choice(list(FAMILY))
        together = f"2013-0{luck.randint(4, 7)}-{luck.randint(1, 28):02}", luck.choice(PLACES)
        for given in luck.sample(names, luck.choice((1, 1, 2, 3))):
            age, sex = luck.randint(0, 80), luck.choice(("female", "male"))
            day, place = together
            if luck.random() < 0.3:
                day = f"2013-0{luck.randint(4, 7)}-{luck.randint(1, 28):02}"
            people += [Person(given, *house, age, sex, day, place)]
    return people[:many]


def listed(people: list[Person], on: str, share: float, seed: int) -> list[Listed]:
    """Return a list that holds a share of the people, spelled its own way; ``rec`` is the truth."""
    luck = random.Random(seed)  # noqa: S311 - no secret
    found = []
    for number, one in enumerate(people):
        if luck.random() >= share:
            continue
        arabic = f"{one.given} {one.father} {one.grandfather} {one.family}"
        if luck.random() < 0.3:
            arabic = arabic.replace("أ", "ا").replace("ة", "ه").replace("عبد ال", "عبدال")
        latin = " ".join(
            luck.choice(table[part])
            for table, part in (
                (GIVEN, one.given), (GIVEN, one.father), (GIVEN, one.grandfather),
                (FAMILY, one.family),
            )
        )  # fmt: skip
        age = one.age + (luck.choice((-1, 1)) if luck.random() < 0.05 and one.age else 0)
        row = Listed(on, str(number), (arabic, latin), age, one.sex, one.date, one.place)
        found.append(row)
    return found


def only(rows: list[Listed], script: int) -> list[Listed]:
    """Return the rows with the name in one script: 0 Arabic, 1 Latin."""
    return [replace(row, names=(row.names[script],)) for row in rows]
