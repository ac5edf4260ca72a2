"""Tags, groups and clauses: who is the subject of which verb."""

from __future__ import annotations

import pytest

from transforms.events.actors.actors import DocumentActors
from transforms.events.actors.trimming import trim
from transforms.events.dates.dates import find_dates
from transforms.events.gazetteer.gazetteer import Gazetteer
from transforms.events.lexicon.lexicon import Lexicon
from transforms.events.lexicon.loading import load as load_lexicon
from transforms.events.syntax import clauses, groups, tagger
from transforms.events.text.tokens import Words


@pytest.fixture(scope="module")
def knowledge() -> tuple[Lexicon, Gazetteer]:
    return load_lexicon(), Gazetteer.load()


def parse(text: str, knowledge: tuple[Lexicon, Gazetteer]) -> list[str]:
    lexicon, gazetteer = knowledge
    words = Words(text)
    mentions = trim(words, DocumentActors(gazetteer, None).mentions(words), lexicon)
    times = [(time.first, time.last, time.modifier) for time in find_dates(words)]
    tags = tagger.tag(words, mentions, times, lexicon)
    built = clauses.build(groups.cut(words, tags, mentions, lexicon), lexicon)
    return [
        f"{clause.kind}: {words.texts[clause.subject.head] if clause.subject else '-'} {clause.verb.lemma}"
        + (" passive" if clause.verb.passive else "")
        + (" not" if clause.verb.negated else "")
        + (" future" if clause.verb.tense == "future" else "")
        for clause in built
        if clause.verb is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran met Russia.", ["main: Iran meet"]),
        ("Iran, which met Russia, attacked Turkey.", ["main: Iran attack", "rel: Iran meet"]),
        ("Iran said that Russia had attacked Turkey.", ["main: Iran say", "comp: Russia attack"]),
        ("Russia attacked Turkey, Iran said.", ["main: Russia attack", "report: Iran say"]),
        ("Iran urged Russia to leave.", ["main: Iran urge", "inf: Russia leave"]),
        ("Iran refused to meet Russia.", ["main: Iran refuse", "inf: Iran meet"]),
        ("Iran visited Russia and praised Turkey.", ["main: Iran visit", "coord: Iran praise"]),
        ("Iran was attacked by Russia.", ["main: Iran attack passive"]),
        ("The rebels captured in May were freed.", ["main: rebels free passive", "rel: rebels capture passive"]),
        ("Iran will not meet Russia.", ["main: Iran meet not future"]),
        ("Iran to meet Russia", ["main: Iran meet future"]),
        ("Iran is to meet Russia.", ["main: Iran be", "main: Iran meet future"][1:]),
        ("Iran wants to visit Russia and meet Turkey.", ["main: Iran want", "inf: Iran visit", "inf: Iran meet"]),
        ("Iran will visit Russia and meet Turkey.", ["main: Iran visit future", "coord: Iran meet future"]),
        ("Iran will not harm or meet Russia.", ["main: Iran harm not future", "coord: Iran meet not future"]),
        ("Iran said its troops shot down two drones.", ["main: Iran say", "comp: troops shoot"]),
        ("Iran condemned Russia, calling it cruel.", ["main: Iran condemn", "part: Iran call"]),
        ("Having met Turkey, Iran condemned Russia.", ["main: Iran condemn", "part: Iran meet"]),
        ("If Russia attacks Turkey, Iran will close the strait.", ["main: Iran close future", "adv: Russia attack"]),
        ("After Russia attacked Turkey, Iran met Iraq.", ["main: Iran meet", "adv: Russia attack"]),
        ("At a summit that failed, Iran met Russia.", ["main: Iran meet", "rel: summit fail"]),
        ("Iran ruled out sending troops.", ["main: Iran rule", "ger: Iran send"]),
        ("After Russia attacked, Iran met Iraq.", ["main: Iran meet", "adv: Russia attack"]),
        (
            "Iran met Iraq after Russia stopped sending arms.",
            ["main: Iran meet", "adv: Russia stop", "ger: Russia send"],
        ),
        ("Iran met Iraq after Navalny jailed", ["main: Iran meet", "rel: Navalny jail passive"]),
        (
            "Iran agreed to help Iraq, and Turkey refused to go.",
            ["main: Iran agree", "inf: Iran help", "coord: Turkey refuse", "inf: Turkey go"],
        ),
        ("The crew was held by Iran and freed on Monday.", ["main: crew hold passive", "coord: crew free passive"]),
        ('"Iran," Russia said on Monday, "must leave Iraq."', ["main: Iran leave", "report: Russia say"]),
        ('"We will," said Russia, "attack Iraq."', ["main: Russia attack future", "report: Russia say"]),
        ('"Iran left," Russia said, "and Iraq won."', ["main: Iran leave", "coord: Iraq win", "report: Russia say"]),
        ("The drone Iran sent to Iraq was shot down.", ["main: drone shoot passive", "rel: Iran send"]),
        ("The Iraqi town that Iran shelled on Monday lies here.", ["main: town lie", "rel: Iran shell"]),
        ("The raid that Iran launched on Monday killed two.", ["main: raid kill", "comp: Iran launch"]),
        ("Putin: Iran must leave Iraq", ["main: Putin say", "comp: Iran leave"]),
        ("Putin set to visit Iran", ["main: Putin set passive", "inf: Putin visit"]),
        ("If Iran attacks, Iraq will leave.", ["main: Iraq leave future", "adv: Iran attack"]),
        ("Iran, Russia says, attacked Iraq.", ["main: Iran attack", "report: Russia say"]),
        ("Iran, officials in Baghdad said on Monday, left.", ["main: Iran leave", "report: Baghdad say"]),
        ("The deal, signed in Geneva, failed.", ["main: deal fail", "part: deal sign passive"]),
        ("The minister who met envoys left Iran.", ["main: minister leave", "rel: minister meet"]),
        ("Iran has yet to meet Russia.", ["main: Iran have", "inf: Iran meet"]),
        ("On its own, Iran praised Russia.", ["main: Iran praise"]),
        ("Iran condemned that step by Russia.", ["main: Iran condemn"]),
        ("Iran condemned that, and met Russia.", ["main: Iran condemn", "coord: Iran meet"]),
        ('He said: "Iran to meet Russia."', ["main: He say", "inf: Iran meet"]),
    ],
)
def test_clauses(text: str, expected: list[str], knowledge: tuple[Lexicon, Gazetteer]) -> None:
    assert parse(text, knowledge) == expected
