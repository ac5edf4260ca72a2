"""What words that point back stand for: "the two countries", "the council", "the accusation", "the decision"."""

from __future__ import annotations

from typing import Any

import pytest

from transforms.events import tag

PUBLISHED = "2024-05-08"


def told(text: str, kind: str) -> list[dict[str, Any]]:
    return [event for event in tag(text, PUBLISHED) if event["event_type"] == kind]


def sides(event: dict[str, Any]) -> tuple[list[str], list[str]]:
    source, target = ([party["country"] for party in event[side]] for side in ("source", "target"))
    return source, target


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Togo accused Ghana of smuggling. Benin said it was worried. It was a charge that Ghana denies.",
            "REJECT",
            (["GHA"], ["TGO"]),
        ),
        (
            "Togo freed three Ghanaian sailors on Monday. Ghana's president welcomed the decision.",
            "SUPPORT",
            (["GHA"], ["TGO"]),
        ),
        (
            "Togo expelled three Ghanaian envoys on Monday. Rain fell. Mali's president condemned the decision.",
            "ACCUSE",
            (["MLI"], ["TGO"]),
        ),
        (
            "Togo signed a treaty with Benin. Ghana's president welcomed the treaty.",
            "SUPPORT",
            (["GHA"], ["TGO", "BEN"]),
        ),
        (
            "Togo accused Ghana of smuggling. Benin, Mali and Niger kept silent. The two countries agreed to talk.",
            "AGREE",
            (["TGO"], ["GHA"]),
        ),
        (
            "Togo accused Ghana of smuggling. Ghana expelled Togo's envoy. Mali appealed for calm.",
            "REQUEST",
            (["MLI"], ["TGO", "GHA"]),
        ),
        (
            "Togo met Ghana. The two neighbours spoke by phone and agreed to send ministers to a village.",
            "AGREE",
            (["TGO"], ["GHA"]),
        ),
        (
            "Togo fought Ghana. Mali spoke up. Each side accused the other of treason.",
            "ACCUSE",
            (["TGO"], ["GHA"]),
        ),
        (
            "Togo expelled three Ghanaian envoys. Mali accused Niger of theft. Benin's king condemned the measure.",
            "ACCUSE",
            (["BEN"], ["TGO"]),
        ),
        (
            "Togo expelled a Ghanaian. The embassy in Lome denounced Togo on Tuesday.",
            "ACCUSE",
            (["GHA"], ["TGO"]),
        ),
        (
            "Togo accused Ghana of smuggling and summoned its ambassador.",
            "ACCUSE",
            (["TGO"], ["GHA"]),
        ),
        (
            "Togo accused Ghana of smuggling. Benin, Mali and Niger kept silent. France praised the two countries.",
            "SUPPORT",
            (["FRA"], ["TGO", "GHA"]),
        ),
        (
            "Togo accused Ghana of smuggling. Benin, Mali and Niger kept silent. The two neighbours agreed to talk.",
            "AGREE",
            (["TGO"], ["GHA"]),
        ),
        (
            "The UN Security Council met on Monday. Rain fell for hours. The council condemned Togo.",
            "ACCUSE",
            (["UNO"], ["TGO"]),
        ),
        (
            "NATO moved its office to Ghent. Rain fell for hours. The alliance condemned Togo.",
            "ACCUSE",
            (["IGO"], ["TGO"]),
        ),
    ],
)
def test_words_that_point_back_have_the_sides_of_what_they_point_to(
    text: str, kind: str, expected: tuple[list[str], list[str]]
) -> None:
    assert sides(told(text, kind)[-1]) == expected


def test_two_countries_are_no_organisation_and_a_country() -> None:
    text = "Togo accused Ghana of smuggling. The UN and Ghana heard it. The two countries agreed to hold talks."
    assert sides(told(text, "AGREE")[-1]) == (["TGO"], ["GHA"])


def test_both_sides_of_a_headline_are_two_that_have_done_nothing_to_each_other_yet() -> None:
    text = "Calm at the border of Togo and Ghana\n\nRain fell for hours. France urged both sides to keep the peace."
    assert sides(told(text, "REQUEST")[-1]) == (["FRA"], ["TGO", "GHA"])


def test_nobody_is_among_those_he_speaks_to_or_acts_on() -> None:
    text = "Togo accused Benin of smuggling. Benin expelled two Togolese diplomats. Ghana urged both sides to talk."
    source, target = sides(told(text, "REQUEST")[-1])
    assert (source, sorted(target)) == (["GHA"], ["BEN", "TGO"])
    text = "Benin denounced Togo's plan within the hour, and Togo told them on Monday that it would stop."
    assert all(one["source"] != one["target"] for one in tag(text, PUBLISHED))
    text = "Mali's army met Benin's army in the north. Benin's navy stopped two Malian boats and seized them."
    assert sides(told(text, "COERCE")[-1]) == (["BEN"], ["MLI"])


def test_we_of_a_joint_statement_are_those_who_say_so() -> None:
    text = "We, the foreign ministers of Togo and Ghana, came together in Accra today. We condemn the raid by Mali."
    (event,) = told(text, "ACCUSE")
    assert (*sides(event), event["quoted"]) == (["TGO", "GHA"], ["MLI"], False)


def test_a_crowd_before_a_foreign_embassy_is_of_the_town() -> None:
    (event,) = told("Some 150 people gathered outside the Togolese embassy in Accra on Sunday.", "PROTEST")
    assert (*sides(event), event["scope"]) == (["GHA"], ["TGO"], "international")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Togo's foreign minister assured Ghana in a telephone call on Monday that the border was open.", "CONSULT"),
        ("A Togolese frigate visits Ghana for joint exercises.", "COOPERATE"),
    ],
)
def test_who_is_spoken_to_in_a_call_is_called(text: str, kind: str) -> None:
    assert ["TGO", "GHA"] in [[*sides(event)[0], *sides(event)[1]] for event in told(text, kind)]


def test_a_meeting_that_only_dates_what_was_said_is_not_told_again() -> None:
    text = "Togo's president met Ghana's president in Accra on Monday. {} were in good spirits."
    assert len(told(text.format("The talks lasted for hours. Both"), "CONSULT")) == 2
    assert len(told(text.format("Reporters who came after the talks"), "CONSULT")) == 1


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Togo condemned Ghana, Benin, Mali and Niger.", "ACCUSE", (["TGO"], ["GHA", "BEN", "MLI", "NER"])),
        ("A request by Togo's embassy for access was refused by Ghana.", "REJECT", (["GHA"], ["TGO"])),
        ("A request by Togo's embassy for access was refused.", "REJECT", ([], ["TGO"])),
        ("The Ghanaian inquiry into Togo's envoy had been shelved.", "CONCEDE", (["GHA"], ["TGO"])),
        (
            "Togo shelled Ghana and seized two boats of Ghana. Rain fell on Togo. Ghana complained to the UN.",
            "ACCUSE",
            (["GHA"], ["TGO"]),
        ),
        ("Ghana complained to Togo about the noise.", "ACCUSE", (["GHA"], ["TGO"])),
        ("France urged citizens to leave Mali at once.", "REQUEST", (["FRA"], ["FRA"])),
        ("Togo shot down a Ghanaian fighter-bomber near the Malian border.", "ASSAULT", (["TGO"], ["GHA"])),
        ("Rain fell on Spain. The European commissioner for trade urged Togo to act.", "REQUEST", (["EUR"], ["TGO"])),
        (
            "Mali praised Niger. Two Togolese senators said they would impose sanctions on Ghana.",
            "THREATEN",
            (["TGO"], ["GHA"]),
        ),
        (
            "A court in Togo freed a Ghanaian trader on bail of ten million Canadian dollars.",
            "RETREAT",
            (["TGO"], ["GHA"]),
        ),
    ],
)
def test_a_side_is_whose_act_or_people_the_words_tell(text: str, kind: str, expected: tuple[list[str], ...]) -> None:
    assert sides(told(text, kind)[-1]) == expected


def test_who_welcomes_a_ruling_praises_the_court_and_no_one_it_binds() -> None:
    text = "The Security Council ordered Togo to leave Ghana. Togo praised Mali. Ghana welcomed the {}."
    for word in ("ruling", "vote", "order in a note of two lines"):
        assert sides(told(text.format(word), "SUPPORT")[-1]) == (["GHA"], ["UNO"])


def test_an_accusation_is_answered_to_who_made_it_though_another_has_asked_since() -> None:
    text = "Togo accused Ghana of smuggling. Mali urged Ghana to talk. Ghana rejected the accusation."
    assert sides(told(text, "REJECT")[-1]) == (["GHA"], ["TGO"])


def test_an_ambassador_named_later_is_the_one_who_was_summoned() -> None:
    text = "Togo summoned the ambassador of Ghana on Monday. Ambassador Sow rejected the complaint."
    assert sides(told(text, "REJECT")[-1]) == (["GHA"], ["TGO"])


def test_a_number_at_the_head_of_a_sentence_is_no_union() -> None:
    assert not any("EUR" in sides(event)[0] for event in tag("Twelve hours of talks with Togo ended.", PUBLISHED))


@pytest.mark.parametrize(("body", "word", "code"), [("The European Union", "bloc", "EUR"), ("NATO", "alliance", "IGO")])
def test_an_official_of_a_body_told_by_another_word_speaks_for_it(body: str, word: str, code: str) -> None:
    text = f"{body} praised Togo. Pedro Sanchez of Spain spoke first. The {word}'s top diplomat condemned Mali."
    assert sides(told(text, "ACCUSE")[-1]) == ([code], ["MLI"])


def test_a_consulate_closed_in_a_town_of_ones_own_is_somebody_elses() -> None:
    text = "Togo accused Ghana of spying. Togo accused Ghana of theft. Togo closed the consulate in Lome."
    (closed,) = told(text, "SANCTION")
    assert sides(closed) == (["TGO"], ["GHA"])


def test_our_government_is_that_of_whoever_speaks() -> None:
    text = "We, the foreign ministers of Togo and Ghana, met in Lome. Our governments have given Mali aid."
    (given,) = told(text, "AID")
    assert sides(given) == (["TGO", "GHA"], ["MLI"])
    (asked,) = told('"Our embassy has asked Mali for help," Chad\'s senator said.', "REQUEST")
    assert sides(asked) == (["TCD"], ["MLI"])


def test_what_is_denied_is_a_thing_whoever_was_named_last() -> None:
    text = "Togo accused Ghana of theft. Benin was present. Ghana denied it. Togo supported Benin."
    (denied,) = told(text, "REJECT")
    assert sides(denied) == (["GHA"], ["TGO"])


def test_who_offers_to_host_talks_offers_it_to_those_who_are_to_talk() -> None:
    (offered,) = told("Togo attacked Ghana. Togo attacked Ghana again. Mali offered to host new ones.", "AGREE")
    assert sides(offered) == (["MLI"], ["TGO", "GHA"])


def test_of_several_who_thank_one_of_them_it_is_none() -> None:
    text = "We, the foreign ministers of Togo, Benin and Ghana, met in Lome. We are grateful to Togo for its welcome."
    (thanked,) = told(text, "SUPPORT")
    assert sides(thanked) == (["BEN", "GHA"], ["TGO"])


def test_talks_between_both_sides_are_those_of_the_two_told_of() -> None:
    text = "Togo attacked Ghana. Benin, Mali and Niger kept silent. Negotiations between both sides continue."
    (talks,) = told(text, "CONSULT")
    assert sides(talks) == (["TGO"], ["GHA"])


def test_a_sentence_with_a_speaker_of_its_own_is_not_the_last_ones() -> None:
    text = '"Togo is strong," Ghana\'s president said. "Togo has failed to keep its word," analyst Ann Bell said.'
    assert told(text, "ACCUSE") == []


def test_whose_release_is_announced_releases() -> None:
    (freed,) = told("The king of Togo announced Ghana's release of a Togolese citizen.", "RETREAT")
    assert sides(freed) == (["GHA"], ["TGO"])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("An Angolan nurse arrived in Mexico on Monday.", "CONSULT"),
        ("Antony Blinken called the speech by Sergei Lavrov a regular exercise.", "CONSULT"),
        ("Narendra Modi is to deliver a speech to Kenya.", "AGREE"),
        ("Ireland has amassed billions of US dollars in bonds.", "MOBILIZE"),
    ],
)
def test_what_only_sounds_like_an_act_between_two_is_none(text: str, kind: str) -> None:
    assert told(text, kind) == []


def test_who_killed_a_foreigner_is_open_though_who_shot_one_down_is_not() -> None:
    (killed,) = told("Two Kenyan diplomats were killed in Togo on Monday.", "ASSAULT")
    (downed,) = told("Two Kenyan pilots were shot down over Togo on Monday.", "ASSAULT")
    assert sides(killed) == ([], ["KEN"])
    assert sides(downed) == (["TGO"], ["KEN"])
