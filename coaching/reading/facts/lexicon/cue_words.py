"""Words around a name that tell what it names; lower-case, as `plain_word` gives them."""

from coaching.reading.facts.lexicon import plain_words

_PREPOSITIONS = """
about after and at bei by chez de for from in into of on or re through to via w with
"""
_SALES_VERBS = """
asked booked call called calling chase chased chasing closed demoed emailed give giving got landed lose losing lost
met moved pitched pitching quoted rang ringing sending sent signed tell telling told visited walked win winning won
"""
_TALKED_TO = """
ask asked bumped call called caught cc'd chased dear emailed hello hi meet messaged met nudged phoned pinged promised
rang reminded ring sat tell text texted thank thanked told
"""
_HUMAN_ACTS = """
admitted agreed agrees and apologised asked asks brings called calls came can comes confirmed confirms decides emailed
explained feels felt forwarded gave gives goes had has herself himself hopes is joined joins keeps knew knows laughed
leads liked likes loved loves mailed mentioned nodded opened owns promised rang read reads reckons replied replies
runs said says sends sent shook showed signed signs sits speaks tells texted thinks told took walked wanted wants was
went will would writes wrote
"""
_GROUP_ACTS = """
are awarded board bought chose crowd declined folks gang ghosted guys have lot merged moved need needs passed paused
people picked postponed ppl pulled renewed signed team their they want went were
"""
_RIVAL_VERBS = """
against awarded beat beats called choose chose chosen compare compared incumbent keep keeping over pick picked picking
prefer preferred replaced replacing selected undercut use uses using versus vs
"""
_PERSON_PRONOUNS = """
he her herself him himself his she who
"""
_GROUP_PRONOUNS = """
their them they they're they've
"""
_COLLEAGUE = """
boss cc cheers dear hello hey hi kudos my our props shoutout thank thanks
"""
_RIVAL_PAIRS = """
ahead with, awarded to, by, contract with, deal with, for, go to, go with, goes with, going with, gone to, gone with,
instead of, it from, it to, left for, licence with, license with, lose to, loses to, losing to, lost to, moving from,
off, off to, over to, proceed with, replace, signed with, some, stay with, stayed with, staying with, stick with,
sticking with, switch from, switching from, than, than with, to, tried, up against, us and, us vs, us with, was, went
to, went with, with
"""
PREPOSITIONS = plain_words(_PREPOSITIONS)
"""Words that tie a name to what is done with it."""
SALES_VERBS = plain_words(_SALES_VERBS)
"""What a rep does to a deal or a customer."""
TALKED_TO = plain_words(_TALKED_TO)
"""What one does to a person, or an address in a letter."""
HUMAN_ACTS = plain_words(_HUMAN_ACTS)
"""What a person does."""
GROUP_ACTS = plain_words(_GROUP_ACTS)
"""What a company does, or words for its people."""
RIVAL_VERBS = plain_words(_RIVAL_VERBS)
"""Verbs and words before a vendor whom the customer compares or chose."""
PERSON_PRONOUNS = plain_words(_PERSON_PRONOUNS)
"""Pronouns that speak of one person."""
GROUP_PRONOUNS = plain_words(_GROUP_PRONOUNS)
"""Pronouns that speak of a company."""
COLLEAGUE = plain_words(_COLLEAGUE)
"""Words before somebody on our own side, or before the reader of a letter."""
RIVAL_PAIRS = frozenset(pair.strip() for pair in _RIVAL_PAIRS.replace("\n", " ").split(","))
"""Two words before a vendor whom the customer compares or chose."""
