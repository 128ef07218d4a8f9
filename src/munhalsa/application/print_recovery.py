"""The recovery code on paper, for the safe."""

from __future__ import annotations

from pathlib import Path

from munhalsa.application.context import Context
from munhalsa.application.find_records import the_municipality
from munhalsa.application.forms import Printed, RecoveryCodeForm
from munhalsa.application.logged_files import gone_unless_logged
from munhalsa.application.ports import Deed
from munhalsa.application.printing import FormPrinter, letterhead_of
from munhalsa.domain.account import Permission


def print_recovery_code(
    context: Context, printer: FormPrinter, *, code: str, store_name: str, out: Path
) -> Printed:
    """Lay the code out; who has just made the store holds it, and nobody can read it out again."""
    context.require_everywhere(Permission.MANAGE_KEYS)
    with context.read(Permission.MANAGE_KEYS) as reader:
        letterhead = letterhead_of(reader, the_municipality(reader))
    form = RecoveryCodeForm(printed_on=context.today, store_name=store_name, code=code)
    printed = printer.recovery_code(
        form, letterhead=letterhead, created=context.clock.now(), out=out
    )
    deed = Deed(action="recovery_code.printed", subject_kind="store", subject_id="")
    with gone_unless_logged(printed.path):
        context.store.note(deed, session=context.session)
    return printed
