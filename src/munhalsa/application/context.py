"""What every use case is handed: the store, the day, the rules and who is at work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from munhalsa.application.ports import Clock, Deed, Session, Store, UnitOfWork
from munhalsa.domain.account import PERMISSIONS, Permission
from munhalsa.domain.refusal import NotAllowed
from munhalsa.domain.rules import RuleBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One logged-in user at one store, on one day."""

    store: Store
    clock: Clock
    rules: RuleBook
    session: Session
    new_id: Callable[[], str]

    @property
    def today(self) -> date:
        """The day the program takes for today."""
        return self.clock.today()

    def may(self, permission: Permission) -> bool:
        """Whether one of the user's roles gives leave."""
        return any(permission in PERMISSIONS[role] for role in self.session.roles)

    def require(self, permission: Permission) -> None:
        """Refuse, and log the refused try, unless one of the user's roles gives leave."""
        if self.may(permission):
            return
        self._note_refusal(permission, because="role")
        raise NotAllowed(
            "not_allowed",
            "Din roll ger inte rätt till det här. Fråga kommunens kontaktperson.",
        )

    def require_confirmed(self, permission: Permission) -> None:
        """As ``require``, and the passphrase must have been given in this very command."""
        self.require(permission)
        if not self.session.confirmed:
            self._note_refusal(permission, because="passphrase")
            raise NotAllowed(
                "passphrase_needed",
                "Det här kräver att lösenfrasen anges igen. Ange --passphrase-file.",
            )

    def write(self, deed: Deed) -> UnitOfWork:
        """A unit of work for one deed of this user."""
        return self.store.write(deed, session=self.session)

    def _note_refusal(self, permission: Permission, *, because: str) -> None:
        self.store.note(
            Deed(
                action="access.refused",
                subject_kind="permission",
                subject_id=permission.value,
                details={"because": because},
            ),
            session=self.session,
        )
