"""Charts as pictures: drawn with matplotlib where it is installed, off the event loop, and uploaded to Slack.

Whatever goes wrong is logged and gives no picture; what a picture shows is said in words beside it.
"""

from slack_sdk.web.async_client import AsyncWebClient

from bot.pictures.drawing import draw
from bot.pictures.uploading import Uploads
from coaching.chart import Pictures


def pictures(client: AsyncWebClient) -> Pictures:
    """The port as the running bot fills it."""
    return Pictures(draw, Uploads(client).upload)
