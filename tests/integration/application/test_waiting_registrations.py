"""How much waits for Intygsbeställningen, and when it must be asked what is there already."""

from __future__ import annotations

from dataclasses import replace

import pytest

from munhalsa.application.context import Context
from munhalsa.application.import_table.earlier import must_ask_if_registered
from munhalsa.application.import_table.kinds import KindName
from munhalsa.application.undo import undo_import
from munhalsa.application.waiting_registrations import Waiting, count_waiting
from munhalsa.domain.account import Role
from munhalsa.domain.refusal import NotAllowed
from tests.support.imports import HOME, OTHER_HOME, person_line, take_in

CERTIFICATE = {"Boendeenhet": "B1", "Intyg_utfärdat": "2024-03-05", "Grund": "2a"}


def test_certificates_and_units_are_counted_once_each(context: Context) -> None:
    assert count_waiting(context) == Waiting(certificates=0, units=0)
    take_in(context, "boendeenheter", HOME, OTHER_HOME)
    take_in(context, "personer", person_line("193601016987", **CERTIFICATE))
    assert count_waiting(context) == Waiting(certificates=1, units=2)
    take_in(context, "personer", person_line("193601016987", **CERTIFICATE, Rum="7"))
    assert count_waiting(context) == Waiting(certificates=1, units=2)


def test_what_is_registered_already_does_not_wait(context: Context) -> None:
    take_in(context, "boendeenheter", HOME, registered=True)
    assert count_waiting(context) == Waiting(certificates=0, units=0)


def test_it_is_asked_at_the_first_table_of_a_kind(context: Context) -> None:
    assert must_ask_if_registered(context, KindName.UNITS)
    assert not must_ask_if_registered(context, KindName.POPULATION)
    receipt = take_in(context, "boendeenheter", HOME)
    assert not must_ask_if_registered(context, KindName.UNITS)
    assert must_ask_if_registered(context, KindName.PERSONS)
    assert receipt.batch is not None
    undo_import(context, receipt.batch)
    assert must_ask_if_registered(context, KindName.UNITS)


def test_who_may_not_take_in_or_register_is_refused(context: Context) -> None:
    session = replace(context.session, roles=frozenset({Role.STATISTICS}))
    other = replace(context, session=session)
    with pytest.raises(NotAllowed):
        count_waiting(other)
    with pytest.raises(NotAllowed):
        must_ask_if_registered(other, KindName.UNITS)
