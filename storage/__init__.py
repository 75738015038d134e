"""Storage: the only room that knows SQL; dataclasses in, dataclasses out, aware UTC times both ways.

`Storage.begin(tenant)` opens one transaction of one workspace; its stores ask and answer in the words of `coaching`.
This room imports `coaching` and nothing else of ours; no other room names sqlalchemy or alembic.
"""

from storage.engine import Storage
from storage.errors import ClaimLostError, DealAlreadyOpenError, StorageAwayError, StorageError
from storage.records import Claim
from storage.unit_of_work import UnitOfWork

__all__ = [
    "Claim",
    "ClaimLostError",
    "DealAlreadyOpenError",
    "Storage",
    "StorageAwayError",
    "StorageError",
    "UnitOfWork",
]
