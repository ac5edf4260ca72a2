"""Cutting off what a mention took in that is not part of the actor's name: a verb before it, a place after it."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.events.lexicon import Lexicon
from transforms.events.mentions import Mention
from transforms.events.tokens import Token

_AWAY = frozenset(["withdraw", "pull", "evacuate", "expel", "remove", "deport", "bring", "recall"])


def trim(tokens: Sequence[Token], mentions: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """Return the mentions without a verb or "that" which their noun phrase took in: "said accused U.S. forces"."""
    out: list[Mention] = []
    for mention in mentions:
        if mention.last - mention.first == 1:
            out.append(mention)
        else:
            out.extend(_parted(tokens, _trimmed(tokens, mention, lexicon), lexicon))
    return out


def _parted(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> list[Mention]:
    """Where forces are withdrawn "from Somalia", that is no name of theirs: two mentions."""
    inside = [token.lower for token in tokens[mention.first : mention.last]]
    if "from" not in inside:
        return [mention]
    cut = mention.first + inside.index("from")
    before = {lexicon.forms.get(token.lower, ("",))[0] for token in tokens[max(0, mention.first - 3) : mention.first]}
    if not cut or before.isdisjoint(_AWAY):
        return [mention]
    place = " ".join(token.text for token in tokens[cut + 1 : mention.last])
    there = Mention(cut + 1, mention.last, place, place, mention.country, "", "", "state", mention.entry)
    return [mention._replace(last=cut, country=""), there]


def _trimmed(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> Mention:
    first = mention.first
    while first < mention.last - 1 and (tokens[first].lower == "that" or _stray_verb(tokens, first, lexicon)):
        first += 1
    return mention if first == mention.first else mention._replace(first=first)


def _stray_verb(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """A lower-case -ed form at the head of a mention after a noun is the verb before it."""
    token = tokens[i]
    known = lexicon.forms.get(token.lower)
    if known is None or not set(known[1]) & {"D", "N"} or not token.text[0].islower() or i == 0:
        return False
    before = tokens[i - 1].lower
    return lexicon.closed.get(before, "N") not in "DJP" and before not in ("'s", "’s")
