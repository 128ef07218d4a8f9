"""The lines at the bottom left: the municipality, the user and the newest tested backup."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

from munhalsa.application.find_records import the_municipality
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.words import role_name
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.municipality import whole_name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Status:
    municipality: str
    backup: datetime | None


def _read(place: Workplace) -> _Status:
    with place.context.read() as reader:
        municipality = the_municipality(reader).name
    return _Status(municipality=municipality, backup=place.keeper.newest_backup())


class Status(QObject):
    """Keeps three labels up to date."""

    def __init__(
        self, desk: Desk, *, municipality: QLabel, user: QLabel, backup: QLabel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._municipality = municipality
        self._user = user
        self._backup = backup

    def reload(self) -> None:
        """Ask again."""
        session = self._desk.session
        if session is None:
            return
        roles = ", ".join(sorted(role_name(role) for role in session.roles))
        self._user.setText(f"{session.name} · {roles}")
        self._desk.do_at(self, _read, done=self._show)

    def _show(self, status: _Status) -> None:
        self._municipality.setText(whole_name(status.municipality))
        if status.backup is None:
            self._backup.setText(self.tr("Ingen säkerhetskopia än"))
            return
        made = status.backup.astimezone()
        today = datetime.now(made.tzinfo).date() == made.date()
        when = f"{made:%H:%M}" if today else f"{made:%Y-%m-%d}"
        self._backup.setText(self.tr("Säkerhetskopierad {0}, kontrollerad").format(when))
