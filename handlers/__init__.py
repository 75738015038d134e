"""One file for each Slack surface, thin; imports `coaching`, never `storage` or `bot` at run time.

`register` is the whole surface of the bot. Handlers find our own things on the desk (`handlers.desk`).
"""

import re
from typing import TYPE_CHECKING

from handlers.blocks.answers import CHOOSE_ACTION
from handlers.blocks.deal_form import DEAL_FORM
from handlers.blocks.digest_lines import DEAL_ACTION
from handlers.blocks.feedback_form import FEEDBACK_FORM
from handlers.blocks.hand_over_form import HAND_OVER_FORM
from handlers.blocks.home import PAGE_BACK, PAGE_ON
from handlers.blocks.home_admin import HAND_OVER
from handlers.blocks.home_preferences import OPEN_PREFERENCES
from handlers.blocks.link_form import LINK_FORM
from handlers.blocks.loss_review import LOSS_REVIEW
from handlers.blocks.managers import MANAGER_ACTION, SHARE_DEAL_ACTION
from handlers.blocks.merge import MERGE_ACTION
from handlers.blocks.more import DRAFT_ACTION, MORE_VIEW
from handlers.blocks.nudge import DONE_ACTION, FEEDBACK_ACTION, MENU_ACTION, MORE_ACTION, SNOOZE_ACTION
from handlers.blocks.preferences_form import PREFERENCES_FORM
from handlers.blocks.privacy import DELETE_STORED, EXPORT_STORED, SHOW_STORED
from handlers.blocks.quiet import SNOOZE_VIEW, UNDO_ACTION
from handlers.blocks.share import SHARE_ACTION
from handlers.blocks.watch import SHADOW_ACTION, WATCH_ACTION
from handlers.channels.invitation import start_watching
from handlers.commands.choosing import choose_deal
from handlers.commands.merge_deals import merge_deals
from handlers.commands.sharing import share_answer
from handlers.commands.slash import answer_coach, answer_deal
from handlers.deals.deal_forms import keep_deal_form, keep_loss_review
from handlers.deals.handing_over import keep_hand_over, open_hand_over
from handlers.deals.message_shortcuts import LINK_TO_DEAL, NOT_AN_UPDATE, link_to_deal, open_link_form, refuse_update
from handlers.deals.new_deal import NEW_DEAL, open_new_deal
from handlers.digests.deal_buttons import open_form
from handlers.errors import tell_error
from handlers.home.preferences import keep_preferences, open_preferences
from handlers.home.privacy import delete_stored, export_stored, show_stored
from handlers.home.tab import answer_in_home, open_home, turn_page
from handlers.managers.commands import choose_manager
from handlers.managers.sharing import choose_sharing
from handlers.messages.events import let_pass, take_event
from handlers.nudges.buttons import close_view, open_more
from handlers.nudges.coach_again import COACH_UPDATE, coach_update
from handlers.nudges.drafts import send_draft
from handlers.nudges.nudge_menu import choose_from_menu
from handlers.nudges.quiet import choose_snooze, mark_done, snooze_until_day, undo
from handlers.nudges.thumbs import act_on_answer, keep_thumb

if TYPE_CHECKING:
    from slack_bolt.app.async_app import AsyncApp


def register(app: "AsyncApp") -> None:
    """Put every listener in its place; call `app.use(at_desk(desk))` first. The catch-all for events stays last."""
    app.use(answer_in_home)
    _take_commands(app)
    _take_clicks_on_nudges(app)
    _take_changes_of_deals(app)
    _take_clicks_in_the_home(app)
    app.action(WATCH_ACTION)(start_watching)
    app.action(SHADOW_ACTION)(start_watching)
    app.event("message")(take_event)
    app.event("app_mention")(take_event)
    app.event("member_joined_channel")(take_event)
    app.event(re.compile(""))(let_pass)
    app.error(tell_error)


def _take_commands(app: "AsyncApp") -> None:
    app.command("/deal")(answer_deal)
    app.command("/coach")(answer_coach)
    app.action(CHOOSE_ACTION)(choose_deal)
    app.action(SHARE_ACTION)(share_answer)
    app.action(UNDO_ACTION)(undo)
    app.action(MANAGER_ACTION)(choose_manager)


def _take_clicks_on_nudges(app: "AsyncApp") -> None:
    app.action(DONE_ACTION)(mark_done)
    app.action(SNOOZE_ACTION)(choose_snooze)
    app.view(SNOOZE_VIEW)(snooze_until_day)
    app.action(MORE_ACTION)(open_more)
    app.action(DRAFT_ACTION)(send_draft)
    app.view(MORE_VIEW)(close_view)
    app.action(MENU_ACTION)(choose_from_menu)
    app.action(FEEDBACK_ACTION)(keep_thumb)
    app.view(FEEDBACK_FORM)(act_on_answer)
    app.shortcut(COACH_UPDATE)(coach_update)


def _take_changes_of_deals(app: "AsyncApp") -> None:
    app.shortcut(NEW_DEAL)(open_new_deal)
    app.action(MERGE_ACTION)(merge_deals)
    app.action(SHARE_DEAL_ACTION)(choose_sharing)
    app.view(DEAL_FORM)(keep_deal_form)
    app.view(LOSS_REVIEW)(keep_loss_review)
    app.shortcut(NOT_AN_UPDATE)(refuse_update)
    app.shortcut(LINK_TO_DEAL)(open_link_form)
    app.view(LINK_FORM)(link_to_deal)
    app.action(DEAL_ACTION)(open_form)
    app.action(HAND_OVER)(open_hand_over)
    app.view(HAND_OVER_FORM)(keep_hand_over)


def _take_clicks_in_the_home(app: "AsyncApp") -> None:
    app.event("app_home_opened")(open_home)
    app.action(PAGE_BACK)(turn_page)
    app.action(PAGE_ON)(turn_page)
    app.action(OPEN_PREFERENCES)(open_preferences)
    app.view(PREFERENCES_FORM)(keep_preferences)
    app.action(SHOW_STORED)(show_stored)
    app.action(EXPORT_STORED)(export_stored)
    app.action(DELETE_STORED)(delete_stored)
