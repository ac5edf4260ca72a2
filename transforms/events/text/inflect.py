"""The forms of an English verb, by rule, and the plural of a noun.

Letters for the forms: B base, S third person singular, D past, N past participle, G the -ing form.
"""

from __future__ import annotations

_VOWELS = "aeiou"


def verb_forms(base: str, irregular: tuple[str, ...] = ()) -> dict[str, str]:
    """Return form -> letters, e.g. `meet` -> `{"meet": "B", "meets": "S", "met": "DN", "meeting": "G"}`.

    `irregular` holds past and participle, and the -ing form where that is irregular too.
    """
    past = irregular[0] if irregular else _ed(base)
    participle = irregular[1] if irregular else past
    gerund = irregular[2] if len(irregular) > 2 else _ing(base, doubled=False)
    forms: dict[str, str] = {}
    for form, letter in ((base, "B"), (plural(base), "S"), (past, "D"), (participle, "N"), (gerund, "G")):
        forms[form] = forms.get(form, "") + letter
    if not irregular and base[-1] == "l" and base[-2:-1] in tuple("aeo") and base[-3:-2] not in tuple(_VOWELS):
        forms |= {f"{base}led": "DN", f"{base}ling": "G"}  # as Britons write it: "travelled"
    return forms


def plural(noun: str) -> str:
    """Return a noun's regular plural, which is also how a verb's third person singular is made."""
    if noun.endswith(("s", "x", "z", "ch", "sh")) or noun in {
        "go",
        "do",
        "veto",
        "embargo",
        "torpedo",
        "echo",
        "undergo",
        "forgo",
    }:
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def _ed(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return base + base[-1] + "ed" if _doubles(base) else base + "ed"


def _ing(base: str, *, doubled: bool) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return base + base[-1] + "ing" if doubled or _doubles(base) else base + "ing"


def _doubles(base: str) -> bool:
    """A short verb of one syllable that ends consonant, vowel, consonant: stop, plan, rob."""
    return (
        len(base) <= 4
        and base[-1] not in _VOWELS + "wxy"
        and base[-2:-1] in tuple(_VOWELS)
        and base[-3:-2] not in tuple(_VOWELS)
        and sum(letter in _VOWELS for letter in base) == 1
    )
