"""What holds for every printed form: the log, the rights, nothing personal beside the pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from munhalsa.application.context import Context
from munhalsa.application.ports import Deed
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import (
    Ground,
)
from munhalsa.domain.refusal import NotAllowed
from tests.support.deeds import (
    ENTITLED,
    FAMILY,
    GIVEN,
    SIGNE,
    born,
    issue,
    latest,
    register,
    user,
)
from tests.support.printing import (
    PROTECTED,
    basis,
    certificates,
    letter,
    persons_in_log,
)


def print_all(context: Context, out: Path) -> list[str]:
    """Prints each form to a file of its own; the actions as the log should name them."""
    certificates(context, out.with_suffix(".1"), SIGNE)
    basis(context, out.with_suffix(".2"))
    letter(context, out.with_suffix(".3"))
    return ["print.letter", "print.basis", "print.certificate"]


def test_the_log_knows_for_whom(context: Context, out: Path) -> None:
    person = register(context)
    issue(context)
    actions = print_all(context, out)
    assert persons_in_log(context, person.id)[:3] == actions
    lines = latest(context, 3)
    assert [line.action for line in lines] == actions
    assert {(line.subject_kind, line.subject_id) for line in lines} == {("person", person.id)}


def test_a_job_for_many_names_each_in_the_log(context: Context, out: Path) -> None:
    people = [register(context, born(year)) for year in (1941, 1942)]
    for person in people:
        issue(context, person.number)
    certificates(context, out)
    (line,) = latest(context)
    assert (line.action, line.subject_id) == ("print.certificate", "")
    for person in people:
        assert persons_in_log(context, person.id)[0] == "print.certificate"


def test_the_protected_are_refused_and_the_try_is_logged(context: Context, out: Path) -> None:
    person = register(context, **PROTECTED)
    open_one = register(context, born(1942))
    issue(context)
    issue(context, born(1942))
    jobs: list[tuple[Callable[..., str], list[str]]] = [
        (certificates, [born(1942), SIGNE]),
        (basis, [SIGNE]),
        (letter, [SIGNE]),
    ]
    for job, numbers in jobs:
        with pytest.raises(NotAllowed) as caught:
            job(context, out, *numbers)
        assert caught.value.code == "protected_identity"
        assert not out.exists()
        (line,) = latest(context)
        assert (line.action, line.subject_id) == ("access.refused", person.id)
    assert "access.refused" not in persons_in_log(context, open_one.id)
    hidden = register(context, born(1943), **PROTECTED)
    with pytest.raises(NotAllowed):
        letter(context, out, SIGNE, hidden.number)
    assert latest(context)[0].subject_id == ""
    named = user(context, Role.ISSUER, sees_protected=True)
    print_all(named, out)


def test_it_takes_the_right(context: Context, out: Path) -> None:
    register(context)
    issue(context)
    nobody = user(context, Role.UNIT_MANAGER)
    jobs: list[Callable[..., str]] = [certificates, basis, letter]
    for job in jobs:
        with pytest.raises(NotAllowed):
            job(nobody, out, SIGNE)
    assert not out.exists()


def test_no_file_is_left_that_is_not_in_the_log(context: Context, out: Path) -> None:
    register(context)
    issue(context)

    class Unlucky:
        """A store whose log can't be written just then."""

        def __init__(self, store: Any) -> None:
            self.read = store.read

        def note(self, deed: Deed, **_: Any) -> str:
            assert out.exists(), deed
            raise OSError("disk full")

    store: Any = Unlucky(context.store)
    with pytest.raises(OSError, match="disk full"):
        certificates(replace(context, store=store), out, SIGNE)
    assert not out.exists()


@pytest.mark.parametrize("job", [certificates, basis, letter])
def test_nothing_personal_but_on_the_pages(
    context: Context, out: Path, job: Callable[..., str]
) -> None:
    """Neither the document's own data nor its bookmarks tell of anybody."""
    register(context)
    issue(context, answers=ENTITLED)
    job(context, out, SIGNE)
    with pikepdf.Pdf.open(out) as pdf:
        told = str(pdf.docinfo) + str(pdf.open_metadata())
        told += str([item.title for item in pdf.open_outline().root])
    for secret in (GIVEN, FAMILY, SIGNE, SIGNE[8:]):
        assert secret not in told


@pytest.mark.parametrize("job", [certificates, letter])
def test_nor_do_the_bookmarks_of_a_job_for_many(
    context: Context, out: Path, job: Callable[..., str]
) -> None:
    numbers = [born(year) for year in (1941, 1942)]
    for number in numbers:
        register(context, number)
        issue(context, number)
    job(context, out, *numbers)
    with pikepdf.Pdf.open(out) as pdf:
        told = [item.title for item in pdf.open_outline().root]
    assert len(told) == 2
    for secret in (GIVEN, FAMILY, SIGNE, SIGNE[8:]):
        assert secret not in str(told)


def test_the_time_of_printing_is_the_real_one(context: Context, out: Path) -> None:
    register(context)
    issue(context)
    certificates(context, out)
    with pikepdf.Pdf.open(out) as pdf:
        made = pdf.open_metadata()["xmp:CreateDate"]
    assert abs(datetime.fromisoformat(made) - context.clock.now()) < timedelta(minutes=5)


def test_grounds_do_not_leave_the_basis(context: Context, out: Path) -> None:
    register(context)
    issue(context, ground=Ground.LSS)
    assert "1: Omfattas av lagen om stöd och service" in basis(context, out)
    assert "LSS" not in certificates(context, out, SIGNE)
    assert "LSS" not in letter(context, out)
