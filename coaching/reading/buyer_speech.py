"""What the buyer said, as an update reports it: "Mara told us …", "she confirmed …", "we lose two days", he says.

Right or nothing: a guess, a condition, a plan to ask, words of ours or of a colleague are no words of the buyer's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coaching.reading.assertion import asks, guesses, is_unreal, sets_condition
from coaching.reading.speakers import is_buyer

_CURLY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_PAST = (
    r"said|mentioned|explained|admitted|stated|replied|wrote|complained|shared|revealed|insisted|stressed"
    r"|emphasi[sz]ed|pointed out|noted|added|agreed|confirmed|promised|declared|volunteered|described|brought up"
    r"|raised|flagged|warned|announced|repeated|accepted|asked|wanted|suggested|proposed|requested"
    r"|told (?:us|me)|let (?:us|me) know|made (?:it )?clear|assured (?:us|me)|answered that|emailed|let slip"
    r"|put it plainly|repeated that|came back to say|made no secret that|was clear that"
)
_PRESENT = (
    r"says|mentions|explains|admits|states|writes|complains|insists|stresses|points out|agrees|confirms|promises|asks"
    r"|wants?|(?:keeps )?tell(?:s|ing) (?:us|me)|makes (?:it )?clear|say(?= (?:that )?(?:they|she|he|it|we)\b)"
)
_VERB = re.compile(rf"(?<![\w'])(?:(?P<past>{_PAST})|(?P<present>{_PRESENT}))(?![\w'])", re.IGNORECASE)
_NAME = r"[^\W\d_][\w'&.-]*"
_WHO = rf"(?:(?:the|their|his|her|its) (?:{_NAME} ){{0,3}}{_NAME}|(?:{_NAME} ){{0,3}}{_NAME})"
_APPOSITION = r"(?:\s?\([^()]{1,50}\)|, (?:(?:the|their|his|her|our) )?[\w &'-]{2,40},)?"
_SUBJECT = re.compile(rf"(?:^|(?<=[\s\"(*_:]))(?P<who>{_WHO}){_APPOSITION}\s$", re.IGNORECASE)
_SUBJECT_REACH = 120
_OUR_WORDS = re.compile(
    r"\b(?:i|we)(?:'ve|'d)?(?: (?:have|had|just|then|also|again|already))* (?:said|told|explained|wrote|asked|suggested"
    r"|proposed|pitched|showed|mentioned|offered|sent|wonder|know|hear)\b(?!.*(?:,| and | but | so |;) ?)",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:my|our) (?:\w+ ){0,2}(?:boss|manager|director|ceo|cfo|cto|coo|vp|legal|lawyer|team|colleague|lead|head"
    r"|csm|am|bdr|pm|consultant|rep|trainer|intern"
    r"|partner|finance|engineer|se|ae|sdr|marketing|product|support|sales|exec|competitors?|side"
    r"|reseller)\b|\bthe boss\b|<@",
    re.IGNORECASE,
)
_OUR_SWITCH = re.compile(
    r"(?:,|;|\s-)\s*(?:(?:and|but|so|which|then|while|though|although) )?(?:i|we|my|our)(?:'\w+)?\s"
    r"|\s(?:and|but|so|though|although) (?:i|we|my|our)(?:'\w+)?\s|,? so (?:that's|that is|it's|this is)\s"
    r"|[,;]\s*(?:maybe|perhaps|probably|presumably|my guess|not sure|i think|i guess|could be)\b",
    re.IGNORECASE,
)
_A_QUESTION = re.compile(
    r"(?:asks?|asked)(?: (?:us|me))?(?: again)? (?:what|who|when|how|if|whether|why|which|where|about"
    r"|for (?:the |a |our )?(?:price|pricing|quote|discount|offer|rebate|reference)|questions?)",
    re.IGNORECASE,
)
_OUR_DOUBT = re.compile(
    r"\b(?:i think|i guess|i believe|i assume|not 100%|if i (?:remember|recall|got|heard|understood)|or so i"
    r"|(?:my|our) (?:\w+ )?(?:theory|guess|hunch|bet|reading|read|impression|assumption|take))\b",
    re.IGNORECASE,
)
_UNSAID = re.compile(r"\b(?:who|what|which|where|nobody|no one|as|did|does)\s$", re.IGNORECASE)
_WHEN = re.compile(r"\bwhen\b", re.IGNORECASE)
_SAYING_LAST = re.compile(
    rf"[,\"] (?:{_WHO})\s(?:{_PAST}|{_PRESENT})(?: (?:us|me|today|yesterday))?[.! ]*$", re.IGNORECASE
)
_SAID_LAST = re.compile(rf"[,\"] (?:said|says) (?P<who>{_WHO})[.! ]*$", re.IGNORECASE)
_HEARD = re.compile(
    rf"\b(?:was told by|were told by|(?:i|we) (?:just )?heard from|heard(?: back)? from|according to|in the words of"
    rf"|as per|^per)"
    rf" (?P<who>{_WHO})",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'"(?P<words>[^"\n]{8,400})(?:"|$)')
_FIRST_PERSON = re.compile(r"\b(?:we|our|us|i|i'm|my|we're|we've|we'd)\b", re.IGNORECASE)
_SPEAKER = re.compile(rf"(?:^|(?<=[\s(*]))(?P<who>{_NAME}(?: {_NAME})?)(?: \([^()]{{1,50}}\))?\s?[:=]\s*$")
_OUR_PAPER = re.compile(
    r"\b(?:i|we|my|our|sent|send|mail|mailed|email|subject|deck|slide|slides|website|titled|called|wrote|post|ad|template)\b",
    re.IGNORECASE,
)
_LAST_WORDS = re.compile(r"(?:\S+\s+){0,3}$")


@dataclass(frozen=True, slots=True)
class Saying:
    """A stretch of a sentence that reports the buyer's words; from `content` on it is what was said."""

    start: int
    content: int
    end: int


def sayings(sentence: str, before: str = "") -> list[Saying]:
    """The stretches of `sentence` that report what the buyer said; `before` is the sentence before it."""
    plain = sentence.translate(_CURLY)
    found = [*_reported(plain, before.translate(_CURLY)), *_at_the_end(plain), *_heard(plain), *_quoted(plain)]
    return sorted(set(found), key=lambda saying: (saying.start, saying.end))


def _reported(sentence: str, before: str) -> Iterator[Saying]:
    """Somebody said, told us, confirmed, wants: up to where we speak again ourselves."""
    if asks(sentence):
        return
    for verb in _VERB.finditer(sentence):
        subject = _SUBJECT.search(sentence[max(0, verb.start() - _SUBJECT_REACH) : verb.start()])
        if subject is None:
            continue
        at = max(0, verb.start() - _SUBJECT_REACH) + subject.start("who")
        who = is_buyer(subject["who"])
        if who is None:
            continue
        begin = at + who.at
        if not _is_reported(sentence[:begin], verb, sentence):
            continue
        if who.is_pronoun and _OURS.search(before + " " + sentence[:begin]):
            continue
        yield Saying(begin, verb.start(), _up_to_us(sentence, verb.end()))


def _is_reported(before: str, verb: re.Match[str], sentence: str) -> bool:
    last = _LAST_WORDS.search(before)
    near = last.group() if last else ""
    if guesses(before) or is_unreal(near) or sets_condition(near) or _OUR_WORDS.search(before):
        return False
    if verb["present"] and (sets_condition(before) or _WHEN.search(before)):
        return False
    if _UNSAID.search(before):
        return False
    return _A_QUESTION.match(sentence, verb.start()) is None and not _OUR_DOUBT.search(sentence, verb.end())


def _up_to_us(sentence: str, begin: int) -> int:
    ours = _OUR_SWITCH.search(_without_quotes(sentence), begin)
    end = ours.start() if ours else len(sentence)
    return len(sentence[:end].rstrip(" ,;:-"))


def _without_quotes(sentence: str) -> str:
    """The sentence with what stands in quotation marks blanked out: a "we" in there is the buyer's."""
    return _QUOTED.sub(lambda quoted: "_" * len(quoted.group()), sentence)


def _at_the_end(sentence: str) -> Iterator[Saying]:
    """ "They lose two days a month, she said.": the whole sentence."""
    match = _SAYING_LAST.search(sentence) or _SAID_LAST.search(sentence)
    if match is None or asks(sentence):
        return
    verb = _VERB.search(sentence, match.start())
    if match.re is _SAID_LAST:
        who = is_buyer(match["who"])
    else:
        subject = _SUBJECT.search(sentence[match.start() : verb.start()]) if verb else None
        who = is_buyer(subject["who"]) if subject else None
    said = sentence[: match.start()]
    ours = _FIRST_PERSON.search(_without_quotes(said))
    if who is not None and not ours and not guesses(said) and not sets_condition(said):
        yield Saying(0, 0, len(sentence.rstrip()))


def _heard(sentence: str) -> Iterator[Saying]:
    """ "According to Mara …", "was told by their CFO that …"."""
    if asks(sentence):
        return
    for heard in _HEARD.finditer(sentence):
        before = sentence[: heard.start()]
        if not _begins_with_buyer(heard["who"]) or is_unreal(before) or guesses(before) or sets_condition(before):
            continue
        yield Saying(heard.start(), heard.start(), _up_to_us(sentence, heard.end()))


def _begins_with_buyer(words: str) -> bool:
    """Whether the words begin with somebody on the buyer's side, whatever comes then."""
    tokens = words.split()
    if tokens[0].lower() in ("my", "our"):
        return False
    return any(is_buyer(" ".join(tokens[:count])) is not None for count in range(len(tokens), 0, -1))


def _quoted(sentence: str) -> Iterator[Saying]:
    """Words in quotation marks that can only be the buyer's: with a name before them, or of a "we" that is not ours."""
    for quoted in _QUOTED.finditer(sentence):
        before = sentence[: quoted.start()]
        if len(quoted["words"].split()) < 3 or guesses(before) or sets_condition(before):
            continue
        speaker = _SPEAKER.search(before)
        who = is_buyer(speaker["who"]) if speaker else None
        if who is not None and speaker is not None:
            yield Saying(speaker.start("who") + who.at, quoted.start(), quoted.end())
        elif speaker is None and not _OUR_PAPER.search(before) and _FIRST_PERSON.search(quoted["words"]):
            yield Saying(quoted.start(), quoted.start(), quoted.end())
