"""Where a row says that the person lives: a new home, a move, or what is known already."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from munhalsa.application.import_table.added_unit import added_unit
from munhalsa.application.import_table.kept_cells import heading_of_part
from munhalsa.application.import_table.known import KnownHome
from munhalsa.application.import_table.person_file import PersonFile
from munhalsa.application.import_table.plan import ConflictKind, Desk, Sheet
from munhalsa.application.import_table.rows_persons import PersonRow
from munhalsa.application.import_table.unit_index import UnitIndex
from munhalsa.application.move_person import care_ended
from munhalsa.domain.certificate import Ground, RegistrationKind
from munhalsa.domain.person import Residence, ResidenceKind
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import Unit, UnitName, UnitType

_A_DAY = timedelta(days=1)
_TYPE_BY_GROUND = {
    Ground.LSS: UnitType.LSS_HOUSING,
    Ground.CARE_HOUSING: UnitType.NURSING_HOME,
    Ground.HOME_HEALTH_CARE: UnitType.HOME_HEALTH_CARE,
    Ground.AT_HOME: UnitType.HOME_HELP,
}


class _Place(NamedTuple):
    """What a row says of the home; None where it says nothing."""

    unit_id: str | None
    room: str | None
    street: str | None
    postal_code: str | None
    city: str | None

    def is_at(self, home: KnownHome) -> bool:
        """Whether nothing in the row speaks against that home."""
        if self.unit_id is not None and self.unit_id != home.unit_id:
            same_address = self.street is not None and self.street == home.street
            if home.unit_id is not None or not same_address:
                return False
        return all(
            mine is None or theirs is None or mine == theirs
            for mine, theirs in zip(self[1:], home[4:8], strict=True)
        )

    def missing_in(self, home: KnownHome) -> dict[str, str]:
        """What the row says that the home does not say yet."""
        return {
            name: mine
            for name, mine, theirs in zip(self._fields, self, home[3:8], strict=True)
            if mine is not None and theirs is None
        }


class HomePlanner:
    """Rows of one person come with the newest first; what they settle stands."""

    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        self._desk = desk
        self._sheet = sheet
        self._headings = desk.headings
        self._index = UnitIndex(desk.reader.find(Unit), desk.reader.find(UnitName))
        self._found: dict[str, Unit] = {}

    def check(self, row: PersonRow) -> Unit | None:
        """The unit of the row; Rejected when it is unknown and the user has not let it be added."""
        if row.unit is None:
            return None
        unit = self._found.get(row.unit)
        if unit is None:
            unit = self._find(row, row.unit)
        if unit is None and not self._desk.choices.add_units:
            raise Rejected(
                "unit_unknown",
                "Boendeenheten finns inte i registret. Läs in boendeenheterna först, rätta namnet "
                "eller välj att lägga till okända enheter.",
                field=self._headings["unit"],
            )
        return unit

    def _find(self, row: PersonRow, name: str) -> Unit | None:
        """The unit that is meant; remembered where the day makes no difference."""
        day = row.residence_from or row.issued or self._desk.day
        unit = self._index.find(name, day=day, heading=self._headings["unit"])
        if unit is not None and not self._index.depends_on_day(name):
            self._found[name] = unit
        return unit

    def write(self, file: PersonFile, row: PersonRow, unit: Unit | None) -> list[str]:
        """Put what the row says in the ledger; the headings of what changed."""
        if row.unit is not None and unit is None:
            unit = self._add_unit(row.unit, row)
        place = _Place(
            unit_id=None if unit is None else unit.id,
            room=row.room,
            street=row.street,
            postal_code=row.postal_code,
            city=row.city,
        )
        if not any(place) or (unit is None and place.street is None and not file.homes):
            return []
        day = row.residence_from or row.issued or self._desk.day
        died = file.died_on
        if died is not None and day > died:
            if row.residence_from is not None:
                self._warn(row, "home_after_death", "Boende från ligger efter dödsdagen.")
                return []
            day = died
        return self._settle(file, row, place, day)

    def _settle(self, file: PersonFile, row: PersonRow, place: _Place, day: date) -> list[str]:
        explicit = row.residence_from == day
        homes = file.homes
        covering = next((home for home in homes if _covers(home, day)), None)
        if covering is not None and self._is_at(place, covering):
            return self._keep(file, covering, place)
        last = homes[-1] if homes and not explicit else None
        # A move that was dated by the day of its import, or a home that has ended since.
        if (
            last is not None
            and (last.from_day > day or row.issued is None)
            and self._is_at(place, last)
        ):
            return self._keep(file, last, place)
        if covering is not None and covering.from_day == day:
            return self._put_right(file, row, covering, place)
        following = next((home for home in homes if home.from_day > day), None)
        if following is not None and self._is_at(place, following):
            return self._lived_there_before(file, covering, following, place, day)
        until = following.from_day - _A_DAY if following is not None else None
        if covering is not None:
            until = covering.to_day
            self._revise(file, covering, to_day=day - _A_DAY)
        return self._move_in(file, row, place, (day, until), before=covering)

    def _is_at(self, place: _Place, home: KnownHome) -> bool:
        """As the place says; an address alone is at a housing only if it is the housing's own."""
        if place.unit_id is None and place.street and not home.street and home.unit_id:
            unit = self._index.by_id[home.unit_id]
            if unit.type.is_housing and place.street != unit.street:
                return False
        return place.is_at(home)

    def _keep(self, file: PersonFile, home: KnownHome, place: _Place) -> list[str]:
        """The home is known; only what was not known about it is added."""
        file.settled.add(home.id)
        missing = place.missing_in(home)
        if not missing:
            return []
        self._revise(file, home, **missing)
        return self._tell(file, missing, home.from_day, home.to_day)

    def _lived_there_before(
        self,
        file: PersonFile,
        covering: KnownHome | None,
        following: KnownHome,
        place: _Place,
        day: date,
    ) -> list[str]:
        if covering is not None:
            self._revise(file, covering, to_day=day - _A_DAY)
        self._revise(file, following, from_day=day, **place.missing_in(following))
        file.settled.add(following.id)
        return [self._headings["residence_from"]]

    def _put_right(
        self, file: PersonFile, row: PersonRow, home: KnownHome, place: _Place
    ) -> list[str]:
        """Another place from the very first day: a correction, or a move that bears no date."""
        today = self._desk.day
        certificate_over = any(
            other.issued == row.issued and other.last_day is not None and other.last_day < today
            for other in file.certificates
        )
        dated = row.residence_from is not None or certificate_over
        if not dated and home.from_day < today and file.died_on is None:
            return self._settle(file, row, place, today)
        if home.id in file.settled:
            self._warn(
                row,
                "home_contradicted",
                "En annan rad i filen har ett annat boende från samma dag. Boendet på den här "
                "raden har inte tagits in.",
            )
            return []
        place = self._completed(place, home)
        told = {
            name: value
            for name, value in place._asdict().items()
            if value is not None and value != getattr(home, name)
        }
        self._revise(file, home, **told)
        file.settled.add(home.id)
        if "unit_id" in told and home.unit_id is not None:
            self._contest(row, ConflictKind.MOVES)
        self._warn_if_closed(row, place, home.from_day)
        return self._tell(file, told, home.from_day, home.to_day)

    def _move_in(
        self,
        file: PersonFile,
        row: PersonRow,
        place: _Place,
        days: tuple[date, date | None],
        *,
        before: KnownHome | None,
    ) -> list[str]:
        if before is None and file.homes:
            before = file.homes[-1]
        if before is not None:
            place = self._completed(place, before)
        first, last = days
        self._contest_move(file, row, place, before, last=last)
        fields = {"id": self._desk.new_id(), "person_id": file.id, **place._asdict()}
        fields |= {"from_day": first, "to_day": last}
        self._sheet.ledger.add(Residence, kind=ResidenceKind.HOME, **fields)
        home = KnownHome(version=1, **fields)
        file.homes.append(home)
        file.homes.sort(key=first_day)
        file.touched.add(home.id)
        file.settled.add(home.id)
        self._warn_if_closed(row, place, first)
        is_over = last is not None and last < self._desk.day
        if self._is_housing(place.unit_id) and not (file.is_new or is_over):
            self._end_care(file, row, first)
        told = {
            name: value
            for name, value in place._asdict().items()
            if value is not None and (before is None or value != getattr(before, name))
        }
        return self._tell(file, told, first, last) or [self._headings["residence_from"]]

    def _end_care(self, file: PersonFile, row: PersonRow, day: date) -> None:
        """Home care answers for nobody at a housing: it ends as by a move that is made by hand."""
        for stretch in self._desk.reader.find(Residence, person_id=file.id):
            if stretch.kind is not ResidenceKind.RESPONSIBLE or stretch.id in file.settled:
                continue
            unit = self._index.by_id[str(stretch.unit_id)]
            if unit.type.is_care_at_home and _covers(stretch, day):
                last = max(day - _A_DAY, stretch.from_day)
                self._sheet.ledger.edit(Residence, stretch, subject=file.id, to_day=last)
                file.settled.add(stretch.id)
                self._warn(row, "care_ended", care_ended(unit))

    def _contest_move(
        self,
        file: PersonFile,
        row: PersonRow,
        place: _Place,
        before: KnownHome | None,
        *,
        last: date | None,
    ) -> None:
        """Somebody who lives elsewhere by the register, and not by another row, is to be moved."""
        is_over = last is not None and last < self._desk.day
        if file.is_new or before is None or is_over or before.id in file.settled:
            return
        moves = (place.unit_id, place.street) != (before.unit_id, before.street)
        self._contest(row, ConflictKind.MOVES if moves else ConflictKind.REPLACES)

    def _contest(self, row: PersonRow, kind: ConflictKind) -> None:
        """A home is decided about as a whole, whichever of its columns differs."""
        self._sheet.contest(row.row, kind, column=heading_of_part(self._desk.kind, "unit"))

    def _completed(self, place: _Place, before: KnownHome) -> _Place:
        """With what an empty cell leaves as it was: care at home follows, and so does the address.

        Somebody with home care keeps the care area at a new address, and the address with a new
        area; whoever moves to or from a housing takes neither along.
        """
        if place.unit_id is None:
            keeps = place.street is None or not self._is_housing(before.unit_id)
            return place._replace(unit_id=before.unit_id) if keeps else place
        if place.street is None and not self._is_housing(place.unit_id):
            return place._replace(
                street=before.street,
                postal_code=place.postal_code or before.postal_code,
                city=place.city or before.city,
            )
        return place

    def _is_housing(self, unit: str | None) -> bool:
        return unit is not None and self._index.by_id[unit].type.is_housing

    def _revise(self, file: PersonFile, home: KnownHome, **fields: Any) -> None:
        self._sheet.ledger.edit(Residence, home, subject=file.id, **fields)
        file.homes[file.homes.index(home)] = home._replace(**fields)
        file.homes.sort(key=first_day)
        file.touched.add(home.id)

    def _tell(
        self, file: PersonFile, told: dict[str, str], from_day: date, to_day: date | None
    ) -> list[str]:
        """The headings of what changed; a home of today waits for VGR, one to come for its day."""
        if to_day is None or to_day >= self._desk.day:
            kinds = [RegistrationKind.UNIT] if "unit_id" in told else []
            if told.keys() & {"street", "postal_code", "city"}:
                kinds.append(RegistrationKind.ADDRESS)
            if from_day > self._desk.day:
                file.queue_ahead.update(dict.fromkeys(kinds, from_day))
            else:
                file.queue.extend(kinds)
        return [self._headings["unit" if name == "unit_id" else name] for name in told]

    def _warn_if_closed(self, row: PersonRow, place: _Place, day: date) -> None:
        if place.unit_id is None or self._index.by_id[place.unit_id].is_active_on(day):
            return
        self._warn(
            row,
            "unit_not_active",
            "Boendeenheten var inte aktiv den dag boendet börjar. Kontrollera datumet.",
        )

    def _warn(self, row: PersonRow, code: str, message: str) -> None:
        self._sheet.warn(row.row, code, message, column=self._headings["unit"])

    def _add_unit(self, name: str, row: PersonRow) -> Unit:
        known = self._index.find(name, day=self._desk.day, heading=self._headings["unit"])
        if known is not None:
            return known
        return added_unit(
            self._sheet,
            self._index,
            id=self._desk.new_id(),
            row=row.row,
            name=name,
            otherwise=_TYPE_BY_GROUND.get(row.ground or Ground.CARE_HOUSING, UnitType.NURSING_HOME),
            heading=self._headings["unit"],
        )


def _covers(home: KnownHome | Residence, day: date) -> bool:
    return home.from_day <= day and (home.to_day is None or home.to_day >= day)


def first_day(home: KnownHome) -> date:
    """What homes are sorted by."""
    return home.from_day
