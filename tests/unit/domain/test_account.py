"""What each role may do, as the specification of the roles has it."""

from __future__ import annotations

import pytest

from munhalsa.domain.account import PERMISSIONS, READING, Permission, Role

OF_PERSONS = {
    Permission.SEE_PERSONS,
    Permission.EDIT_PERSONS,
    Permission.ISSUE_CERTIFICATES,
    Permission.RECORD_RESPONSES,
    Permission.REGISTER,
    Permission.PRINT,
    Permission.IMPORT,
    Permission.EXPORT,
}


def test_every_role_is_told_what_it_may() -> None:
    assert PERMISSIONS.keys() == set(Role)


def test_the_coordinator_may_all_that_the_issuer_may_and_more() -> None:
    assert PERMISSIONS[Role.ISSUER] >= OF_PERSONS - {Permission.IMPORT, Permission.EXPORT}
    assert PERMISSIONS[Role.COORDINATOR] - PERMISSIONS[Role.ISSUER] >= {
        Permission.MERGE_PERSONS,
        Permission.EDIT_UNITS,
        Permission.IMPORT,
        Permission.EXPORT,
        Permission.PLAN_ROUNDS,
        Permission.EDIT_TRAININGS,
        Permission.SEE_FIGURES,
        Permission.CLOSE_QUARTERS,
        Permission.MANAGE_USERS,
    }
    assert PERMISSIONS[Role.ISSUER] < PERMISSIONS[Role.COORDINATOR]


@pytest.mark.parametrize(
    "role",
    [Role.MAS, Role.STATISTICS, Role.AUDITOR, Role.ADMINISTRATOR],
)
def test_who_sees_no_persons(role: Role) -> None:
    assert not PERMISSIONS[role] & OF_PERSONS


def test_a_hygienist_sees_and_assesses_and_nothing_else() -> None:
    assert PERMISSIONS[Role.HYGIENIST] == {
        Permission.SEE_PERSONS,
        Permission.SEE_ROUNDS,
        Permission.RECORD_ASSESSMENTS,
    }


def test_what_is_not_open_to_issuers_and_managers() -> None:
    kept = {Permission.SEE_FIGURES, Permission.EXPORT, Permission.IMPORT, Permission.MANAGE_KEYS}
    kept |= {Permission.SEE_AUDIT, Permission.CHANGE_SETTINGS, Permission.BACKUP}
    manager = PERMISSIONS[Role.UNIT_MANAGER]
    assert not (PERMISSIONS[Role.ISSUER] | manager) & kept
    assert manager & OF_PERSONS == {Permission.SEE_PERSONS, Permission.RECORD_RESPONSES}
    assert not manager & {Permission.EDIT_UNITS, Permission.EDIT_TRAININGS, Permission.PLAN_ROUNDS}


def test_the_keys_are_the_administrators_and_the_log_the_auditors() -> None:
    assert {role for role in Role if Permission.MANAGE_KEYS in PERMISSIONS[role]} == {
        Role.ADMINISTRATOR
    }
    assert {role for role in Role if Permission.SEE_AUDIT in PERMISSIONS[role]} == {
        Role.AUDITOR,
        Role.MAS,
    }
    assert PERMISSIONS[Role.STATISTICS] == {Permission.SEE_FIGURES}


def test_what_changes_nothing_is_seeing_printing_and_handing_out() -> None:
    seeing = {one for one in Permission if one.value.startswith("see_")}
    assert seeing | {Permission.PRINT, Permission.EXPORT} == READING
