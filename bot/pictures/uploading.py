"""Uploads pictures to Slack, to no channel: a file that only our own message shows."""

import aiohttp
import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack_errors import FAILURES, refusal_of

log = structlog.get_logger(__name__)

_ALT_LIMIT = 1000


class Uploads:
    """Files of the bot's own in one workspace."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def upload(self, content: bytes, name: str, told: str) -> str | None:
        """The id of the new file, which shows what is `told` to screen readers; None when Slack refuses, also for good.

        Slack takes a while to look at a file before a message may show it.
        """
        try:
            size, words = len(content), told[:_ALT_LIMIT]
            place = await self._client.files_getUploadURLExternal(filename=name, length=size, alt_txt=words)
            await self._put(str(place["upload_url"]), content)
            file = str(place["file_id"])
            await self._client.files_completeUploadExternal(files=[{"id": file, "title": name}])
        except FAILURES as error:
            log.warning("a picture could not be uploaded", error=refusal_of(error).code)
            return None
        return file

    async def _put(self, address: str, content: bytes) -> None:
        if self._client.session is None:
            async with aiohttp.ClientSession() as session:
                return await _post(session, address, content)
        return await _post(self._client.session, address, content)


async def _post(session: aiohttp.ClientSession, address: str, content: bytes) -> None:
    async with session.post(address, data=content) as answer:
        if answer.status != 200:
            raise OSError(f"Slack's upload answered {answer.status}")
