"""The coach with the content that we ship, loaded once for all tests."""

from functools import cache

from bot.content import Content, load_content


@cache
def shipped_content() -> Content:
    """Reader, plays and sentences as they ship."""
    return load_content()
