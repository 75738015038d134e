"""One transaction of one workspace: all stores together, so that what belongs together commits together."""

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.aliases import Aliases
from storage.changes import Changes
from storage.channels import Channels
from storage.corrections import Corrections
from storage.deals import Deals
from storage.decisions import Decisions
from storage.due import Dues
from storage.feedback import Feedbacks
from storage.follow_through import FollowThrough
from storage.hushes import Hushes
from storage.inbox import Inbox
from storage.managers import Managers
from storage.messages import Messages
from storage.moving import Moving
from storage.notes import Notes
from storage.nudges import Nudges
from storage.outbox import Outbox
from storage.people import People
from storage.personal_data import PersonalData
from storage.preferences import ChosenPreferences
from storage.records import QueueName
from storage.rulings import Rulings
from storage.shared_deals import SharedDeals
from storage.team_weeks import TeamWeeks
from storage.updates import Updates
from storage.watches import Watches


class UnitOfWork:
    """The stores of one tenant within one transaction; made by `Storage.begin` and of no use after it."""

    def __init__(self, connection: AsyncConnection, tenant: str) -> None:
        self.tenant = tenant
        self.inbox = Inbox(connection, tenant)
        self.people = People(connection, tenant)
        self.preferences = ChosenPreferences(connection, tenant)
        self.personal_data = PersonalData(connection, tenant)
        self.channels = Channels(connection, tenant)
        self.watches = Watches(connection, tenant)
        self.messages = Messages(connection, tenant)
        self.updates = Updates(connection, tenant)
        self.deals = Deals(connection, tenant)
        self.aliases = Aliases(connection, tenant)
        self.moving = Moving(connection, tenant)
        self.decisions = Decisions(connection, tenant)
        self.nudges = Nudges(connection, tenant)
        self.follow_through = FollowThrough(connection, tenant)
        self.notes = Notes(connection, tenant)
        self.outbox = Outbox(connection, tenant)
        self.due = Dues(connection, tenant)
        self.feedback = Feedbacks(connection, tenant)
        self.corrections = Corrections(connection, tenant)
        self.hushes = Hushes(connection, tenant)
        self.rulings = Rulings(connection, tenant)
        self.changes = Changes(connection, tenant)
        self.managers = Managers(connection, tenant)
        self.shared_deals = SharedDeals(connection, tenant)
        self.team_weeks = TeamWeeks(connection, tenant)

    @property
    def queued(self) -> tuple[QueueName, ...]:
        """The queues into which this unit has put something, to be woken once it has committed."""
        return (*(("outbox",) if self.outbox.added else ()), *(("due",) if self.due.added else ()))
