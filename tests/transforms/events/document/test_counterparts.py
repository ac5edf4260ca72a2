"""The side that a sentence leaves unsaid: whom the document tells of, and when it stays unknown."""

from __future__ import annotations

from typing import Any

import pytest

from transforms.events import tag
from transforms.events.api import coder, sections_of_text
from transforms.events.dates.dates import day_of
from transforms.events.document.salience import Cues, Salience

PUBLISHED = "2024-05-08"
QUARREL = """Togo protests to Benin over border post

Togo accused Benin of moving a border post. Benin expelled a Togolese diplomat on Monday. """


def last(text: str) -> dict[str, Any]:
    return tag(text, PUBLISHED)[-1]


def sides(event: dict[str, Any]) -> tuple[list[str], list[str]]:
    source, target = ([party["country"] for party in event[side]] for side in ("source", "target"))
    return source, target


@pytest.mark.parametrize(
    ("sentence", "kind", "source", "target"),
    [
        ("Togo demanded an apology.", "REQUEST", "TGO", "BEN"),
        ("Benin has detained six fishermen.", "COERCE", "BEN", "TGO"),
        ("Ghana, a friend of Benin, welcomed the decision.", "SUPPORT", "GHA", "BEN"),
        ("Many wondered how the appointment would affect negotiations with Benin.", "CONSULT", "BEN", "TGO"),
        ("A crowd stormed the Togolese consulate.", "PROTEST", "BEN", "TGO"),
        ("Six Togolese fishermen have been detained.", "COERCE", "BEN", "TGO"),
        ("The foreign minister also urged Benin to withdraw.", "REQUEST", "TGO", "BEN"),
        ("Ghana offered engineers to help Benin move the post back.", "AGREE", "GHA", "BEN"),
    ],
)
def test_an_official_act_is_towards_whom_the_document_tells_of(
    sentence: str, kind: str, source: str, target: str
) -> None:
    event = last(QUARREL + sentence)
    assert (event["event_type"], *sides(event)) == (kind, [source], [target])


@pytest.mark.parametrize(
    "sentence",
    [
        "Malawi promised emergency supplies.",  # nobody has told of it and Benin or Togo
        "Benin imposed a curfew.",  # martial law is for one's own
        "Benin ordered the state oil company to move its pumps.",  # who is asked is told
    ],
)
def test_what_need_not_be_towards_the_other_country_stays_open(sentence: str) -> None:
    assert "BEN" not in sides(last(QUARREL + sentence))[1]
    assert "TGO" not in sides(last(QUARREL + sentence))[1]


def test_aides_are_one_s_own() -> None:
    event = last(QUARREL + "Benin's president told aides to stay calm.")
    assert (event["scope"], sides(event)[1]) == ("domestic", ["BEN"])


def test_in_a_text_about_one_country_its_acts_are_its_own() -> None:
    text = "Togo accused Benin of moving a border post. Benin expelled a Togolese diplomat. Benin demanded calm."
    home = "Benin raised wages. Benin built schools. Benin has elected a mayor. Benin's farmers are content. "
    assert sides(last(text))[1] == ["TGO"]
    assert sides(last(home + home + text))[1] == []


def test_a_measure_is_taken_by_the_country_that_the_text_is_set_in() -> None:
    home = "Benin raised wages. Benin built schools. Benin has elected a mayor. Benin's farmers are content. "
    assert sides(last(home + "Tariffs on Togolese goods were raised to 20 percent.")) == (["BEN"], ["TGO"])


def test_a_noun_told_with_its_country_keeps_it() -> None:
    text = "Ghana has detained 24 Togolese sailors. Mali spoke with Benin. Nigeria urged Ghana to free the sailors."
    (told,) = [event for event in tag(text, PUBLISHED) if event["event_type"] == "COERCE"]
    assert sides(told) == (["GHA"], ["TGO"])
    freed = last("Ghana has detained 24 Togolese sailors. Benin fell silent. Mali sentenced the sailors to two years.")
    assert sides(freed) == (["MLI"], ["TGO"])


def test_a_guessed_side_shows_in_the_rules_and_in_the_signs() -> None:
    events = coder().code(sections_of_text(QUARREL + "Togo demanded an apology."), day_of(PUBLISHED))
    (guessed,) = [event for event in events if event.event_type == "REQUEST"]
    assert "rule:partner" in guessed.rules or "rule:salient" in guessed.rules
    assert {"filled=partner", "filled=salient"} & set(guessed.signs)
    told = [sign for event in events if event is not guessed for sign in event.signs if sign.startswith("filled=")]
    assert set(told) == {"filled=no"}


def test_the_other_side_is_the_one_spoken_of_most_and_a_reason_doubles_that() -> None:
    salience = Salience()
    salience.counts.update({"TGO": 5, "BEN": 3, "GHA": 2, "UNO": 9})
    assert salience.beside("TGO", Cues(), states=True) == "BEN"
    assert salience.beside("TGO", Cues(), states=False) == "UNO"
    assert salience.beside("TGO", Cues(here=["GHA"]), states=True) == "GHA"
    assert salience.beside("TGO", Cues(acts={"GHA": 1}), states=True) == "GHA"
    assert salience.beside("TGO", Cues(alike={"GHA": 1}), states=True) == "GHA"
    assert Salience().beside("TGO", Cues(), states=True) == ""


def test_the_country_named_last_is_likelier_than_one_named_long_before() -> None:
    salience = Salience()
    salience.counts.update({"BEN": 3, "GHA": 2})
    salience.places.update({"BEN": [0, 1, 2], "GHA": [8, 9]})
    assert salience.beside("TGO", Cues(at=2), states=True) == "BEN"
    assert salience.beside("TGO", Cues(at=9), states=True) == "GHA"
    assert salience.lead("GHA", "TGO", Cues(at=9)) == 2


def test_a_reproach_or_a_gift_is_to_the_country_of_the_headline_if_no_other_could_be_meant() -> None:
    text = "Togo protests\n\nTogo's king spoke. Togo's army spoke. Togo is quiet. "
    assert sides(last(text + "Ghana's embassy complained on Monday.")) == (["GHA"], ["TGO"])
    both = "Benin and " + text + "Benin's king spoke. Benin's army spoke too. "
    assert sides(last(both + "Ghana's embassy complained on Monday."))[1] == []


BEYOND = """Togo protests to Benin over border post

Togo accused Benin of moving a border post. Benin expelled a Togolese diplomat on Monday.

Togo has asked for a map. Togo's king said nothing. """


@pytest.mark.parametrize(
    ("sentence", "kind", "source", "target"),
    [
        ("Ghana lauded the calm of the villagers.", "SUPPORT", "GHA", "TGO"),
        ("Six fishermen of Benin were detained.", "COERCE", "TGO", "BEN"),
        ("Students stoned the embassy of Benin.", "PROTEST", "TGO", "BEN"),
        ("Mali and Niger have sent mediators.", "CONSULT", "MLI NER", ""),
    ],
)
def test_the_headline_is_enough_where_one_country_stands_out(
    sentence: str, kind: str, source: str, target: str
) -> None:
    event = last(BEYOND + sentence)
    assert event["event_type"] == kind
    assert [" ".join(filter(None, side)) for side in sides(event)] == [source, target]


def test_what_is_not_done_is_done_to_nobody_in_particular() -> None:
    assert sides(last(BEYOND + "Ghana has not signed a thing."))[1] == []


def test_of_two_that_weigh_the_same_neither_stands_out() -> None:
    salience = Salience()
    salience.counts.update({"TGO": 6, "BEN": 7, "GHA": 9})
    salience.heads.update({"TGO", "BEN"})
    assert not salience.stands_out("BEN", {"GHA"})
    salience.counts["BEN"] += 1
    assert salience.stands_out("BEN", {"GHA"})
    assert not salience.stands_out("GHA", {"BEN", "TGO"})


def test_who_accuses_a_state_is_not_of_it() -> None:
    text = "Benin expelled a Togolese diplomat. Togo accused Benin of spying. Togo rebuked Benin's Patrice Talon. "
    assert sides(last(text + "He called on Benin to return the post.")) == (["TGO"], ["BEN"])


def test_a_promise_of_no_act_is_made_to_nobody_in_particular() -> None:
    assert sides(last(BEYOND + "Ghana pledged to keep order."))[1] == []


def test_a_text_of_home_affairs_leaves_open_what_it_does_not_say() -> None:
    home = "Togolese police arrested a Togolese editor. Togo's president thanked Togo's army. "
    home += "Togo's court jailed a Togolese. Togo's army shot a Togolese. "
    more = "Benin's crops are late. Benin lies to the east. Benin is hot. Ghana is not. Ghana lauded the calm."
    assert sides(last(BEYOND + "Ghana lauded the calm."))[1] == ["TGO"]
    assert sides(last(BEYOND + home + more))[1] == []


def test_what_an_army_does_it_does_to_others() -> None:
    text = "Togo shells Benin\n\nTogo raised wages. Togo built schools. Togo has a mayor. Togo is dry. "
    assert sides(last(text + "Togolese troops attacked on Monday."))[1] == ["BEN"]
    assert sides(last(text + "Togolese judges demanded calm on Monday."))[1] == []


def test_aid_that_names_nobody_stays_at_home() -> None:
    text = "Togo accused Ghana of spying. Ghana rejected the charge. Togo allocated 5 million dollars to schools."
    assert [event for event in tag(text, "2024-05-07") if event["event_type"] == "AID" and event["target"]] == []


def test_a_state_named_in_passing_goes_without_saying_nowhere() -> None:
    passing = "Togo condemned Mali. Togo blamed Mali. " + "Togo and Ghana held talks. " * 11
    (last,) = [e for e in tag(f"{passing} Togo demanded an apology.", "2024-05-07") if e["event_type"] == "REQUEST"]
    assert last["target"] == []
