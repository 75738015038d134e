"""The Bolt app, built with everything said explicitly: what Bolt finds in the environment it would use unasked."""

import logging
import os

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.start import Installation
from handlers import register
from handlers.desk import Desk, at_desk
from handlers.messages.events import Keep, keep_first

_READ_BY_BOLT = ("SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN")


def build_app(installation: Installation, client: AsyncWebClient, desk: Desk, keep: Keep) -> AsyncApp:
    """The app with all its handlers, which call Slack through the session and address of `client`.

    `keep` makes an event durable before it is acknowledged. Requests over HTTP have been checked by `SlackDoor`.

    The environment's Slack names are taken out: with a client id and secret there, Bolt switches to OAuth unasked.
    """
    for name in _READ_BY_BOLT:
        os.environ.pop(name, None)

    async def authorize() -> AuthorizeResult:
        """The one installation, known since the start: no call of auth.test for each event."""
        return AuthorizeResult(
            enterprise_id=installation.tenant.enterprise or None,
            team_id=installation.tenant.team,
            team=installation.workspace,
            url=installation.url,
            bot_id=installation.bot_id,
            bot_user_id=installation.bot_user,
            bot_token=client.token,
        )

    nameless = AsyncWebClient(
        base_url=client.base_url, session=client.session, retry_handlers=[], timeout=client.timeout
    )
    app = AsyncApp(
        name="dealcoach",
        logger=logging.getLogger("slack_bolt"),
        signing_secret="",
        token=None,
        client=nameless,
        authorize=authorize,
        before_authorize=keep_first(keep),
        request_verification_enabled=False,  # a socket is ours alone, and SlackDoor checks what comes over HTTP
    )
    app.use(at_desk(desk))
    register(app)
    return app
