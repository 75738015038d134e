"""The managers' digest in its time: sent once a week to each manager, on the day and hour of their own digest."""

from typing import TYPE_CHECKING

from handlers.blocks.team_digest import chart_of, say_pipeline, team_message
from handlers.digests.planning import note_of, owed_among, plan_all, schedule_of, time_for
from handlers.managers.due import MANAGERS_DIGEST
from handlers.managers.gathering import gather_team_digest
from handlers.notes import post_note

if TYPE_CHECKING:
    from coaching.message import Tenant
    from coaching.team_digest import TeamDigest
    from handlers.blocks.pieces import Message
    from handlers.desk import Desk
    from storage.records import Claim, DueRow

PICTURE_NAME = "pipeline.png"


async def plan_managers_digests(tenant: "Tenant", desk: "Desk") -> int:
    """Let a digest wait for every manager for whom none waits; for how many there is one now."""
    async with desk.storage.begin(tenant) as tx:
        missing = {each.user_id for each in await tx.managers.all()} - await tx.due.keys(MANAGERS_DIGEST)
    for user in sorted(missing):
        person = await desk.person(user)
        async with desk.storage.begin(tenant) as tx:
            if await tx.managers.get(user) is not None and user not in await tx.due.keys(MANAGERS_DIGEST):
                await plan_all(MANAGERS_DIGEST, {user: (await schedule_of(person, tx, desk), desk.clock())}, tx)
    return len(missing)


async def work_managers_digest(claim: "Claim[DueRow]", desk: "Desk") -> None:
    """A manager's digest may be due: it is sent if so, and the next one planned; neither for who is none any more."""
    user = claim.row.key
    person, now = await desk.person(user), time_for(claim.row, desk.clock())
    async with desk.storage.begin(claim.tenant) as tx:
        schedule = await schedule_of(person, tx, desk)
        due = (await owed_among([claim.row], {user: schedule}, now, tx)).get(user)
        wanted = due and await tx.managers.get(user) and not await tx.hushes.paused([user])
    message = await _with_picture(user, claim.tenant, desk) if wanted and not await desk.is_away(user) else None
    async with desk.storage.begin(claim.tenant, finishing=claim) as tx:
        if await tx.managers.get(user) is None:
            return
        if due and message and not await tx.hushes.paused([user]):
            await post_note(note_of(MANAGERS_DIGEST, user, due), user, message, desk.clock(), tx)
        await plan_all(MANAGERS_DIGEST, {user: (schedule, now)}, tx)


async def team_digest_now(user: str, tenant: "Tenant", desk: "Desk") -> "Message | None":
    """A manager's digest as it would be now, without picture; None for who is no manager."""
    async with desk.storage.begin(tenant) as tx:
        if await tx.managers.get(user) is None:
            return None
    return await _message(await gather_team_digest(user, tenant, desk), user, desk)


async def _with_picture(user: str, tenant: "Tenant", desk: "Desk") -> "Message | None":
    """The message, with a chart where there is one to draw and it could be drawn and uploaded; None for nothing."""
    digest = await gather_team_digest(user, tenant, desk)
    if digest.is_empty:
        return None
    picture = await desk.pictures.draw(chart_of(digest, desk.catalogue)) if digest.stages else None
    told = say_pipeline(digest, desk.catalogue)
    file = await desk.pictures.upload(picture, PICTURE_NAME, told) if picture else None
    return await _message(digest, user, desk, file)


async def _message(digest: "TeamDigest", user: str, desk: "Desk", picture: str | None = None) -> "Message":
    titles = {play: desk.voice.title(play) for play, _ in digest.plays}
    return team_message(digest, titles, (await desk.now_for(user)).date(), desk.catalogue, picture)
