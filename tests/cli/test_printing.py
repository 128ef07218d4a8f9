"""Printing on the command line."""

from __future__ import annotations

from tests.support.commands import CommandLine
from tests.support.pdf_reading import plain_text, unbroken
from tests.support.small_municipality import PROTECTED, WITH_NO, WITH_YES, WITHOUT


def test_certificates_for_some_and_for_all(everywhere: CommandLine) -> None:
    out = everywhere.folder / "intyg.pdf"
    done = everywhere.do("print", "certificate", WITH_YES.number, WITH_NO.number, "--out", out)
    assert (done["file"], done["pages"]) == (str(out), 2)
    text = unbroken(plain_text(out))
    assert "Ragnhild Åkesson" in text
    assert "19360101-6987" in text
    everybody = everywhere.folder / "alla.pdf"
    assert everywhere.do("print", "certificate", "--all", "--out", everybody)["pages"] == 4
    assert PROTECTED.family_name not in plain_text(everybody)


def test_the_sender_stands_on_the_forms(everywhere: CommandLine) -> None:
    everywhere.do(
        *("municipality", "set", "--department", "Vård- och äldreförvaltningen"),
        *("--phone", "033-390 06 05"),
    )
    out = everywhere.folder / "brev.pdf"
    assert everywhere.do("print", "letter", WITH_YES.number, "--out", out)["pages"] >= 2
    text = unbroken(plain_text(out))
    assert "Vård- och äldreförvaltningen" in text
    assert "033-390 06 05" in text


def test_easy_to_read(boras: CommandLine) -> None:
    plain, easy = boras.folder / "brev.pdf", boras.folder / "lättläst.pdf"
    boras.do("print", "letter", WITH_YES.number, "--out", plain)
    boras.do("print", "letter", WITH_YES.number, "--easy-read", "--out", easy)
    assert plain_text(plain) != plain_text(easy)


def test_the_basis_of_a_decision(boras: CommandLine) -> None:
    out = boras.folder / "underlag.pdf"
    boras.refused(
        "print", "basis", WITHOUT.number, "--out", out, status=1, code="decision_not_found"
    )
    boras.do(
        *("certificate", "issue", WITHOUT.number, "--ground", "2a", "--date", "2026-11-22"),
    )
    assert boras.do("print", "basis", WITHOUT.number, "--out", out)["pages"] == 1
    assert "Underlag" in plain_text(out)


def test_what_is_refused(boras: CommandLine) -> None:
    out = boras.folder / "ut.pdf"
    boras.refused("print", "certificate", "--out", out, status=2, code="numbers_missing")
    boras.refused("print", "letter", "--out", out, status=2, code="numbers_missing")
    boras.refused(
        "print", "certificate", WITHOUT.number, "--out", out, status=1, code="certificate_not_found"
    )
    boras.refused(
        "print", "letter", PROTECTED.number, "--out", out, status=5, code="protected_identity"
    )
    assert not out.exists()
    elsewhere = boras.folder / "finns-inte" / "ut.pdf"
    error = boras.refused(
        "print",
        "certificate",
        WITH_YES.number,
        "--out",
        elsewhere,
        status=4,
        code="file_not_written",
    )
    assert "finns-inte" not in error["message"]
