"""What storage says when it cannot do what it was asked: one sentence that tells a person what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, StatementError


class StorageError(Exception):
    """The database cannot be reached, is not migrated, or refused; the message says what to do."""


class DealAlreadyOpenError(StorageError):
    """There is an open deal with this key already: somebody else was faster; read `deals.known()` again and retry."""


class ClaimLostError(StorageError):
    """Somebody else holds the row now, or has ended it: what was done in its name is undone. Nothing to do."""


class StorageAwayError(StorageError):
    """The database itself cannot work now (gone, restarting, full, busy): the same again later may succeed."""


@contextmanager
def database_errors_told(place: str) -> Iterator[None]:
    """Turn what the database driver raises inside the block into a `StorageError` that names the database `place`.

    A value that storage itself refused (a naive time) comes out as the ValueError that it is.
    """
    try:
        yield
    except IntegrityError as error:
        raise StorageError(
            f"The database at {place} refused what contradicts what it holds ({_first_line(error.orig)}):"
            " read again what is there, then retry."
        ) from error
    except DBAPIError as error:
        away = error.connection_invalidated or isinstance(error, OperationalError)
        raise _at_work(place, error.orig, StorageAwayError if away else StorageError) from error
    except StatementError as error:
        raise (error.orig or error) from error


def cannot_connect(place: str, error: Exception) -> StorageError:
    """What to tell when a connection to the database at `place` cannot be opened."""
    return _at_work(place, error.orig if isinstance(error, DBAPIError) else error, StorageAwayError)


def _at_work(place: str, error: BaseException | None, kind: type[StorageError]) -> StorageError:
    """The sentence for what the driver said; a full disk has its own."""
    told = _first_line(error)
    if "full" in told or "No space left" in told:
        return StorageAwayError(
            f"The database at {place} is full ({told}): make room on its disk. What was kept is safe, and what could"
            " not be kept was not acknowledged."
        )
    return kind(
        f"The database at {place} could not do its work ({told}): check DEALCOACH_DATABASE_URL, that its server or"
        " folder is there, and that it may be written to."
    )


def _first_line(error: BaseException | None) -> str:
    """The first line of what the driver said, for the middle of a sentence."""
    return next(iter(str(error).splitlines()), type(error).__name__)
