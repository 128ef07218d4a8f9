"""The recovery code on paper: by who may, logged, and never left behind unlogged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.application.context import Context
from munhalsa.application.print_recovery import print_recovery_code
from munhalsa.domain.account import Role
from munhalsa.domain.refusal import NotAllowed
from tests.support.pdf_reading import plain_text

CODE = "1EP1-TP8A-GSBN-N91P-GP76-HST7-912R"


def test_the_code_is_on_the_page_and_in_the_log_without_it(
    context: Context, tmp_path: Path
) -> None:
    out = tmp_path / "kod.pdf"
    printed = print_recovery_code(context, PdfForms(), code=CODE, store_name="register", out=out)
    assert printed.pages == 1
    assert CODE in plain_text(out)
    with context.store.read() as reader:
        newest = reader.history.latest(1)[0]
    assert newest.action == "recovery_code.printed"
    assert CODE not in repr(newest)


def test_an_issuer_may_not(context: Context, tmp_path: Path) -> None:
    session = replace(context.session, roles=frozenset({Role.ISSUER}))
    with pytest.raises(NotAllowed):
        print_recovery_code(
            replace(context, session=session),
            PdfForms(),
            code=CODE,
            store_name="register",
            out=tmp_path / "kod.pdf",
        )
    assert not (tmp_path / "kod.pdf").exists()
