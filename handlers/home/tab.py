"""The App Home: built anew for whoever opens it, and again after each click in it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookResponse

from coaching.message import Tenant
from handlers.blocks.home import home_view
from handlers.blocks.pieces import Block
from handlers.clicks import clicker, workspace
from handlers.envelope import mapping, tenant_of, word
from handlers.home.contents import gather_home

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient

    from handlers.desk import Desk


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose Home it is, at which page of their deals, and the hash of what they saw, "" when unknown."""

    user: str
    tenant: Tenant
    page: int = 0
    seen: str = ""


async def open_home(event: Mapping[str, Any], body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk") -> None:
    """Somebody opened the Home: it is built for them, with what they may see."""
    if event.get("tab") == "home":
        await show_home(Reader(word(event, "user"), tenant_of(body), seen=_hash(event)), client, desk)


async def turn_page(
    ack: "AsyncAck", action: Mapping[str, Any], body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk"
) -> None:
    """Back or Next was clicked under the deals."""
    await ack()
    reader = Reader(clicker(body), workspace(body), page_in(word(action, "value")), _hash(body))
    await show_home(reader, client, desk)


async def answer_in_home(
    body: Mapping[str, Any], context: "AsyncBoltContext", next_: Callable[[], Awaitable[None]]
) -> None:
    """The middleware by which an answer to a click in the Home, which has no response_url, stands on top of it."""
    page = home_page(body)
    if page and context.client:
        reader = Reader(clicker(body), tenant_of(body), page_in(page), _hash(body))
        context["respond"] = HomeAnswer(reader, context.client, context["desk"])
    await next_()


class HomeAnswer(AsyncRespond):
    """What takes an answer in place of a response_url: it builds the Home again, with the answer on top."""

    def __init__(self, reader: Reader, client: "AsyncWebClient", desk: "Desk") -> None:
        super().__init__(response_url="home")
        self._reader, self._client, self._desk = reader, client, desk

    async def __call__(self, *_: Any, **answer: Any) -> WebhookResponse:
        """Show the answer's blocks."""
        await show_home(self._reader, self._client, self._desk, answer.get("blocks") or ())
        return WebhookResponse(url="", status_code=200, body="ok", headers={})


async def show_home(reader: Reader, client: "AsyncWebClient", desk: "Desk", notice: Sequence[Block] = ()) -> None:
    """Publish the Home as it is now; when another version was published meanwhile, build it once more."""
    view = home_view(await gather_home(reader.user, reader.tenant, reader.page, desk), notice, desk.catalogue)
    try:
        await client.views_publish(user_id=reader.user, view=view, **({"hash": reader.seen} if reader.seen else {}))
    except SlackApiError as error:
        if error.response.get("error") != "hash_conflict":
            raise
        view = home_view(await gather_home(reader.user, reader.tenant, reader.page, desk), notice, desk.catalogue)
        await client.views_publish(user_id=reader.user, view=view)


def home_page(body: Mapping[str, Any]) -> str:
    """The page that a click in the Home was on; "" for a click elsewhere."""
    view = mapping(body.get("view"))
    if body.get("type") != "block_actions" or view.get("type") != "home":
        return ""
    return word(view, "private_metadata") or "0"


def page_in(said: str) -> int:
    """The number of a page; the first where it is none."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else 0


def _hash(holder: Mapping[str, Any]) -> str:
    """The version of the view that came with an event or a click."""
    return word(mapping(holder.get("view")), "hash")
