"""Currencies as people write them: codes, signs and names, and which ISO 4217 code each means."""

import re

CODES = (
    "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN", "RSD", "TRY", "ILS",
    "AED", "SAR", "QAR", "KWD", "BHD", "OMR", "JOD", "LBP", "EGP", "TND", "ZAR", "KES", "NGN", "GHS", "UGX", "TZS",
    "ZMW", "BWP", "RWF", "ETB", "XOF", "XAF", "MUR", "MAD", "INR", "PKR", "LKR", "BDT", "NPR", "JPY", "CNY", "KRW",
    "HKD", "SGD", "MYR", "THB", "IDR", "PHP", "VND", "TWD", "MNT", "KZT", "GEL", "AMD", "AZN", "AUD", "NZD", "CAD",
    "MXN", "BRL", "ARS", "CLP", "COP", "PEN", "CRC", "DOP", "UYU", "UAH",
)  # fmt: skip
"""ISO 4217 codes that a team may quote in."""
ENGLISH_TOO = frozenset({"TRY", "MAD", "PEN", "COP", "RON", "TL", "WON", "RAND", "RM", "LE"})
"""Codes and names of currencies that are everyday words too: they count only in capitals."""
_SIGNS = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "元": "CNY", "₹": "INR", "₦": "NGN", "₩": "KRW", "₪": "ILS", "₺": "TRY",
    "₱": "PHP", "฿": "THB", "₴": "UAH", "₡": "CRC", "₾": "GEL", "$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD",
    "c$": "CAD", "ca$": "CAD", "s$": "SGD", "sg$": "SGD", "hk$": "HKD", "nz$": "NZD", "r$": "BRL", "mx$": "MXN",
    "rs": "INR", "rs.": "INR", "rm": "MYR", "zł": "PLN", "zl": "PLN", "kč": "CZK", "tl": "TRY", "le": "EGP",
    "l.e": "EGP", "l.e.": "EGP", "rmb": "CNY", "r": "ZAR", "p": "PHP",
}  # fmt: skip
_NAMES = {
    "euro": "EUR", "dollar": "USD", "dólare": "USD", "pound": "GBP", "quid": "GBP", "rupee": "INR", "reais": "BRL",
    "yen": "JPY", "yuan": "CNY", "won": "KRW", "naira": "NGN", "rand": "ZAR", "shekel": "ILS", "ringgit": "MYR",
    "tugrik": "MNT", "złoty": "PLN", "zloty": "PLN", "forint": "HUF", "dirham": "AED", "baht": "THB",
}  # fmt: skip
"""Names that mean one currency when nothing stands before them; an "s" may follow."""
_NATIONAL = {
    ("dollar", "us"): "USD", ("dollar", "canadian"): "CAD", ("dollar", "australian"): "AUD",
    ("dollar", "singapore"): "SGD", ("dollar", "hong kong"): "HKD", ("dollar", "new zealand"): "NZD",
    ("pound", "british"): "GBP", ("pound", "egyptian"): "EGP", ("pound", "lebanese"): "LBP",
    ("franc", "swiss"): "CHF", ("lira", "turkish"): "TRY", ("dinar", "kuwaiti"): "KWD", ("dinar", "bahraini"): "BHD",
    ("dinar", "jordanian"): "JOD", ("riyal", "saudi"): "SAR", ("riyal", "qatari"): "QAR", ("yuan", "chinese"): "CNY",
    ("rupee", "indian"): "INR", ("ringgit", "malaysian"): "MYR", ("ringgit", "malaysia"): "MYR",
    ("peso", "mexican"): "MXN", ("krona", "swedish"): "SEK", ("kroner", "norwegian"): "NOK",
    ("kroner", "danish"): "DKK",
}  # fmt: skip
_SHARED = frozenset({"dinar", "riyal", "rial", "lira", "franc", "peso", "buck", "kroner", "krona", "kronor"})
"""Names of several currencies: a sum of money, but which one is not stated."""

_CODE = "|".join(CODES)
_PLAIN_NAMES = "|".join(sorted((*_NAMES, *_SHARED), key=len, reverse=True))
_NATIONS = "|".join(sorted({nation for _, nation in _NATIONAL}, key=len, reverse=True))
NAME = rf"(?:(?:{_NATIONS})\s?)?(?:{_PLAIN_NAMES})s?(?![^\W\d_])"
"""Pattern of a currency's name behind a number ("euros", "canadian dollars", "bucks")."""
PREFIX = (
    r"(?:(?<![\w'’])(?:(?:us|au|hk|nz|mx|sg)\s?\$|(?:a|ca?|s)\$|(?-i:[CSR]) ?\$|r\$)"
    rf"|[€£¥₹₦₩₪₺₱฿₴₡₾]|\$:?|\brs\.?|(?<!['’])\b(?:{_CODE})(?![^\W\d_])(?:\$|:(?=\s))?"
    r"|\b(?:malaysian?\s)?ringgits?(?=\s\d)|\b(?-i:RM)(?=\s?\d)|(?<![\w.])[RP](?=\d))"
)
"""Pattern of a sign or code before a number."""
SUFFIX = (
    rf"(?:[€£¥元₹₦₩₪₺₱₴₡₾]|(?:us|a|c|s|hk|nz)?\$(?!\d)|(?:{_CODE})(?![^\W\d_])"
    rf"|(?:zł|zl|kč|tl|rmb|rs|kr|(?-i:RM|LE)|l\.e\.?)(?![^\W\d_])|{NAME})"
)
"""Pattern of a sign, code or name behind a number."""
NUMBER_FOLLOWERS = rf"thousand|grand|k\b|lakhs?\b|crores?\b|millions?\b|(?:{_CODE})(?![^\W\d_])|{NAME}"
"""What must follow a number in words for it to be money."""
_NATIONAL_NAME = re.compile(rf"(?P<nation>{_NATIONS})?\s?(?P<name>{_PLAIN_NAMES})s?")


def is_plain_word(written: str | None) -> bool:
    """Whether what could be a currency's code is an English word or a name ("try 40k", "Ron: 40k", "40k won")."""
    return written is not None and written.upper() in ENGLISH_TOO and not written.isupper()


def is_shared_name(written: str | None) -> bool:
    """Whether the name of several currencies was written, such as "dinars" or "bucks"."""
    return bool(written) and (written or "").lower().rstrip("s") in _SHARED


def read_currency(written: str | None) -> str | None:
    """ISO code of a sign, name or code as written; None where it does not tell which currency."""
    if not written:
        return None
    plain = written.lower().rstrip(":")
    code = plain.rstrip("$ ").upper()
    if code in CODES:
        return code
    name = _NATIONAL_NAME.fullmatch(plain)
    if name is None:
        return _SIGNS.get(plain.replace(" ", ""))
    return _NATIONAL.get((name["name"], name["nation"])) if name["nation"] else _NAMES.get(name["name"])
