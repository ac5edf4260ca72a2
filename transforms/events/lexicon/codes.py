"""From type, mode and context to the codes and scores other systems use: CAMEO, Goldstein, PLOVER.

The tables transcribe facts of the PLOVER manual and its published map from CAMEO. Two of them are easily got wrong:
PROTEST is material conflict (quad 4) in PLOVER and verbal in CAMEO, and the manual prints ACCUSE's score without its
minus.
"""

from __future__ import annotations

from functools import lru_cache

from transforms.events.files import tables

QUAD = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1,
    "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip

MODES: dict[str, tuple[str, ...]] = {
    "": (),
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": (),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation",
        "cyber",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    ),
}  # fmt: skip

COOPERATION = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE", "RETREAT", "CONCEDE"})
CONFLICT = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "THREATEN"})


@lru_cache(maxsize=1)
def _scores() -> tuple[dict[tuple[str, str], float], dict[str, float], dict[tuple[str, str, str], str]]:
    """Read the three small tables: PLOVER scores, Goldstein scores, and the CAMEO code of type, mode and context."""
    plover = {(row.cell(0), row.cell(1)): float(row.cell(2)) for row in tables.read("plover_scores.tsv")}
    goldstein = {row.cell(0): float(row.cells[1]) for row in tables.read("goldstein.tsv")}
    cameo = {(row.cell(0), row.cell(1), row.cell(2)): row.cell(3) for row in tables.read("cameo_codes.tsv")}
    return plover, goldstein, cameo


@lru_cache(maxsize=1024)
def plover_score(event_type: str, mode: str | None) -> float | None:
    """Return the score of a mode, or of its type where the mode has none, -10 to 10."""
    scores = _scores()[0]
    return scores.get((event_type, mode or ""), scores.get((event_type, "")))


@lru_cache(maxsize=1024)
def goldstein(cameo_code: str) -> float | None:
    """Return the Goldstein score of a CAMEO code, of its parent where it has none itself."""
    scores = _scores()[1]
    return next((scores[cameo_code[:n]] for n in (len(cameo_code), 3) if cameo_code[:n] in scores), None)


@lru_cache(maxsize=4096)
def cameo(event_type: str, mode: str | None, contexts: tuple[str, ...]) -> str:
    """Return the CAMEO code of type, mode and the first context that has a code of its own."""
    table = _scores()[2]
    keys = [(event_type, mode or "", context) for context in contexts]
    keys += [(event_type, mode or "", ""), (event_type, "", "")]
    return next(table[key] for key in keys if key in table)
