"""A rep and an admin go through every form, shortcut and page in one process of the bot, against a stub Slack."""

import json
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from running_bot import RunningBot
from stub_slack import ANA, BEN, DEALS, MIA, StubSlack

SILENT_BUYER = "Sent the proposal to Acme ($45k) two weeks ago. No reply to my last three emails, they've gone dark."
NO_DECIDER = "Good demo with Tarnbeck today, the users love it. But we still don't know who signs off on the budget."
NOT_YOURS = "Only who wrote the update"

Payload = dict[str, Any]


async def test_every_form_shortcut_and_page_works_through_one_process(slack: StubSlack, tmp_path: Path) -> None:
    """Each form is submitted wrongly, rightly and once more; the third time changes and says nothing new."""
    database = f"sqlite:///{tmp_path / 'deals.db'}"
    settings = {**slack.environment, "DEALCOACH_DATABASE_URL": database, "DEALCOACH_ADMINS": MIA}
    async with RunningBot(settings, tmp_path) as bot:
        await slack.until(lambda: slack.sockets)
        [acme, tarnbeck] = [await slack.post(text) for text in (SILENT_BUYER, NO_DECIDER)]
        await slack.until(lambda: len(slack.said()) == 2)

        await _change_a_deal(slack)
        await _open_a_deal(slack)
        await _put_messages_right(slack, acme, tarnbeck)
        await _answer_a_nudge(slack)
        await _lose_a_deal(slack)
        await _choose_how_it_speaks(slack)
        await _govern(slack)
        await _read_what_is_kept(slack)
        code = await bot.end(signal.SIGTERM)

    troubles = [line for line in bot.said.splitlines() if '"level": "error"' in line or "Traceback" in line]
    assert (code, troubles) == (0, [])


async def _change_a_deal(slack: StubSlack) -> None:
    """`/deal update`: a sum that is none and a day that is past are said at their fields; then it is saved, once."""
    form = await slack.modal_of(slack.type("/deal", "update acme"))
    wrong = await slack.submit(form, amount="plenty", close_date=_day(-3))
    told = await slack.answer_to(slack.submit(form, amount="60k EUR", decision_maker="Mara Quist (CFO)"))
    again = await slack.submit(form, amount="60k EUR", decision_maker="Mara Quist (CFO)")
    card = await slack.command("/deal", "show acme")

    assert set(wrong["errors"]) == {"amount", "close_date"}
    assert (told["text"], again) == ("*Acme* is updated.", {})
    assert "€60,000" in card["text"]
    assert "Mara Quist (CFO)" in card["text"]
    assert slack.answers[-2:] == [told, card]


async def _open_a_deal(slack: StubSlack) -> None:
    """New deal, from anywhere: it needs a name that no open deal has; what was done is told by direct message."""
    form = await slack.modal_of(slack.start_shortcut("new_deal", user=BEN))
    nameless = await slack.submit(form, user=BEN, company="?!")
    taken = await slack.submit(form, user=BEN, company="acme")
    done = await slack.submit(form, user=BEN, company="Glenmarsh", next_step="call Ines", next_step_date=_day(4))
    await slack.until(lambda: slack.said("D0BEN"))
    again = await slack.submit(form, user=BEN, company="Glenmarsh")
    deals = await slack.command("/deal", "list")

    assert [set(answer.get("errors", ())) for answer in (nameless, taken, done, again)] == [
        {"company"},
        {"company"},
        set(),
        {"company"},
    ]
    assert [message["text"] for message in slack.said("D0BEN")] == ["*Glenmarsh* is opened."]
    assert deals["text"].startswith("*3 open deals*")


async def _put_messages_right(slack: StubSlack, acme: str, tarnbeck: str) -> None:
    """The three shortcuts in a message's menu, by its author and by somebody else."""
    coached = await slack.choose_shortcut(acme, "coach_update")
    refused = [await slack.choose_shortcut(tarnbeck, name, user=BEN) for name in ("link_to_deal", "not_an_update")]
    form = await slack.modal_of(slack.start_shortcut("link_to_deal", tarnbeck))
    glenmarsh = _offered(form, "deal", "Glenmarsh")
    told_ben = await slack.answer_to(slack.submit(form, user=BEN, deal=glenmarsh))
    linked = await slack.answer_to(slack.submit(form, deal=glenmarsh))
    again = await slack.submit(form, deal=glenmarsh)
    await _let_it_end(slack)
    undone = await _undo(slack, linked)
    dropped = await slack.choose_shortcut(tarnbeck, "not_an_update")
    deals = await slack.command("/deal", "list")

    assert coached["text"].startswith("*What I would say*")
    assert [NOT_YOURS in answer["text"] for answer in (*refused, told_ben)] == [True] * 3
    assert linked["text"] == "The message belongs to *Glenmarsh* from now on."
    assert (again, undone["text"]) == ({}, "Taken back.")
    assert dropped["text"].startswith("Taken as no deal update")
    assert "Tarnbeck" not in deals["text"]
    await slack.until(lambda: len(slack.said()) == 1)


async def _answer_a_nudge(slack: StubSlack) -> None:
    """More, Snooze until a day, and the four answers to a thumb down."""
    [nudge] = slack.said()
    more = await slack.modal_of(slack.click(nudge["ts"], _control(nudge, "nudge_more")))
    snooze = await slack.modal_of(slack.click(nudge["ts"], _control(nudge, "nudge_snooze", "date 1")))
    past = await slack.submit(snooze, day=_day(0))
    snoozed = await slack.answer_to(slack.submit(snooze, day=_day(5)))
    await _undo(slack, snoozed)
    ask = await slack.modal_of(slack.click(nudge["ts"], _thumb_down(nudge)))
    not_now = await slack.answer_to(slack.submit(ask, choice="not_now"))
    await _undo(slack, not_now)
    wrong_deal = await slack.submit(ask, choice="wrong_deal")
    done = await slack.answer_to(slack.submit(ask, choice="done"))
    await slack.until(lambda: "Settled" in slack.said()[0]["text"])
    await _undo(slack, done)
    misread = await slack.answer_to(slack.submit(ask, choice="misread", note="We spoke yesterday.", consent="yes"))
    await slack.until(lambda: not slack.said())
    again = await slack.submit(ask, choice="misread")

    assert await slack.submit(more) == {}
    assert more["submit"]["text"] != "Done"  # that settles a nudge, and this closes a window
    assert set(past["errors"]) == {"day"}
    assert snoozed["text"].startswith("I stay quiet on *Acme* until ")
    assert not_now["text"].startswith("I stay quiet on *Acme* until ")
    assert (wrong_deal["response_action"], wrong_deal["view"]["callback_id"]) == ("update", "link_form")
    assert done["text"].startswith("Marked as done")
    assert "kept as an example" in misread["text"]
    assert (again, slack.answers[-1]) == ({}, misread)


async def _lose_a_deal(slack: StubSlack) -> None:
    """The loss review shows the record and wants a reason; twice is once, and Undo brings the deal back."""
    review = await slack.modal_of(slack.type("/deal", "lost acme"))
    empty = await slack.submit(review, why="  ")
    lost = await slack.answer_to(slack.submit(review, why="They stay with what they have.", told="buyer"))
    again = await slack.submit(review, why="They stay with what they have.", told="buyer")
    await _let_it_end(slack)
    deals = await slack.command("/deal", "list")
    await _undo(slack, lost)

    assert "€60,000" in str(review["blocks"])
    assert set(empty["errors"]) == {"why"}
    assert lost["text"].startswith("*Acme* is lost.")
    assert again == {}
    assert deals["text"].startswith("*1 open deal*")


async def _choose_how_it_speaks(slack: StubSlack) -> None:
    """The Home of a rep, and its preferences: half a span of quiet hours and a strange zone are refused."""
    home = await slack.open_home()
    form = await slack.modal_of(slack.click_in_home(_control(home, "open_preferences")))
    wrong = await slack.submit(form, quiet_from="20:00", tz="Madird")
    chosen = {"quiet_from": "20:00", "quiet_to": "08:00", "tz": "europe/lisbon", "muted": "lead_the_buyer"}
    changed = await slack.home_after(slack.submit(form, **chosen))
    again = await slack.submit(form, **chosen)
    reopened = await slack.modal_of(slack.click_in_home(_control(changed, "open_preferences")))

    assert "*Acme*" in _words(home)
    assert "*For admins*" not in _words(home)
    assert set(wrong["errors"]) == {"quiet_to", "tz"}
    assert "Saved." in _words(changed)
    assert "Quiet from 20:00 to 08:00" in _words(changed)
    assert "Your time zone: Europe/Lisbon" in _words(changed)
    assert (again, slack.homes[ANA]) == ({}, changed)
    assert "Europe/Lisbon" in str(reopened)


async def _govern(slack: StubSlack) -> None:
    """The Home of an admin, and the deals of who left in other hands."""
    home = await slack.open_home(MIA)
    form = await slack.modal_of(slack.click_in_home(_control(home, "hand_over"), user=MIA))
    same = await slack.submit(form, user=MIA, leaver=ANA, heir=ANA)
    moved = await slack.home_after(slack.submit(form, user=MIA, leaver=ANA, heir=BEN), MIA)
    again = await slack.submit(form, user=MIA, leaver=ANA, heir=BEN)
    deals = await slack.command("/deal", "list mine", user=BEN)

    assert "*For admins*" in _words(home)
    assert "Every channel that I am in is watched" in _words(home)
    assert set(same["errors"]) == {"heir"}
    assert f"belong to <@{BEN}> from now on: 1." in _words(moved)
    assert (again, slack.homes[MIA]) == ({}, moved)
    assert deals["text"].startswith("*2 open deals* · yours")


async def _read_what_is_kept(slack: StubSlack) -> None:
    """What is kept about a rep is sent to them as a file; once deleted, nothing of their words is in it."""
    shown = await slack.command("/coach", "privacy")
    await slack.command("/coach", "privacy export")
    ask = await slack.command("/coach", "privacy delete")
    slack.messages[DEALS]["ask"] = {**ask, "ts": "ask"}
    deleted = await slack.answer_to(slack.click("ask", _control(ask, "privacy_delete")))
    await slack.command("/coach", "privacy export")

    (place, name, before), (_, _, after) = slack.files
    assert "Texts of your deal updates" in shown["text"]
    assert "trains anything, unless you ticked that it may" in shown["text"]
    assert (place, name) == ("D0ANA", "dealcoach-about-me.json")
    assert json.loads(before)["user"] == ANA
    assert b"gone dark" in before
    assert deleted["text"].startswith("*Deleted.*")
    assert b"gone dark" not in after


async def _let_it_end(slack: StubSlack) -> None:
    """Let what a submission has begun come to its end, which nothing tells when it changes nothing.

    The database serves one after the other, and three lists ask it more often than one submission.
    """
    for _ in range(3):
        await slack.command("/deal", "list")


async def _undo(slack: StubSlack, answer: Payload) -> Payload:
    """Click Undo in what one was told."""
    slack.messages[DEALS]["told"] = {**answer, "ts": "told"}
    undone = await slack.answer_to(slack.click("told", _control(answer, "undo")))
    assert undone["text"] == "Taken back."
    return undone


def _control(shown: Payload, action: str, choice: str = "") -> Payload:
    """A button of a message or a Home as Slack sends its click, or a choice in one of its menus."""
    found = [one for block in shown["blocks"] for one in block.get("elements", ()) if one.get("action_id") == action]
    chosen = [option for option in found[0].get("options", ()) if option["value"] == choice]
    return {**found[0], "block_id": "b", **({"selected_option": chosen[0]} if chosen else {})}


def _thumb_down(nudge: Payload) -> Payload:
    [thumbs] = [one for block in nudge["blocks"] if block["type"] == "context_actions" for one in block["elements"]]
    down = thumbs["negative_button"]
    return {"type": thumbs["type"], "action_id": thumbs["action_id"], "block_id": "b", "value": down["value"]}


def _offered(view: Payload, field: str, name: str) -> str:
    """The value of the option with this name."""
    [block] = [block for block in view["blocks"] if block.get("block_id") == field]
    return str(next(o["value"] for o in block["element"]["options"] if o["text"]["text"] == name))


def _words(home: Payload) -> str:
    return "\n".join(block["text"]["text"] for block in home["blocks"] if block["type"] == "section")


def _day(ahead: int) -> str:
    """A day, counted from today, as a date picker gives it."""
    return (datetime.now(UTC) + timedelta(days=ahead)).date().isoformat()
