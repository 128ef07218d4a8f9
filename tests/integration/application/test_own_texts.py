"""The municipality's own texts of the letters, on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from munhalsa.application.context import Context
from munhalsa.application.own_texts import (
    LARGEST,
    content_of,
    keep_text,
    languages_offered,
    list_texts,
    remove_text,
    state_words,
    text_template,
    write_template,
)
from munhalsa.application.print_job import PrintJob
from munhalsa.application.print_letters import print_letters
from munhalsa.application.undo import undo_event
from munhalsa.domain.account import Role
from munhalsa.domain.own_text import OwnText
from munhalsa.domain.refusal import FileUnusable, NotAllowed, Rejected
from tests.support.deeds import SIGNE, assert_refused, found, register, user
from tests.support.printing import PDF

_BY = 'review = "reviewed"\nreviewed_by = "Aino Korhonen"\nreviewed_on = 2026-11-20'


def reviewed(context: Context, form: str) -> str:
    text = text_template(context, PDF, form=form, language=" FI ")
    return text.replace('review = "draft"', _BY)


def test_reviewed_texts_are_printed_without_a_warning_until_they_are_taken_away(
    context: Context, out: Path
) -> None:
    register(context)

    def warned() -> int:
        done = print_letters(
            context,
            PDF,
            numbers=[SIGNE],
            easy_read=False,
            language="fi",
            job=PrintJob(out=out),
        )
        return len(done.warnings)

    assert warned() == 1
    draft = text_template(context, PDF, form="letter", language="fi")
    assert [one.code for one in keep_text(context, PDF, draft).warnings] == ["text_not_reviewed"]
    for form in ("letter", "reply"):
        assert keep_text(context, PDF, reviewed(context, form)).warnings == ()
    assert warned() == 0
    assert [one.draft for one in languages_offered(context, PDF) if one.code == "fi"] == [False]
    told = {(one.form.value, one.language): state_words(one) for one in list_texts(context, PDF)}
    assert told["letter", "fi"] == "kommunens egen, granskad 2026-11-20 av Aino Korhonen"
    assert told["letter", "en"] == "programmets, utkast som ingen har granskat"
    assert told["letter", "sv"] == "programmets"
    with pytest.raises(Rejected) as caught:
        keep_text(context, PDF, reviewed(context, "letter"))
    assert_refused(caught, "nothing_to_change", "file")
    removed = remove_text(context, PDF, form="letter", language="fi")
    assert warned() == 1
    undo_event(context, removed.event)
    assert warned() == 0
    assert len(found(context, OwnText)) == 2


def test_what_is_refused(context: Context, tmp_path: Path) -> None:
    for form, language, field in (("basis", "fi", "form"), ("letter", "fi", "language")):
        with pytest.raises(Rejected) as caught:
            remove_text(context, PDF, form=form, language=language)
        assert caught.value.field == field
    with pytest.raises(NotAllowed):
        keep_text(user(context, Role.ISSUER), PDF, "")
    with pytest.raises(FileUnusable):
        content_of(tmp_path / "saknas.toml")
    large, plain = tmp_path / "stor.toml", tmp_path / "mapp" / "mall.toml"
    large.write_text("#" * (LARGEST + 1), encoding="utf-8")
    with pytest.raises(FileUnusable):
        content_of(large)
    with pytest.raises(FileUnusable):
        write_template(plain, "text")
    plain.parent.mkdir()
    write_template(plain, "å")
    assert content_of(plain) == "å"
