"""The deal's value is read as people write it, and nothing else is taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.reading.facts.amounts import find_amount
from coaching.reading.facts.money import find_money


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("Contract for Ironvale going out after lunch. £47,250.", 47_250, "GBP"),
        ("We talk about 210,000 ₪.", 210_000, "ILS"),
        ("quote is out, 28k€", 28_000, "EUR"),
        ("Value is EUR 52.000 all in", 52_000, "EUR"),
        ("1.2M USD over 3 years", 1_200_000, "USD"),
        ("Signed! £22k", 22_000, "GBP"),
        ("verbal yes, £14.4k a year", 14_400, "GBP"),
        ("renewal, flat at 38.5k eur, 24 months", 38_500, "EUR"),
        ("Price 52 000 CAD is told", 52_000, "CAD"),
        ("Amt: INR 6,20,00,000", 62_000_000, "INR"),
        ("quotation mailed, Rs 18.6 lakh + GST", 1_860_000, "INR"),
        ("4.1 cr, 3 yrs MPLS", 41_000_000, None),
        ("R$ 390 mil for the year", 390_000, "BRL"),
        ("one filler more, 9.8 mil CZK", 9_800_000, "CZK"),
        ("lost it, 3.2 MNOK gone", 3_200_000, "NOK"),
        ("A$73,500 for the scaffolding", 73_500, "AUD"),
        ("MD wants the R1,4m option", 1_400_000, "ZAR"),
        ("tiny deal maybe six grand a year", 6_000, None),
        ("four pivots, three hundred ninety thousand or so", 390_000, None),
        ("he took the starter plan. £89 a month", 89, "GBP"),
        ("CAD 18k → 27k after the POS module", 27_000, "CAD"),
        ("Renewal + upsell, signed at the first ask, 44k to 71k", 71_000, None),
        ("Gridstone quoted them 78k, ours is 91k", 91_000, None),
    ],
)
def test_amounts_are_read_as_reps_write_them(text: str, amount: int, currency: str | None) -> None:
    assert find_amount(text) == (amount, currency)


@pytest.mark.parametrize("line", ["Value: 52,000 EUR", "*Amount:* 52.000 €", "| Value | 52 000 EUR |", "ACV: €52,000"])
def test_a_labelled_line_outweighs_other_sums(line: str) -> None:
    post = f"Acme Foods\nThey pay a rival $70k today.\n{line}\nClose date: 30 June\nNext step: review"

    assert find_amount(post) == (52_000, "EUR")


@pytest.mark.parametrize(
    "text",
    [
        "they lose 40k a month on returns",
        "Chargebacks ate £600k last year",
        "she can sign up to 30k € alone",
        "anything above 10k goes upstairs",
        "CTO wants SSO for 6k students",
        "1,150 CFOs, one email",
        "the insurer fined them, €14k in fines this year",
        "their site made 20k bags last week",
        "I'm 38k short and this is my only shot",
        "15% off and 24 months",
        "nothing with a number in it",
        "call me on 0171 650 6500",
        "",
    ],
)
def test_losses_limits_quotas_and_quantities_are_not_the_deals_value(text: str) -> None:
    assert find_amount(text)[0] is None


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("3 options, €24k to €61k", "EUR"),
        ("somewhere between 80 and 100k", None),
        ("80–90k€ a year", "EUR"),
        ("61 k€ / 74 k€ / 95 k€, their choice", "EUR"),
        ("£19,750 with the ramp, £16,200 without", "GBP"),
    ],
)
def test_a_range_or_a_choice_has_no_amount_but_keeps_its_currency(text: str, currency: str | None) -> None:
    assert find_amount(text) == (None, currency)


def test_a_deal_that_a_long_wrap_up_mentions_in_passing_lends_no_amount() -> None:
    wrap_up = "Weekly from the coast. Camping Lanterna: signed, 12k€. " + "Harbour Foods had us in for a workshop. " * 9

    assert find_amount(wrap_up) == (None, None)


@given(st.integers(min_value=1_000, max_value=99_999_999))
def test_an_amount_survives_every_way_of_grouping_it(amount: int) -> None:
    english = f"{amount:,}"

    for written in (
        english,
        english.replace(",", "."),
        english.replace(",", " "),
        english.replace(",", "'"),
        str(amount),
    ):
        assert find_amount(f"signed, EUR {written}") == (amount, "EUR"), written


@given(st.integers(min_value=1, max_value=999), st.sampled_from(["k", "K", " thousand"]))
def test_thousands_survive_being_shortened(thousands: int, scale: str) -> None:
    assert find_amount(f"signed, £{thousands}{scale}")[0] == thousands * 1_000


@given(st.text(), st.sampled_from(["$", "€12k", " 1.000,5 ", "R1", "lakh ", "12 mil", "٣k", "²m"]), st.text())
def test_reading_an_amount_never_fails_and_never_goes_below_one(before: str, piece: str, after: str) -> None:
    amount, currency = find_amount(before + piece + after)

    assert amount is None or amount > 0
    assert currency is None or len(currency) == 3


@given(st.text(alphabet="€$ 0123456789.,kKm-/to EURon", max_size=60))
def test_every_sum_lies_where_it_says(text: str) -> None:
    for money in find_money(text):
        assert 0 <= money.start < money.end <= len(text)
        assert any(c.isdigit() for c in text[money.start : money.end])
