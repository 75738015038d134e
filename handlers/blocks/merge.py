"""The question before two deals are put together: a line for each, one for both together, and the button."""

from datetime import datetime
from typing import TYPE_CHECKING

from handlers.blocks.deal_list import deal_line
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.blocks.pieces import Message, actions, as_text, button, context, section

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue
    from coaching.deal import Deal

MERGE_ACTION = "merge_deals"


def merge_message(
    source: "Deal", target: "Deal", together: "Deal", value: str, now: datetime, catalogue: "Catalogue"
) -> Message:
    """Ask whether `source` is to go into `target`; `value` is the button's."""
    names = {"source": echo_line(source.name, NAME_LIMIT), "target": echo_line(target.name, NAME_LIMIT)}
    question = catalogue.say("change.merge_ask", **names)
    lines = [deal_line(deal, None, now, catalogue) for deal in (source, target)]
    after = catalogue.say("change.merge_together", deal=deal_line(together, None, now, catalogue))
    meaning = catalogue.say("change.merge_means", **names)
    merge = button(
        catalogue.say("change.merge_button"), MERGE_ACTION, value, catalogue.say("change.merge_button_spoken")
    )
    blocks = (section(question), section(lines), section(after), context(meaning), actions([merge]))
    return Message(as_text([question, *lines, after, meaning]), blocks)
