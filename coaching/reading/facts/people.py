"""Taking the people on the buyer's side from a message: name, title, part in the decision, and whether we met."""

from coaching.facts import Contact
from coaching.reading.facts.companies import is_round_up
from coaching.reading.facts.contact_meetings import people_met
from coaching.reading.facts.contact_mentions import Mention, Mentions
from coaching.reading.facts.contact_roles import parts_of, role_of
from coaching.reading.facts.named_people import BuyerPerson, people_of
from coaching.reading.facts.names import take_apart


def find_contacts(text: str) -> tuple[Contact, ...]:
    """The people on the buyer's side whom `text` names or gives by their title ("their CFO"), in order.

    Empty for a round-up of several customers, whose people cannot be told apart.
    """
    if is_round_up(text):
        return ()
    wording = take_apart(text)
    people = people_of(text, wording)
    if not people:
        return ()
    mentions = _mentions_of(people, wording.text)
    parts, met = parts_of(mentions), people_met(mentions)
    contacts = [
        Contact(p.name, p.title, role_of(p.title, parts.get(i, set()), _after(p, mentions)), i in met)
        for i, p in enumerate(people)
    ]
    return tuple(dict.fromkeys(contacts))


def _mentions_of(people: list[BuyerPerson], text: str) -> Mentions:
    """Every place where the message speaks of one of the people, in order."""
    places = [Mention(start, end, i, p.plural) for i, p in enumerate(people) for start, end in p.places]
    return Mentions(text, sorted(places, key=lambda mention: mention.start))


def _after(person: BuyerPerson, mentions: Mentions) -> str:
    """What the sentences say behind each mention of a person, up to the next person."""
    parts = []
    for _, end in person.places:
        stop = min(mentions.sentence_end(end), next((m.start for m in mentions.places if m.start > end), end + 160))
        parts.append(mentions.text[end:stop])
    return "\n".join(parts)
