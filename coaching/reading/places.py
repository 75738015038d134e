"""Where words that somebody repeats stand in a message: found in spite of curly quotes, given back as written there."""

import re

_FOLDED = str.maketrans(
    {"’": "'", "‘": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "\u00a0": " ", "\u202f": " "}
)
"""One character for each, so that places stay the same."""
_MARKUP = re.compile(r"<(?:[@#!][^<>\n]{1,200}>|(?:https?:|mailto:|tel:)[^<>|\s]{0,3000}\|?)")
_NAME = re.compile(r"[^\W_](?:[\w .,&'’/()+-]{0,58}[\w.)+])?")
"""What a name looks like: one line, no markup, 60 characters at most."""
LONGEST_WORDS = 600
"""Characters that may be quoted: some sentences, not a whole message."""
_LETTER = re.compile(r"[^\W\d_]")


def find_words(text: str, words: str) -> str | None:
    """`words` as `text` writes them, an exact substring of it that cuts no word in two; None when it holds none such.

    A quote without a letter, or longer than `LONGEST_WORDS`, is none.
    """
    words = words.strip()
    if len(words) > LONGEST_WORDS or not _LETTER.search(words):
        return None
    return _find(text.translate(_FOLDED), text, words, re.NOFLAG)


def find_name(text: str, name: str) -> str | None:
    """`name` as `text` writes it, whole words in whatever case; None when it is not there, or not shaped as a name.

    What stands only inside Slack's markup (a member's id, an address) is no name.
    """
    name = name.strip()
    if not (_LETTER.search(name) and _NAME.fullmatch(name)):
        return None
    plain = _MARKUP.sub(lambda found: "\0" * len(found[0]), text.translate(_FOLDED))
    return _find(plain, text, name, re.IGNORECASE)


def _find(plain: str, text: str, words: str, flags: re.RegexFlag) -> str | None:
    """The words of `text` where `plain`, which has the same places, holds `words` between the ends of words."""
    found = re.search(rf"(?<!\w(?=\w)){re.escape(words.translate(_FOLDED))}(?!(?<=\w)\w)", plain, flags)
    return text[found.start() : found.end()] if found else None
