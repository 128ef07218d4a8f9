"""The quick answer to a row that is known already is no where the register has it twice."""

from __future__ import annotations

from datetime import date

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.import_table.known import (
    KnownCertificate,
    KnownHome,
    KnownPerson,
    KnownResponse,
)
from munhalsa.application.import_table.person_file import PersonFile
from munhalsa.application.import_table.plan_quick import says_nothing_new
from munhalsa.application.import_table.rows_persons import convert_persons
from tests.support.tables import AROUND, raw

NUMBER = "194101012393"
HEADINGS = ["Personnummer", "Förnamn", "Efternamn", "Grund", "Intyg utfärdat", "Gatuadress"]
HEADINGS += ["Önskar munhälsobedömning", "Svarsdatum"]
DAY = date(2026, 3, 1)
CERTIFICATE = KnownCertificate(
    *("c", 1, "p", "1", "2a", DAY), valid_to=None, ended=None, end_reason=None,
    last_day=None, voided_on=None, issuer=None,
)  # fmt: skip
ANSWER = KnownResponse("r", 1, "p", DAY, wants=True)


def _known() -> PersonFile:
    somebody = KnownPerson("p", 1, NUMBER, "Åsa", "Öst", "", "none", None)
    file = PersonFile(somebody)
    file.homes.append(KnownHome("h", 1, "p", None, None, "Ågatan 1", None, None, DAY, None))
    file.certificates.append(CERTIFICATE)
    file.responses.append(ANSWER)
    return file


def _is_known(file: PersonFile) -> bool:
    cells = [NUMBER, "Åsa", "Öst", "Särskilt boende", "2026-03-01", "Ågatan 1", "Ja", "2026-03-01"]
    kind = load_kind("personer")
    (row,) = convert_persons(raw(HEADINGS, cells), kind=kind, around=AROUND).rows
    return says_nothing_new(file, row, None, today=AROUND.today)


def test_what_the_register_has_once_is_known() -> None:
    assert _is_known(_known())


def test_a_certificate_or_an_answer_of_the_day_that_is_there_twice_is_looked_at() -> None:
    file = _known()
    file.certificates.append(CERTIFICATE._replace(id="d"))
    assert not _is_known(file)
    file = _known()
    file.responses.append(ANSWER._replace(id="s"))
    assert not _is_known(file)
