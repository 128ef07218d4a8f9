"""The texts of the letters in each language, on the command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from munhalsa.application.letter_languages import TextHead
from munhalsa.application.own_texts import (
    FORM_WORDS,
    TextChanged,
    content_of,
    keep_text,
    list_texts,
    remove_text,
    state_words,
    text_template,
    write_template,
)
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, option, word


def _list(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        heads = list_texts(workplace.context, workplace.printer)
    rows = [(FORM_WORDS[one.form], one.language, one.name, state_words(one)) for one in heads]
    return Answer(
        document={"texts": heads},
        lines=table_lines(("Blankett", "Kod", "Språk", "Text"), rows),
    )


def _template(desk: Desk, asked: Namespace) -> Answer:
    out = Path(asked.out)
    with desk.open() as workplace:
        content = text_template(
            workplace.context, workplace.printer, form=asked.form, language=asked.language
        )
        write_template(out, content)
    return Answer(document={"file": str(out)}, lines=[f"Mallen är sparad: {out}."], warnings=())


def _set(desk: Desk, asked: Namespace) -> Answer:
    content = content_of(Path(asked.file))
    with desk.open() as workplace:
        done = keep_text(workplace.context, workplace.printer, content)
    return _answer(done, "används från och med nu")


def _remove(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = remove_text(
            workplace.context, workplace.printer, form=asked.form, language=asked.language
        )
    return _answer(done, "är borttagen")


def _answer(done: TextChanged, what: str) -> Answer:
    return Answer(
        document={"text": done.head, "event": done.event},
        lines=[f"Kommunens egen text {what}: {_named(done.head)}."],
        warnings=done.warnings,
    )


def _named(head: TextHead) -> str:
    return f"{FORM_WORDS[head.form]} på {head.name}"


_FORM = word("form", "letter, letter_easy eller reply", shown="BLANKETT")
_LANGUAGE = word("language", "språkets kod, till exempel fi", shown="SPRÅK")

COMMANDS = (
    Command(
        words="text list",
        help="visa brevens texter på olika språk, och vilka som är granskade",
        run=_list,
        example="text list",
    ),
    Command(
        words="text template",
        help="spara en text som fil, att ändra, låta granska och ta i bruk",
        run=_template,
        arguments=(
            _FORM,
            _LANGUAGE,
            option("--out", "filen som skrivs", word="FIL", required=True),
        ),
        example="text template letter fi --out brev-finska.toml",
    ),
    Command(
        words="text set",
        help="ta kommunens egen text i bruk, i stället för programmets",
        run=_set,
        arguments=(word("file", "textfilen, gjord av en mall", shown="FIL"),),
        example="text set brev-finska.toml",
    ),
    Command(
        words="text remove",
        help="ta bort kommunens egen text, så att programmets används igen",
        run=_remove,
        arguments=(_FORM, _LANGUAGE),
        example="text remove letter fi",
    ),
)
