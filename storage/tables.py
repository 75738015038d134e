"""The tables: each carries the tenant, and keys between them hold it too, so that no row can point at a stranger's."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
)

from coaching.deal import LossReview, SetField
from coaching.facts import Contact, Facts
from coaching.preferences import Preferences
from coaching.team_week import TeamWeek
from coaching.told import Passage
from storage.column_types import JsonOf, WideInteger
from storage.table_parts import index_queue, metadata, moment, named, numbered, points_at, queued, tick, words

__all__ = ["metadata"]

inbox = numbered(
    "inbox",
    words("event_id"),
    words("kind"),
    words("thread"),
    Column("moment", BigInteger, nullable=False),  # the event's own ts as a number, the order within the thread
    Column("body", JSON, nullable=False),
    *queued(),
    UniqueConstraint("tenant", "event_id"),
)
index_queue(inbox, "tenant", "thread", "moment", "id")

people = named(
    "people", words("user_id"), words("name"), words("tz"), moment("seen_at", required=True), key=("user_id",)
)

preferences = named(
    "preferences",
    words("user_id"),
    Column("chosen", JsonOf(Preferences), nullable=False),
    moment("at", required=True),
    key=("user_id",),
)

channels = named("channels", words("channel"), Column("private", Boolean, nullable=False), key=("channel",))

watches = named(
    "watches",
    words("channel"),
    words("state"),
    words("by", required=False),
    moment("at", required=True),
    moment("shadow_until"),
    key=("channel",),
)
"""Which channels somebody let the bot watch, or keep out of."""

messages = named(
    "messages",
    words("channel"),
    words("ts"),
    Column("moment", BigInteger, nullable=False),  # ts as a number, to compare by
    words("thread_ts", required=False),
    words("author", required=False),  # author and source stay empty when only the deletion was ever seen
    words("source", required=False),
    moment("posted_at", required=True),
    moment("changed_at", required=True),
    Column("gone", Boolean, nullable=False),
    Index(None, "tenant", "channel", "thread_ts", "moment"),
    key=("channel", "ts"),
)

texts = named(
    "texts",
    words("channel"),
    words("ts"),
    Column("text", Text(), nullable=False),
    ForeignKeyConstraint(["tenant", "channel", "ts"], ["messages.tenant", "messages.channel", "messages.ts"]),
    key=("channel", "ts"),
)
"""What people wrote, apart from what was made of it, so that it can expire."""

deals = numbered(
    "deals",
    words("name"),
    words("deal_key"),
    words("state"),
    words("owner", required=False),
    words("stage", required=False),
    Column("amount", BigInteger),
    words("currency", required=False),
    words("next_step", required=False),
    Column("next_step_date", Date),
    Column("contacts", JsonOf(tuple[Contact, ...]), nullable=False),
    Column("competitors", JsonOf(tuple[str, ...]), nullable=False),
    Column("signals", JsonOf(Mapping[str, datetime]), nullable=False),
    Column("close_date", Date),
    words("motive", required=False),
    moment("opened_at"),
    moment("updated_at"),
    moment("closed_at"),
    moment("stage_since"),
    Column("updates", Integer, nullable=False),
    Index(None, "tenant", "deal_key"),
    Index(None, "tenant", "state", "updated_at"),
    Index(None, "tenant", "owner", "updated_at"),
)
Index(
    "uq_deals_one_open_per_key",
    deals.c.tenant,
    deals.c.deal_key,
    unique=True,
    sqlite_where=deals.c.state == "open",
    postgresql_where=deals.c.state == "open",
)

name_index = named(
    "name_index", Column("entry", BigInteger, nullable=False), words("deal_key"), key=("entry", "deal_key")
)
"""The card index: by which entries (`coaching.name_index`) the keys of deals are found."""

aliases = named(
    "aliases",
    words("alias_key"),
    words("name"),
    words("deal_key"),
    Index(None, "tenant", "deal_key"),
    key=("alias_key",),
)
"""The second names of companies (`deal_key`), filed in the card index as names are; each belongs to one company."""

updates = named(
    "updates",
    words("channel"),
    words("ts"),
    Column("moment", BigInteger, nullable=False),
    words("thread_ts", required=False),
    words("author"),
    words("source"),
    moment("at", required=True),
    Column("facts", JsonOf(Facts), nullable=False),
    Column("signals", JsonOf(Mapping[str, str]), nullable=False),
    Column("sets", JsonOf(tuple[SetField, ...]), nullable=False, server_default="[]"),
    Column("review", JsonOf(LossReview)),
    Column("told", JsonOf(Mapping[str, Passage]), nullable=False, server_default="{}"),
    Column("deal_id", WideInteger),
    points_at("deals", "deal_id"),
    Index(None, "tenant", "deal_id", "at"),
    Index(None, "tenant", "channel", "thread_ts"),
    key=("channel", "ts"),
)

decisions = numbered(
    "decisions",
    words("channel"),
    words("ts"),
    words("cause_ts"),
    moment("at", required=True),
    words("author"),
    Column("deal_id", WideInteger),
    words("play", required=False),
    words("evidence", required=False),  # evidence, words and audience: of a nudge
    words("words", required=False),
    words("audience", required=False),
    words("reason", required=False),  # reason and sentence: of a silence
    words("sentence", required=False),
    points_at("deals", "deal_id"),
    Index(None, "tenant", "channel", "ts", "id"),
    Index(None, "tenant", "deal_id", "id"),
    Index(None, "tenant", "author", "id"),
)

nudges = numbered(
    "nudges",
    Column("decision_id", WideInteger, nullable=False),
    Column("deal_id", WideInteger),
    words("author"),
    words("channel"),
    words("ts"),
    words("thread_ts"),
    words("play"),
    words("evidence"),
    words("words"),
    words("audience"),
    moment("at", required=True),
    words("state"),
    moment("changed_at"),
    words("settled_by", required=False),
    moment("settled_at"),
    moment("withdrawn_at"),
    words("posted_channel", required=False),
    words("posted_ts", required=False),
    moment("seen_at"),  # when what it asks for was first seen to be done
    points_at("decisions", "decision_id"),
    points_at("deals", "deal_id"),
    Index(None, "tenant", "decision_id"),
    Index(None, "tenant", "deal_id", "at"),
    Index(None, "tenant", "author", "at"),
    Index(None, "tenant", "channel", "at"),
    Index(None, "tenant", "channel", "ts"),
    Index(None, "tenant", "channel", "thread_ts"),
)
Index(
    "uq_nudges_one_standing_per_message",
    nudges.c.tenant,
    nudges.c.channel,
    nudges.c.ts,
    unique=True,
    sqlite_where=nudges.c.state == "standing",
    postgresql_where=nudges.c.state == "standing",
)

notes = numbered(
    "notes",
    words("key"),  # what it is about, so that it is said once
    words("since"),  # a ts before which it cannot stand
    words("posted_channel", required=False),
    words("posted_ts", required=False),
    Column("follows", BigInteger, nullable=False, server_default="0"),  # of an answer, the latest it was told
    words("place", required=False),  # of an answer, where it is to stand
    UniqueConstraint("tenant", "key"),
)
"""What the bot says beside its nudges. `follows` is a ts as in `storage.slack_ts`."""

outbox = numbered(
    "outbox",
    Column("nudge_id", WideInteger),  # of a nudge or of a note
    Column("note_id", WideInteger),
    words("kind"),
    Column("turn", Integer, nullable=False),  # the how manieth of this kind for this nudge
    words("channel"),
    words("thread_ts", required=False),
    Column("body", JSON, nullable=False),
    words("sent_channel", required=False),
    words("sent_ts", required=False),
    *queued(),
    points_at("nudges", "nudge_id"),
    points_at("notes", "note_id"),
    UniqueConstraint("tenant", "nudge_id", "kind", "turn"),
)
index_queue(outbox, "tenant", "nudge_id", "id", also={"ix_outbox_note_line": ("tenant", "note_id", "id")})

due = numbered(
    "due",
    words("kind"),
    words("key"),
    Column("body", JSON, nullable=False),
    *queued(),
    UniqueConstraint("tenant", "kind", "key"),
)
"""What waits for a time."""
index_queue(due)

hushes = numbered(
    "hushes",
    words("place"),
    words("holder"),
    words("by"),
    moment("at", required=True),
    words("play", required=False),
    moment("until"),
    words("wake", required=False),
    words("stage", required=False),
    moment("lifted_at"),
    Index(None, "tenant", "place", "holder"),
    Index(None, "tenant", "by", "id"),
)
"""What people asked the coach to be quiet about."""

rulings = named(
    "rulings",
    words("channel"),
    words("ts"),
    Column("deal_id", WideInteger),
    words("by"),
    moment("at", required=True),
    key=("channel", "ts"),
)
"""To which deal a message belongs, or that it is no deal update at all, where a person has said so."""

changes = numbered(
    "changes",
    words("by"),
    moment("at", required=True),
    words("kind"),
    Column("about", JSON, nullable=False),
    moment("undone_at"),
    Index(None, "tenant", "by", "id"),
)
"""What people changed by hand, so that each can take theirs back."""

pace = named("pace", words("channel"), tick("reserved_to"), tick("begun_to"), key=("channel",))
"""How fast we speak: until when a channel's seconds are given away, and when its next message may begin.

The row without a channel ("") is the whole workspace's.
"""

feedback = named(
    "feedback",
    Column("nudge_id", WideInteger, nullable=False),
    words("user_id"),
    words("verdict"),
    moment("at", required=True),
    Column("note", Text()),
    points_at("nudges", "nudge_id"),
    key=("nudge_id", "user_id", "verdict"),
)

corrections = named(
    "corrections",
    words("channel"),
    words("ts"),
    words("play"),
    words("by"),
    moment("at", required=True),
    ForeignKeyConstraint(
        ["tenant", "channel", "ts"], ["texts.tenant", "texts.channel", "texts.ts"], ondelete="CASCADE"
    ),
    key=("channel", "ts", "play"),
)
"""Messages that their authors gave as examples of a play that was wrong there; each goes when its text goes."""

managers = named("managers", words("user_id"), words("by"), moment("at", required=True), key=("user_id",))
"""Who gets the managers' digest, by the will of an admin."""

shared_deals = named(
    "shared_deals",
    Column("deal_id", WideInteger, nullable=False),
    words("by"),
    moment("at", required=True),
    Column("merged_into", WideInteger),
    key=("deal_id",),
)
"""The deals that their owners share with the managers; of one that was merged since, what it is part of now."""

team_weeks = named("team_weeks", words("week"), Column("shown", JsonOf(TeamWeek), nullable=False), key=("week",))
"""What was told of a team's week, so that it is told alike ever after."""
