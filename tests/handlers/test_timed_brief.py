"""The brief under a timed nudge stays within what Slack takes, whatever the deal is called."""

from handlers_world import CATALOGUE, NOW, breaches, deals, unhurried
from hypothesis import given

from coaching.deal import Deal
from coaching.decision import Nudge
from handlers.blocks.brief import brief_message
from handlers.blocks.evidence import Sources
from handlers.blocks.nudge import timed_message


@unhurried
@given(deals())
def test_a_nudge_with_its_brief_is_one_message_that_slack_takes(deal: Deal) -> None:
    said = Nudge(
        "meeting_tomorrow", "a talk on 13 March, and 5 things to find out", f"You speak with {deal.name}.", "dm"
    )

    nudge = timed_message(said, "Prepare the talk", 7, 1, deal.name, CATALOGUE)
    brief = brief_message(deal, NOW, CATALOGUE, Sources(), shared=True)

    assert list(breaches((*nudge.blocks, *brief.blocks))) == []
