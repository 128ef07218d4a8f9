"""Users, roles and what each role may do (spec: security, roles)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from munhalsa.domain.lazy_dataclass import dataclass


class Role(StrEnum):
    """What a user is here for."""

    ISSUER = "issuer"
    UNIT_MANAGER = "unit_manager"
    COORDINATOR = "coordinator"
    HYGIENIST = "hygienist"
    MAS = "mas"
    STATISTICS = "statistics"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One thing that a use case needs leave for."""

    SEE_PERSONS = "see_persons"
    EDIT_PERSONS = "edit_persons"
    KEEP_CONTACTS = "keep_contacts"
    KEEP_ROOMS = "keep_rooms"
    MERGE_PERSONS = "merge_persons"
    UNDO_OWN = "undo_own"
    ISSUE_CERTIFICATES = "issue_certificates"
    RECORD_RESPONSES = "record_responses"
    EDIT_UNITS = "edit_units"
    CONFIRM_UNITS = "confirm_units"
    KEEP_STAFF = "keep_staff"
    IMPORT = "import"
    EXPORT = "export"
    REGISTER = "register"
    PRINT = "print"
    RECORD_ASSESSMENTS = "record_assessments"
    PLAN_ROUNDS = "plan_rounds"
    CONFIRM_ROUNDS = "confirm_rounds"
    SEE_ROUNDS = "see_rounds"
    RECEIVE_CARE_CARDS = "receive_care_cards"
    SEE_TRAININGS = "see_trainings"
    EDIT_TRAININGS = "edit_trainings"
    SEE_DEVIATIONS = "see_deviations"
    EDIT_DEVIATIONS = "edit_deviations"
    CLOSE_QUARTERS = "close_quarters"
    SEE_FIGURES = "see_figures"
    SEE_AUDIT = "see_audit"
    CHANGE_SETTINGS = "change_settings"
    MANAGE_USERS = "manage_users"
    MANAGE_KEYS = "manage_keys"
    BACKUP = "backup"
    DROP_LOG = "drop_log"
    APPROVE_EXPORT = "approve_export"
    DISPOSE = "dispose"
    SEE_DISPOSALS = "see_disposals"


READING = frozenset(
    {
        Permission.SEE_PERSONS,
        Permission.SEE_ROUNDS,
        Permission.SEE_TRAININGS,
        Permission.SEE_DEVIATIONS,
        Permission.SEE_FIGURES,
        Permission.SEE_AUDIT,
        Permission.SEE_DISPOSALS,
        Permission.PRINT,
        Permission.EXPORT,
    }
)
"""What changes no record, and so is of use where none can be changed."""

_OF_ISSUER = frozenset(
    {
        Permission.SEE_PERSONS,
        Permission.EDIT_PERSONS,
        Permission.KEEP_CONTACTS,
        Permission.KEEP_ROOMS,
        Permission.UNDO_OWN,
        Permission.ISSUE_CERTIFICATES,
        Permission.RECORD_RESPONSES,
        Permission.REGISTER,
        Permission.PRINT,
        Permission.RECORD_ASSESSMENTS,
        Permission.RECEIVE_CARE_CARDS,
        Permission.SEE_ROUNDS,
        Permission.SEE_TRAININGS,
        Permission.SEE_DEVIATIONS,
        Permission.EDIT_DEVIATIONS,
    }
)

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ISSUER: _OF_ISSUER,
    Role.UNIT_MANAGER: frozenset(
        {
            Permission.SEE_PERSONS,
            Permission.KEEP_CONTACTS,
            Permission.KEEP_ROOMS,
            Permission.UNDO_OWN,
            Permission.CONFIRM_UNITS,
            Permission.KEEP_STAFF,
            Permission.RECORD_RESPONSES,
            Permission.RECEIVE_CARE_CARDS,
            Permission.SEE_ROUNDS,
            Permission.CONFIRM_ROUNDS,
            Permission.SEE_TRAININGS,
            Permission.SEE_DEVIATIONS,
        }
    ),
    Role.COORDINATOR: _OF_ISSUER
    | {
        Permission.MERGE_PERSONS,
        Permission.EDIT_UNITS,
        Permission.CONFIRM_UNITS,
        Permission.KEEP_STAFF,
        Permission.IMPORT,
        Permission.EXPORT,
        Permission.PLAN_ROUNDS,
        Permission.CONFIRM_ROUNDS,
        Permission.EDIT_TRAININGS,
        Permission.SEE_FIGURES,
        Permission.CLOSE_QUARTERS,
        Permission.MANAGE_USERS,
        Permission.APPROVE_EXPORT,
        Permission.DISPOSE,
        Permission.SEE_DISPOSALS,
    },
    Role.HYGIENIST: frozenset(
        {Permission.SEE_PERSONS, Permission.SEE_ROUNDS, Permission.RECORD_ASSESSMENTS}
    ),
    Role.MAS: frozenset(
        {
            Permission.SEE_FIGURES,
            Permission.SEE_AUDIT,
            Permission.SEE_TRAININGS,
            Permission.SEE_DEVIATIONS,
            Permission.EDIT_DEVIATIONS,
        }
    ),
    Role.STATISTICS: frozenset({Permission.SEE_FIGURES}),
    Role.AUDITOR: frozenset(
        {Permission.SEE_FIGURES, Permission.SEE_AUDIT, Permission.SEE_DISPOSALS}
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.CHANGE_SETTINGS,
            Permission.MANAGE_KEYS,
            Permission.BACKUP,
            Permission.DROP_LOG,
            Permission.APPROVE_EXPORT,
            Permission.SEE_DISPOSALS,
        }
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who can log in; ``founder`` is the first user of the store."""

    id: str
    version: int = 1
    name: str
    founder: bool = False
    sees_protected: bool = False
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGrant:
    """A role that a user holds, to the end of ``until`` if that is set.

    The scope is one unit, one part of the organisation, or everything where both are None.
    """

    id: str
    version: int = 1
    account_id: str
    role: Role
    until: date | None = None
    unit_id: str | None = None
    district_id: str | None = None
    authorised_by: str | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the grant is in force that day."""
        return self.until is None or day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A choice of the municipality from a day; ``value`` is text, as written by ``setting set``."""

    id: str
    version: int = 1
    key: str
    value: str
    valid_from: date
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBatch:
    """One table that was taken in; its records are those of the event."""

    id: str
    version: int = 1
    kind: str
    file_sha256: str
    rows_in: int
    new: int
    changed: int
    unchanged: int
    duplicate: int
    rejected: int
    event_id: str | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRemarks:
    """What the receipt of an import says of single rows, so that it can be shown again.

    ``told`` is a JSON array of [verdict (null: a warning), code, column, rows as "5,7-9"]: numbers,
    reasons and headings of ours, nothing that stood in the file. ``complete``: none is missing.
    """

    id: str
    version: int = 1
    batch_id: str
    told: str
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedMapping:
    """Which column is which in the tables of a kind that have one set of headings.

    ``fingerprint`` is that of the set; ``columns`` and ``words`` are JSON objects: heading of the
    file → column key ("" for one that is left out), and column key → word of the file → code.
    Headings and words only: nothing that tells of a person.
    """

    id: str
    version: int = 1
    kind: str
    fingerprint: str
    columns: str
    words: str
    noted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredExport:
    """A file that was written for Intygsbeställningen; what it told stands in its parts."""

    id: str
    version: int = 1
    profile: str
    file_sha256: str
    row_count: int
    left_out_protected: int
    left_out_consent: int = 0
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredPart:
    """Some rows of a file that was written for Intygsbeställningen; ``position`` from 0 on.

    ``subjects`` are the ids of the certificates or units in it, one a line: whose data was handed
    over. ``lines`` are the lines of the queue that it told of, id and version: what of it can be
    marked as registered.
    """

    id: str
    version: int = 1
    export_id: str
    position: int
    subjects: str
    lines: str
