"""The modal after a thumb down: what was wrong, in four choices and one's own words, and consent to keep an example."""

from typing import TYPE_CHECKING

from handlers.blocks.form_fields import choice_field, choices_field, modal, text_field
from handlers.blocks.pieces import Block

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue

FEEDBACK_FORM = "feedback_form"
CHOICE, NOTE, CONSENT = "choice", "note", "consent"
CHOICES = ("done", "misread", "wrong_deal", "not_now")
_NOTE_LIMIT = 1000


def feedback_form(metadata: str, catalogue: "Catalogue", *, ask_consent: bool) -> Block:
    """The view; consent is only asked of whom it is up to."""
    choices = {choice: catalogue.say(f"feedback.choice_{choice}") for choice in CHOICES}
    note, consent = catalogue.say("feedback.note"), catalogue.say("feedback.consent")
    fields = [
        choice_field(CHOICE, catalogue.say("feedback.choice"), choices, "", kind="radio_buttons", needed=True),
        text_field(NOTE, note, "", _NOTE_LIMIT, lines=True, hint=catalogue.say("feedback.note_hint")),
    ]
    if ask_consent:
        tick, hint = catalogue.say("feedback.consent_tick"), catalogue.say("feedback.consent_hint")
        fields.append(choices_field(CONSENT, consent, {"yes": tick}, (), kind="checkboxes", hint=hint))
    return modal(FEEDBACK_FORM, metadata, fields, catalogue)
