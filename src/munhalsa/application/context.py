"""What every use case is handed: the store, the day, the rules and who is at work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from munhalsa.application.ports import Clock, Deed, Reader, Session, Store, UnitOfWork
from munhalsa.application.seen import versions_of
from munhalsa.application.sight import OUTSIDE_SCOPE, PROTECTION_STAYS, Sight
from munhalsa.domain.account import PERMISSIONS, Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import NotAllowed

if TYPE_CHECKING:
    from munhalsa.domain.rules import RuleBook

# Refusals found in the middle of a deed; they are logged when it is rolled back.
_NOTED = (OUTSIDE_SCOPE, PROTECTION_STAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One logged-in user at one store, on one day.

    ``seen``: the versions, by id, of what stood before the user; None: nothing was shown.
    """

    store: Store
    clock: Clock
    rules: RuleBook
    session: Session
    new_id: Callable[[], str]
    seen: Mapping[str, int] | None = None

    def after_showing(self, *shown: object) -> Context:
        """The same for a deed done over these: one that is another by now is not written over."""
        return replace(self, seen=versions_of(*shown))

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
        self.note_refusal(permission, because="role")
        raise NotAllowed(
            "not_allowed",
            "Din roll ger inte rätt till det här. Fråga kommunens kontaktperson.",
        )

    def require_confirmed(self, permission: Permission) -> None:
        """As ``require``, and the passphrase must have been given in this very command."""
        self.require(permission)
        if not self.session.confirmed:
            self.note_refusal(permission, because="passphrase")
            raise NotAllowed(
                "passphrase_needed",
                "Det här kräver att lösenfrasen anges igen. Ange --passphrase-file.",
            )

    def require_everywhere(self, permission: Permission) -> None:
        """As ``require``, for what concerns the whole municipality: a part is not enough."""
        self.require(permission)
        if self.session.units_for(permission) is not None:
            self.note_refusal(permission, because=OUTSIDE_SCOPE)
            raise NotAllowed(
                OUTSIDE_SCOPE,
                "Det här rör hela kommunen, och din roll gäller bara en del av den. "
                "Fråga kommunens kontaktperson.",
            )

    def sight(self, leave: Permission) -> Sight | None:
        """Whom the user's roles with that leave may see; None: everybody."""
        units = self.session.units_for(leave)
        if units is None:
            return None
        own = self.session.account_id
        rounds_of = own if self.session.by_rounds(leave) else None
        return Sight(units=units, own=own, day=self.today, rounds_of=rounds_of)

    @contextmanager
    def read(self, leave: Permission = Permission.SEE_PERSONS) -> Iterator[Reader]:
        """Read what the leave holds for; reaching for somebody outside is refused and logged."""
        with self._noted(leave), self.store.read(self.sight(leave)) as reader:
            yield reader

    @contextmanager
    def write(
        self, deed: Deed, leave: Permission = Permission.SEE_PERSONS, *, own: bool = False
    ) -> Iterator[UnitOfWork]:
        """A unit of work for one deed of this user, within what the leave holds for.

        ``own``: it takes back what the user did, wherever that has brought the person.
        """
        sight = None if own else self.sight(leave)
        with (
            self._noted(leave),
            self.store.write(deed, session=self.session, sight=sight, seen=self.seen) as work,
        ):
            yield work

    @contextmanager
    def _noted(self, leave: Permission) -> Iterator[None]:
        try:
            yield
        except NotAllowed as refusal:
            if refusal.code in _NOTED:
                self.note_refusal(leave, because=refusal.code)
            raise

    def note_refusal(self, permission: Permission, *, because: str) -> None:
        """Log a refused try; ``because`` is a code word."""
        self.store.note(
            Deed(
                action="access.refused",
                subject_kind="permission",
                subject_id=permission.value,
                details={"because": because},
            ),
            session=self.session,
        )
