"""People on the buyer's side are found with their title, their part in the decision, and whether we met."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.facts import Contact
from coaching.reading.facts.people import find_contacts


def _named(text: str, name: str) -> Contact:
    return next(contact for contact in find_contacts(text) if contact.name == name)


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Call with Ingrid Solberg (plant manager) at Fjellvik Foods went well", "Ingrid Solberg", "plant manager"),
        ("Ingrid Solberg, CFO at Fjellvik Foods, asked for references", "Ingrid Solberg", "CFO"),
        ("Their head of procurement Marcus Bell told me the budget is frozen", "Marcus Bell", "head of procurement"),
        ("Owner Nadia showed us round Pellworm Farms", "Nadia", "Owner"),
        ("Spoke with Priya in purchasing at Castlemere Hotels", "Priya", "purchasing"),
        ("Demo with Glenmarsh Foods. Olu Ade from operations wants it.", "Olu Ade", "operations"),
        ("Dana Lee in sales and marketing at Acme told us so", "Dana Lee", "sales and marketing"),
        ("Deal: Tidewell Dental\nContact: Ana Couto, COO (signs)", "Ana Couto", "COO"),
    ],
)
def test_a_person_is_found_with_their_title(text: str, name: str, title: str) -> None:
    assert _named(text, name).title == title


def test_a_person_known_only_by_title_is_a_contact() -> None:
    contacts = find_contacts("Good demo at Sault Steel, their CFO asked about payback")

    assert [(c.name, c.title, c.met) for c in contacts] == [(None, "CFO", True)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Greta and I sat down with Hr. Pohl this morning", "Hr. Pohl"),
        ("Chair Frau Ziegler wants no monitoring at Hohenfels", "Frau Ziegler"),
        ("Signing set with Avv. Colombo on the 22nd, she chairs it", "Avv. Colombo"),
    ],
)
def test_a_form_of_address_makes_a_name_a_person(text: str, name: str) -> None:
    assert name in [contact.name for contact in find_contacts(text)]


def test_our_own_people_are_no_contacts() -> None:
    assert find_contacts("our CFO wants a better forecast from my manager") == ()
    assert find_contacts("Deal: Tidewell Dental\nOwner: Lena Marsh\nStage: Demo") == ()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Met Helen Cho (ops director) at Ironbark Rail, she signs anything under 50k", "decision_maker"),
        ("Met Helen Cho (owner) at Ironbark Rail", "decision_maker"),
        ("Met Helen Cho (Geschäftsführerin) at Ironbark Rail", "decision_maker"),
        ("Met Helen Cho (vice president, sales) at Ironbark Rail", None),
        ("Met Helen Cho (ops director) at Ironbark Rail, she can't say who signs", None),
        ("Met Helen Cho (executive assistant) at Ironbark Rail", "gatekeeper"),
        ("Met Helen Cho (ops director) at Ironbark Rail, our champion there", "champion"),
    ],
)
def test_the_part_in_the_decision_is_read(text: str, role: str | None) -> None:
    assert _named(text, "Helen Cho").role == role


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("Spoke with Helen Cho (CFO) at Ironbark Rail today", True),
        ("Helen Cho (CFO, Ironbark Rail) said the budget is there", True),
        ("Got a reply from Helen Cho (CFO) at Ironbark Rail", True),
        ("Never met Helen Cho (CFO) at Ironbark Rail", False),
        ("Everything at Ironbark Rail goes up to Helen Cho (CFO)", False),
    ],
)
def test_whether_we_met_is_read(text: str, met: bool) -> None:
    assert _named(text, "Helen Cho").met is met


@given(st.text(max_size=300))
def test_any_text_gives_names_that_stand_in_it(text: str) -> None:
    for contact in find_contacts(text):
        assert contact.name or contact.title
        assert (contact.name or "") in text
