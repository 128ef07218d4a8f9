"""What came under the number of the one merged away, when the two are taken apart again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.import_table.kinds import KindName
from munhalsa.application.move_person import MovePerson, move_person
from munhalsa.application.renew_certificate import RenewCertificate, renew_certificate
from munhalsa.application.unmerge_persons import unmerge_persons
from munhalsa.domain.certificate import (
    Certificate,
    Registration,
)
from munhalsa.domain.merge import CameUnder
from munhalsa.domain.person import (
    Residence,
)
from munhalsa.domain.response import Response
from tests.integration.application.test_merge_persons import TWIN, answer, home, join
from tests.support.deeds import (
    SIGNE,
    add,
    alter,
    born,
    found,
    issue,
    register,
)
from tests.support.imports import person_line, take_in, units
from tests.support.stores import TODAY


def test_what_came_under_the_number_of_the_other_goes_there(context: Context) -> None:
    units(context)
    keep, twin = register(context), register(context, TWIN)
    done = join(context)
    answer(context, TWIN, TODAY - timedelta(days=2))
    answer(context, SIGNE, TODAY - timedelta(days=1))
    place = {"Boendeenhet": "B1", "Grund": "2a", "Intyg utfärdat": "2025-03-01"}
    another = person_line(born(1955), Förnamn="Bo")
    take_in(context, KindName.PERSONS, person_line(TWIN, **place), another)
    (certificate,) = found(context, Certificate)
    assert certificate.person_id == keep.id
    assert {one.kind for one in found(context, CameUnder)} > {"Certificate", "Response"}
    unmerge_persons(context, done.merge)
    whose = {one.answered: one.person_id for one in found(context, Response)}
    assert whose == {
        TODAY - timedelta(days=2): twin.id,
        TODAY - timedelta(days=1): keep.id,
    }
    kinds: tuple[type[Any], ...] = (Certificate, Registration, Residence)
    for kind in kinds:
        assert {one.person_id for one in found(context, kind)} == {twin.id}
    assert found(context, CameUnder) == []


def test_the_number_of_a_certificate_names_nobody(context: Context) -> None:
    keep = register(context)
    register(context, TWIN)
    number = issue(context, TWIN).certificate.number
    done = join(context)
    renewed = renew_certificate(
        context, RenewCertificate(number=number, issued=TODAY + timedelta(days=9))
    )
    assert found(context, CameUnder) == []
    unmerge_persons(context, done.merge)
    (kept,) = found(context, Certificate, id=renewed.certificate.id)
    assert kept.person_id == keep.id


def test_what_came_under_the_number_of_the_other_stays_where_there_is_no_room(
    context: Context,
) -> None:
    keep, twin = register(context), register(context, TWIN)
    add(context, home(keep, date(2026, 1, 1), None), home(twin, date(2026, 2, 1), None))
    done = join(context)
    (mine,) = found(context, Residence)
    alter(context, mine, to_day=date(2026, 1, 31))
    move_person(context, MovePerson(number=TWIN, day=date(2026, 11, 1), street="Ågatan 2"))
    unmerge_persons(context, done.merge)
    homes = {one.from_day: one.person_id for one in found(context, Residence)}
    assert homes == {
        date(2026, 1, 1): keep.id,
        date(2026, 2, 1): twin.id,
        date(2026, 11, 1): keep.id,
    }


def test_what_came_to_overlap_stays_with_whom_was_kept(context: Context) -> None:
    keep, twin = register(context), register(context, TWIN)
    add(context, home(keep, date(2026, 1, 1), None))
    add(context, home(twin, date(2026, 2, 1), None))
    early = home(twin, date(2025, 1, 1), date(2025, 6, 30))
    add(context, early)
    done = join(context)
    (mine,) = found(context, Residence, person_id=keep.id, to_day=None)
    alter(context, mine, to_day=date(2026, 1, 31))
    alter(context, early, from_day=date(2026, 3, 1), to_day=date(2026, 4, 1))
    unmerge_persons(context, done.merge)
    homes = {one.from_day: one.person_id for one in found(context, Residence)}
    assert homes == {
        date(2026, 1, 1): keep.id,
        date(2026, 2, 1): twin.id,
        date(2026, 3, 1): keep.id,
    }
