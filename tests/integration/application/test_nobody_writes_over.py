"""Two users at one record: what the second had before them is old, so they are told, not obeyed.

The use cases are found in the code. A new one that changes what is there has a case in
``tests/support/overtaken_*``, or stands in ``CANNOT_LOSE`` with the reason; else the first test
fails.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

import tests.support.overtaken_people
import tests.support.overtaken_work  # noqa: F401
from munhalsa.adapters.store.shelves import SHELF_OF
from munhalsa.application.assess_candidate import AssessCandidate, assess_candidate
from munhalsa.application.change_logo import remove_logo, set_logo
from munhalsa.application.context import Context
from munhalsa.application.move_person import MovePerson, move_person
from munhalsa.application.name_dentists import NameDentists, name_dentists
from munhalsa.application.own_texts import keep_text, text_template
from munhalsa.application.person_details import NameDentist, name_dentist
from munhalsa.application.ports import Deed, Edit
from munhalsa.application.seen import versions_of
from munhalsa.application.settings import set_setting
from munhalsa.domain.account import Role
from munhalsa.domain.candidate import Finding, Outcome
from munhalsa.domain.certificate import Registration
from munhalsa.domain.person import Person, Residence
from munhalsa.domain.refusal import Rejected
from tests.support.deeds import SIGNE, found, register, user
from tests.support.overtaken import CASES, person
from tests.support.printed_forms import logo
from tests.support.printing import PDF
from tests.support.use_cases import changing_use_cases

CANNOT_LOSE: Mapping[str, str] = {
    "add_training.add_training": "a session of its own; nothing older is touched",
    "add_unit.add_unit": "a unit of its own",
    "contacts.add_contact": "a contact of its own, beside the others",
    "issuers.add_issuer": "an issuer of its own; names in sessions are only led to it",
    "disagreements.take_step": "a step of its own; one that is taken is refused",
    "users.add_user": "one in force is refused, and one who had ended begins anew",
    "users.grant_role": "a role beside the others",
    "users.revoke_role": "a role that is not held is refused",
    "users.end_user": "two who end somebody want the same",
    "record_response.record_response": "an answer of its own; the older ones stay",
    "record_responses.record_responses": "answers of their own; the older ones stay",
    "hand_over.hand_over": "takes only those whom the one who leaves still handles",
    "mark_registered.mark_registered": "goes by line and version, as the file told them",
    "mark_registered.mark_persons_registered": "says only that what waits has been told",
    "mark_registered.mark_certificate_registered": "goes by the lines and versions that were shown",
    "mark_registered.mark_unit_registered": "goes by the lines and versions that were shown",
    "order_letter_copy.order_letter_copy": "asks once more for the same letter",
    "settle_differences.settle_differences": "settles only what still differs as it was listed",
    "import_table.commit.commit_import": "the plan is made again in the deed, and refused if other",
    "import_table.known_table.remember_mapping": "shown and asked about at the next import",
    "undo.undo_event": "what stands on it is looked for in the deed, and blocks it",
    "unmerge_persons.unmerge_persons": "what came since is looked for in the deed, and kept",
    "merge_persons.join_again": "refused where either record is another since they were parted",
    "export_whole.approve_export": "once only; the second is refused by the state",
    "export_whole.write_export": "once only; the second is refused by the state",
    "request_disposal.approve_disposal": "once only; the second is refused by the state",
    "withdraw_disposal.withdraw_disposal": "once only; the second is refused by the state",
    "carry_out_disposal.carry_out_disposal": "who is due is worked out again in the deed",
    "deliver_disposal.deliver_disposal": "written again for those of the same request",
    "deliver_disposal.confirm_delivery": "once only; the second is refused by the state",
    "break_link.break_link": "takes away what leads to earlier numbers, all of it or nothing",
}
"""Why nothing of another user is lost by these, though they can change what is there."""


def touch(context: Context, records: list[Any]) -> None:
    """Somebody else makes something else of them."""
    deed = Deed(action="test.change", subject_kind="test", subject_id="")
    with context.write(deed) as work:
        for one in records:
            subject = getattr(one, SHELF_OF[type(one)].subject_column)
            nothing: dict[str, Any] = {}
            edit = Edit(
                kind=type(one),
                id=one.id,
                version=one.version,
                subject=subject,
                before=nothing,
                after=nothing,
            )
            work.change_all([edit])
        work.commit()


def listed(shown: object) -> list[Any]:
    return list(shown) if isinstance(shown, (list, tuple)) else [shown]


def test_every_use_case_that_changes_something_is_here() -> None:
    assert set(CASES) | set(CANNOT_LOSE) == changing_use_cases()
    assert not set(CASES) & set(CANNOT_LOSE)


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_second_is_told_and_nothing_is_written_over(context: Context, name: str) -> None:
    everybody = user(context, *Role, sees_protected=True, confirmed=True)
    shown, run = CASES[name](everybody)
    before = listed(shown)
    touch(context, before)
    with pytest.raises(Rejected) as caught:
        run(everybody.after_showing(shown))
    assert caught.value.code == "conflict"
    assert "Någon annan har ändrat" in caught.value.message
    with context.store.read() as reader:
        now = [reader.get(type(one), one.id) for one in before]
    assert [one.version for one in now] == [one.version + 1 for one in before]
    run(everybody.after_showing(now))
    with context.store.read() as reader:
        after = {one.id: one.version for kind in {type(one) for one in now}
                 for one in reader.find(kind)}  # fmt: skip
    assert any(after.get(one.id) != one.version for one in now), "nothing was changed after all"
    assert versions_of(now) == {one.id: one.version for one in now}


def refused(run: Callable[[], object]) -> None:
    with pytest.raises(Rejected) as caught:
        run()
    assert caught.value.code == "conflict"


def test_what_came_since_is_not_written_over_either(context: Context) -> None:
    everybody = user(context, *Role)
    whom = person(everybody)
    seen = everybody.after_showing(whom, found(context, Residence), ())
    name = NameDentist(number=SIGNE, name="Torget")
    text = text_template(everybody, PDF, form="letter", language="fi")
    for deed in (
        lambda at: move_person(at, MovePerson(number=SIGNE, day=at.today, unit="SB02", room="1")),
        lambda at: name_dentist(at, name),
        lambda at: set_setting(at, key="offer_hidden_days", value="20"),
        lambda at: keep_text(at, PDF, text),
        lambda at: set_logo(at, PDF, logo()),
    ):
        deed(everybody)
    for late in (
        lambda: move_person(seen, MovePerson(number=SIGNE, day=seen.today, unit="SB02", room="2")),
        lambda: name_dentist(seen, NameDentist(number=SIGNE, name="Kliniken")),
        lambda: name_dentists(
            seen, NameDentists(persons=(whom.id,), name="Kliniken", from_day=seen.today)
        ),
        lambda: set_setting(seen, key="offer_hidden_days", value="40"),
        lambda: keep_text(seen, PDF, f"{text}\n# en rad till\n"),
        lambda: remove_logo(seen),
    ):
        refused(late)


def test_a_candidate_that_was_listed_since_is_not_written_over(context: Context) -> None:
    seen = user(context, Role.COORDINATOR).after_showing(())
    register(context)
    asked = AssessCandidate(number=SIGNE, finding=Finding(outcome=Outcome.DECLINES))
    assess_candidate(context, asked)
    refused(lambda: assess_candidate(seen, asked))


def test_what_one_deed_changes_twice_is_its_own(context: Context) -> None:
    (shown,) = [person(context)]
    at = context.after_showing(shown, found(context, Registration))
    assert list(at.seen or {}) == [shown.id]
    deed = Deed(action="test.change", subject_kind="test", subject_id="")
    with at.write(deed) as work:
        once = work.change(shown, language="fi")
        work.flush()
        work.change(once, language="so")
        work.commit()
    assert found(context, Person)[0].language == "so"
