"""The customer's name is taken as written, or nothing is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.reading.facts.companies import find_company


@pytest.mark.parametrize(
    ("text", "company"),
    [
        (
            "Great first call with Halvorsen Marine yesterday, they lose two days a month to stocktaking",
            "Halvorsen Marine",
        ),
        ("Nothing from Brindle & Sons Roofing in three weeks, four mails and two voicemails", "Brindle & Sons Roofing"),
        ("*Ostrander Foods* - contract is with legal, signing Friday", "Ostrander Foods"),
        ("Lost Quarrington Borough Council on price. Third of four.", "Quarrington Borough Council"),
        ("Their CFO joined the demo at Zephyrine and asked about payback", "Zephyrine"),
        ("Spoke to Ms. Tanaka from Kitano Precision Co., she decides", "Kitano Precision Co"),
        ("Müller & Söhne GmbH signed! 48k", "Müller & Söhne GmbH"),
        ("TIDEFALL LOGISTICS SIGNED 🥳 22 seats", "TIDEFALL LOGISTICS"),
        ("Proposal to Great Northern Creamery goes out tonight, 31k", "Great Northern Creamery"),
    ],
)
def test_a_customer_is_found_as_written(text: str, company: str) -> None:
    assert find_company(text) == company


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Deal: Tidewell Dental\nStage: Proposal\nContact: Ana Couto, COO (signs)", "Tidewell Dental"),
        ("Deal: Tidewell Dental / Stage: Proposal / Contact: Ana Couto, COO (signs)", "Tidewell Dental"),
        ("*Account:* <https://crm.example/1|Corlett Haulage>\n*Owner:* Sam Reed", "Corlett Haulage"),
        ("Deal *Acme - Annual* moved to Contract sent", "Acme"),
        ("Opportunity Ferndale Clinics – Renewal was updated by Sam Reed", "Ferndale Clinics"),
        ("New deal created\nDeal name: Northgate Tiles (12 sites)\nAmount: $40,000", "Northgate Tiles"),
    ],
)
def test_a_crm_post_names_its_customer(text: str, company: str) -> None:
    assert find_company(text) == company


@pytest.mark.parametrize(
    "text",
    [
        "anyone driving to the office on Monday?",
        "Reminder: forecast is due Thursday, update HubSpot before noon",
        "She said she'd think about it and get back to me",
        "Thanks Marta, you saved my week!",
        "We are at 80% of target",
        "",
        "🎉🎉🎉",
    ],
)
def test_no_customer_is_made_up(text: str) -> None:
    assert find_company(text) is None


def test_a_person_is_not_taken_for_the_customer() -> None:
    assert find_company("Mrs Okafor (finance director) told me she signs on Friday") is None


@given(st.text(max_size=300))
def test_any_text_gives_a_part_of_itself_or_nothing(text: str) -> None:
    company = find_company(text)

    assert company is None or company in text


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("We were told no by Gekko & Co. Budget cut.", "Gekko & Co"),
        ("edited: Harbor Brewery quote sent, they'll get back to us", "Harbor Brewery"),
        ("Sent the proposal to Tyrell…", "Tyrell"),
        ("Lost Tyrell to Gong", "Tyrell"),
        ("ghosted by ThoughtWave again lol. 4th try. moving on", "ThoughtWave"),
        ("Ricola 45k, quote out. Following up next Tuesday.", "Ricola"),
        ("WhatsApped the Skerrow offer", "Skerrow"),
        ("Settling the Norland discount", "Norland"),
        ("Rebooked Ashgrove Mills for Monday", "Ashgrove Mills"),
        ('Deal "Hooli rollout" was lost: price. Value $9,000. Organization: Hooli', "Hooli"),
        ("Deal: Winter order\nOrganization: Hooli\nStage: Demo", "Hooli"),
        ("Deal updated\nInitech\nAmount: $20,000\nStage: Contract sent", "Initech"),
    ],
)
def test_everyday_wordings_and_alerts_name_the_customer(text: str, company: str) -> None:
    assert find_company(text) == company


@pytest.mark.parametrize(
    "text",
    [
        "Back to Jemima, she'll look at it",
        "Heard back from Solenne: budget's signed off",
        "No from Tillie",
        "Mailing Gregor's CEO",
    ],
)
def test_a_person_is_no_customer(text: str) -> None:
    assert find_company(text) is None
