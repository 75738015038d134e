"""What handlers work with, put together from the settings, the content and what Slack said of us at the start."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient

from bot.content import Content
from bot.members import Members
from bot.people import People
from bot.pictures import pictures
from bot.settings import Settings
from bot.start import Installation
from coaching.message import Person
from coaching.reading.result import AsyncReader
from handlers.bench import Bench
from handlers.desk import Desk
from storage import Storage


def furnish(
    settings: Settings,
    us: Installation,
    client: AsyncWebClient,
    storage: Storage,
    content: Content,
    reader: AsyncReader,
    clock: Callable[[], datetime],
) -> Desk:
    """The desk for what people do, with the bench for what is read on it; `clock` tells aware UTC."""
    people, is_member = People(client, storage, us.tenant, clock), Members(client).is_member
    coach = content.coach
    bench = _bench(settings, us, storage, content, reader, people.person, is_member)
    return Desk(
        storage=storage,
        playbook=coach.playbook,
        signals=content.signals,
        catalogue=coach.catalogue,
        clock=clock,
        person=people.person,
        is_member=is_member,
        admins=settings.admins,
        workspace_url=us.url,
        bot_user=us.bot_user,
        guide=content.guide,
        limits=coach.limits,
        watch=settings.watch,
        reads_with_model=settings.asks_llm,
        text_days=settings.text_days,
        report_minimum=settings.report_minimum,
        team_deal=settings.team_deal,
        pictures=pictures(client),
        bench=bench,
        lessons=content.lessons,
        people=people.people,
        is_away=people.is_away,
    )


def _bench(
    settings: Settings,
    us: Installation,
    storage: Storage,
    content: Content,
    reader: AsyncReader,
    person: Callable[[str], Awaitable[Person]],
    is_member: Callable[[str, str], Awaitable[bool]],
) -> Bench:
    return Bench(
        storage=storage,
        reader=reader,
        coach=content.coach,
        person=person,
        own=us.own,
        crm_apps=settings.crm_apps,
        workspace_url=us.url,
        watch=settings.watch,
        admins=settings.admins,
        guide=content.guide,
        is_member=is_member,
    )
