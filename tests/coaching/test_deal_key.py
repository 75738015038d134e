"""A deal's key is the same for every way in which people write one company."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.deal_key import deal_key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Loam Street", "loam street"),
        ("LOAM STREET", "loam street"),
        ("Loam Street Ltd.", "loam street"),
        ("The Loam Street Company", "loam street"),
        ("Hövding GmbH & Co. KG", "hovding"),
        ("Zażółć Sp. z o.o.", "zazolc"),
        ("Café Ñandú S.A. de C.V.", "cafe nandu"),
        ("Ørsted A/S", "orsted"),
        ("Pane e Vino S.p.A.", "pane e vino"),
        ("Straße AG", "strasse"),
        ("Black & Dekker", "black and dekker"),
        ("O’Brien's", "obriens"),
        ("Pickle-Works, Inc", "pickle works"),
        ("株式会社ひかり", "株式会社ひかり"),
        ("42 North", "42 north"),
    ],
)
def test_the_same_company_has_one_key(written: str, key: str) -> None:
    assert deal_key(written) == key


@pytest.mark.parametrize("name", ["AG", "The", "Co", "&", "!!!"])
def test_a_name_of_which_nothing_would_be_left_keeps_a_key(name: str) -> None:
    assert deal_key(name)


def test_different_companies_keep_different_keys() -> None:
    names = ["Acme", "Acme North", "Acme South", "Acmeco", "Brightwell", "Brightkeel"]

    assert len({deal_key(name) for name in names}) == len(names)


@given(st.text())
def test_the_key_of_a_key_is_itself(name: str) -> None:
    key = deal_key(name)

    assert deal_key(key) == key


@given(st.from_regex(r"\A[A-Z][a-z]{3,9}( [A-Z][a-z]{3,9})?\Z"), st.sampled_from(["Ltd", "GmbH", "S.A.", "B.V.", "AB"]))
def test_case_and_legal_form_leave_the_key_alone(name: str, form: str) -> None:
    assert deal_key(f"{name.upper()} {form}") == deal_key(name)
