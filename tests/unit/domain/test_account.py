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


E, U, C, H = Role.ISSUER, Role.UNIT_MANAGER, Role.COORDINATOR, Role.HYGIENIST
M, S, A, K = Role.MAS, Role.STATISTICS, Role.AUDITOR, Role.ADMINISTRATOR
MAY = {
    Permission.SEE_PERSONS: {E, U, C, H},
    Permission.EDIT_PERSONS: {E, C},
    Permission.KEEP_CONTACTS: {E, U, C},
    Permission.KEEP_ROOMS: {E, U, C},
    Permission.MERGE_PERSONS: {C},
    Permission.UNDO_OWN: {E, U, C},
    Permission.ISSUE_CERTIFICATES: {E, C},
    Permission.RECORD_RESPONSES: {E, U, C},
    Permission.EDIT_UNITS: {C},
    Permission.CONFIRM_UNITS: {U, C},
    Permission.KEEP_STAFF: {U, C},
    Permission.IMPORT: {C},
    Permission.EXPORT: {C},
    Permission.REGISTER: {E, C},
    Permission.PRINT: {E, C},
    Permission.RECORD_ASSESSMENTS: {E, C, H},
    Permission.PLAN_ROUNDS: {C},
    Permission.CONFIRM_ROUNDS: {U, C},
    Permission.SEE_ROUNDS: {E, U, C, H},
    Permission.RECEIVE_CARE_CARDS: {E, U, C},
    Permission.SEE_TRAININGS: {E, U, C, M},
    Permission.EDIT_TRAININGS: {C},
    Permission.SEE_DEVIATIONS: {E, U, C, M},
    Permission.EDIT_DEVIATIONS: {E, C, M},
    Permission.CLOSE_QUARTERS: {C},
    Permission.SEE_FIGURES: {C, M, S, A},
    Permission.SEE_AUDIT: {M, A},
    Permission.CHANGE_SETTINGS: {K},
    Permission.MANAGE_USERS: {C},
    Permission.MANAGE_KEYS: {K},
    Permission.BACKUP: {K},
    Permission.DROP_LOG: {K},
    Permission.APPROVE_EXPORT: {C, K},
    Permission.DISPOSE: {C},
    Permission.SEE_DISPOSALS: {C, A, K},
}


def test_every_role_may_what_it_is_for_and_no_more() -> None:
    assert PERMISSIONS.keys() == set(Role)
    assert {one: {role for role in Role if one in PERMISSIONS[role]} for one in Permission} == MAY


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
