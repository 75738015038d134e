"""Recognising the deal to which an update belongs: right, or unlinked; never a guess."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Literal

from coaching.company_focus import company_focus
from coaching.company_match import Likeness, distinctive, likeness, spelling
from coaching.deal import DealState
from coaching.deal_key import deal_key, folded_words
from coaching.facts import CLOSED_STAGES, Stage
from coaching.reading.facts.lexicon import plain_word
from coaching.reading.facts.lexicon.opening_words import BREAKERS, DEAL_WORDS, OPENERS
from coaching.reading.facts.lexicon.ordinary_words import ORDINARY_WORDS
from coaching.reading.facts.lexicon.organisation_words import LAST_WORDS
from coaching.reading.facts.lexicon.title_words import ROLES

SAME_WIN_DAYS = 14
"""For so many days a report of a win is the same win told again (a CRM's post after the rep's)."""
DELIVERY_DAYS = 30
"""For so many days talk of the kick-off, the training or the invoice is about what was won, not a new deal."""

Continuation = Literal["stays", "reopens", "opens new"]
"""What an update does to a recognised deal: it belongs to it, brings it back, or begins a new deal of that name."""

_TELLING = 5
"""A word of fewer letters is too short to stand for a longer name."""
_PART = re.compile(r"[^\W_][\w'’.-]*")
_LIKENESSES: tuple[Likeness, ...] = ("same", "short form", "slip")
_DELIVERY = re.compile(
    r"\b(?:kick(?:ed|ing)?[- ]?off|onboarding|implementation|hand(?:ed|ing)?[- ]?over|training|go(?:es|ing)?[- ]live"
    r"|roll-?out|invoiced?|invoices)\b",
    re.I,
)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Said:
    """One word of a text, folded: whether it has a capital, and whether a name goes on behind it."""

    word: str
    capital: bool
    goes_on: bool


@dataclass(frozen=True, slots=True)
class KnownDeal:
    """A deal of the workspace, as far as recognition needs it; `closed_at` (aware UTC) is None while it is open.

    A deal whose company goes by several names is there once for each of them, with that name as its `alias`.
    """

    id: int
    name: str
    state: DealState = "open"
    closed_at: datetime | None = None
    alias: str | None = None

    @property
    def called(self) -> str:
        """The name by which it is known here: its own, or an alias."""
        return self.alias or self.name


@dataclass(frozen=True, slots=True)
class Recognition:
    """The deal that was recognised, or the name under which to open one, or neither; `why` is a sentence for people.

    `compared_with` is a company to which a message in a deal's thread only compares that deal: what is told of it there
    ("they signed in the end") is not the deal's.
    """

    deal_id: int | None
    new_name: str | None
    why: str
    compared_with: str | None = None


def recognise_deal(
    text: str, company: str | None, thread_deal: int | None, known: Sequence[KnownDeal], *, opens: bool = True
) -> Recognition:
    """Decide to which deal the update `text` belongs.

    `company` is the customer that was read from it, `thread_deal` the deal of the thread in which it stands. A company
    that the text is plainly about goes first (outside a thread any company that was read), then the thread, then a
    known name that stands in the text. `opens` says whether the text, taken by itself, is a deal update: only then
    does it open a deal from within another deal's thread. Several known deals may share a name: the open one is meant,
    else the one closed last; `continue_deal` says what then becomes of it.
    """
    if company and thread_deal is not None:
        return _in_thread(text, company, thread_deal, known, opens=opens)
    if company:
        return _by_company(company, thread_deal, known)
    if thread_deal is not None:
        return Recognition(thread_deal, None, "It stands in the thread of this deal.")
    return _by_name_in_text(text, known)


def continue_deal(
    deal: KnownDeal, stage: Stage | None, *, in_own_thread: bool, days_closed: float, delivers: bool = False
) -> Continuation:
    """Decide what an update at `stage` does to the deal it was recognised as, `days_closed` days after its end.

    After a win a new update opens a new deal, unless it speaks of the won one: in its own thread without an open stage,
    or telling the same win within `SAME_WIN_DAYS`, or (`delivers`) its delivery within `DELIVERY_DAYS`. After
    a loss it reopens the deal, unless it tells of the loss. What was written before the end belongs to what ended, also
    when it is edited or arrives afterwards.
    """
    if deal.state == "open" or days_closed < 0:
        return "stays"
    speaks_of_the_end = in_own_thread and (stage is None or stage in CLOSED_STAGES)
    if deal.state == "lost":
        return "stays" if stage == "lost" or (in_own_thread and stage is None) else "reopens"
    if delivers and days_closed <= DELIVERY_DAYS and (stage is None or stage in CLOSED_STAGES):
        return "stays"
    if speaks_of_the_end or (stage == "won" and days_closed <= SAME_WIN_DAYS):
        return "stays"
    return "opens new"


def speaks_of_delivery(text: str) -> bool:
    """Whether `text` tells what comes after a win: the kick-off, onboarding, training, going live or the invoice."""
    return _DELIVERY.search(text) is not None


def _in_thread(text: str, company: str, thread_deal: int, known: Sequence[KnownDeal], *, opens: bool) -> Recognition:
    """The deal of a company named in a deal's thread: that of the thread, unless the text is plainly about another."""
    found = _by_company(company, thread_deal, known)
    if found.deal_id == thread_deal:
        return found
    focus = company_focus(text, company)
    plainly = focus in ("headline", "sold to")
    if (plainly and opens) or (found.new_name is None and (plainly or focus == "subject")):
        return found
    why = f"It stands in the thread of this deal and names {company} by the way."
    return Recognition(thread_deal, None, why, company if focus == "compared" else None)


def _by_company(company: str, thread_deal: int | None, known: Sequence[KnownDeal]) -> Recognition:
    """The deal of a named company: one that is known, or a new one; unlinked when several may be meant."""
    if not deal_key(company):
        return Recognition(thread_deal, None, "The name is empty.")
    alike: dict[Likeness, list[KnownDeal]] = {}
    for deal in known:
        how = likeness(company, deal.called)
        if how:
            alike.setdefault(how, []).append(deal)
    nearest = next((alike[how] for how in _LIKENESSES if how in alike), [])
    if not nearest:
        return Recognition(None, company, f"It names {company}, of which no deal is known yet.")
    return _one_of(company, thread_deal, nearest)


def _one_of(written: str, thread_deal: int | None, candidates: Sequence[KnownDeal]) -> Recognition:
    """The deal that is meant among candidates that match equally well."""
    if thread_deal in {deal.id for deal in candidates}:
        return Recognition(thread_deal, None, f"It names {written}, the deal of this thread.")
    exact = [deal for deal in candidates if deal_key(deal.called) == deal_key(written)]
    companies = _by_company_meant(exact or candidates)
    if len(companies) > 1:
        names = sorted(_current(deals).name for deals in companies)
        return Recognition(None, None, f"{written} may mean {' or '.join(names[:3])}.")
    deal = _current(companies[0])
    return Recognition(deal.id, None, f"It names {deal.name}.")


def _by_company_meant(deals: Iterable[KnownDeal]) -> list[list[KnownDeal]]:
    """The deals of each company; one that goes by several names is one company."""
    deals = list(deals)
    second_names = {spelling(deal.alias): spelling(deal.name) for deal in deals if deal.alias}
    companies: dict[tuple[str, ...], list[KnownDeal]] = {}
    for deal in deals:
        name = spelling(deal.name)
        companies.setdefault(second_names.get(name, name), []).append(deal)
    return list(companies.values())


def _current(deals: Iterable[KnownDeal]) -> KnownDeal:
    """The open one of a company's deals, else the one that was closed last; one of this name before one by an alias."""
    return max(deals, key=lambda d: (d.state == "open", d.closed_at or _LONG_AGO, d.alias is None, d.id))


def _by_name_in_text(text: str, known: Sequence[KnownDeal]) -> Recognition:
    """The one known deal whose name, or its telling first word, stands in the text."""
    deals = deals_named_in(text, known)
    if not deals:
        return Recognition(None, None, "It names no deal that is known.")
    if len(deals) > 1:
        return Recognition(None, None, "It names more than one known deal.")
    return Recognition(deals[0].id, None, f"It names {deals[0].name}.")


def deals_named_in(text: str, known: Sequence[KnownDeal]) -> list[KnownDeal]:
    """The known deals whose names, or else their telling first words, stand in the text; one for each company."""
    said = words_said(text)
    found = {spelling(deal.called) for deal in known if _stands_in(deal.called, said)}
    whole = {one for one in found if not any(_inside(one, other) for other in found)}
    if not whole:
        whole = _hinted_at({spelling(deal.called) for deal in known}, said)
    named = (deal for deal in known if spelling(deal.called) in whole)
    return [_current(deals) for deals in _by_company_meant(named)]


def words_said(text: str) -> list[Said]:
    """The words of `text` in order."""
    said = list[Said]()
    parts = list(_PART.finditer(text))
    for part, after in zip_longest(parts, parts[1:]):
        capital = part.group()[0].isupper()
        goes_on = after is not None and text[part.end() : after.start()] in (" ", " & ") and _goes_on(after.group())
        words = folded_words(part.group())
        said += [Said(word, capital, goes_on and word is words[-1]) for word in words]
    return said


def _goes_on(written: str) -> bool:
    """Whether a word after a name belongs to the name, so that another company is meant ("Fenwick Marine")."""
    word = plain_word(written)
    return word in LAST_WORDS or (written[0].isupper() and word not in BREAKERS | DEAL_WORDS | ROLES | OPENERS)


def _inside(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words of `one` stand within the longer name `other`."""
    return len(one) < len(other) and any(other[i : i + len(one)] == one for i in range(len(other) - len(one) + 1))


def _stands_in(name: str, said: Sequence[Said]) -> bool:
    """Whether a known name stands in the text word for word; a name of ordinary words only with its capitals."""
    key = deal_key(name).split()
    if not key or (len(key) == 1 and len(key[0]) < 3):
        return False
    ordinary = all(word in ORDINARY_WORDS for word in key)
    for start in range(len(said) - len(key) + 1):
        here = said[start : start + len(key)]
        if [s.word for s in here] == key and not here[-1].goes_on and (not ordinary or all(s.capital for s in here)):
            return True
    return False


def heard_names(said: Iterable[Said]) -> set[str]:
    """The spellings of words that may be a name of their own."""
    return {s for one in said if not one.goes_on and one.word not in ORDINARY_WORDS for s in spelling(one.word)}


def telling_word(name: Iterable[str]) -> str | None:
    """The first word of a spelling that tells enough to stand for the name; None when none does."""
    return next((word for word in name if distinctive(word) and len(word) >= _TELLING), None)


def _hinted_at(names: set[tuple[str, ...]], said: Sequence[Said]) -> set[tuple[str, ...]]:
    """The names whose first telling word stands in the text, or a slip of it, as a name of its own."""
    by_letter: dict[str, list[str]] = {}
    for word in heard_names(said):
        by_letter.setdefault(word[0], []).append(word)
    hinted = set()
    for name in names:
        telling = telling_word(name)
        if telling and any(w == telling or likeness(w, telling) == "slip" for w in by_letter.get(telling[0], ())):
            hinted.add(name)
    return hinted
