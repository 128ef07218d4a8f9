"""Printing on the command line."""

from __future__ import annotations

from pikepdf import Pdf
from PIL import Image

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
    every = ("print", "certificate", "--all", "--out", everybody)
    done = everywhere.do(*every)
    assert (done["pages"], done["left_out_protected"]) == (4, 1)
    assert "1 med skyddade uppgifter" in everywhere.run(*every).out
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


def test_the_logo_stands_on_the_forms(everywhere: CommandLine) -> None:
    def pictures() -> int:
        out = everywhere.folder / "intyg.pdf"
        everywhere.do("print", "certificate", WITH_YES.number, "--out", out)
        with Pdf.open(out) as pdf:
            return len(list(pdf.pages[0].get_images()))

    picture = everywhere.folder / "logotyp.png"
    Image.new("RGB", (120, 40), "teal").save(picture)
    assert pictures() == 0
    kept = everywhere.do("municipality", "logo", picture)["event"]
    assert everywhere.ask("municipality", "show")["logo"] is True
    assert pictures() == 1
    everywhere.refused("municipality", "logo", picture, status=1, code="nothing_to_change")
    everywhere.do("municipality", "logo", "--remove")
    assert pictures() == 0
    everywhere.refused("municipality", "logo", status=2, code="wrong_usage")

    def unusable(content: bytes, *, status: int, code: str) -> None:
        other = everywhere.folder / "annan.png"
        other.write_bytes(content)
        everywhere.refused("municipality", "logo", other, status=status, code=code)

    unusable(b"GIF89a", status=1, code="logo_format")
    unusable(picture.read_bytes()[:60], status=4, code="logo_unreadable")
    unusable(bytes(200_001), status=1, code="logo_too_large")
    gone = everywhere.folder / "finns-inte.png"
    everywhere.refused("municipality", "logo", gone, status=4, code="file_unreadable")
    assert everywhere.run("undo", kept).status == 1, "removed since"


def test_easy_to_read(boras: CommandLine) -> None:
    plain, easy = boras.folder / "brev.pdf", boras.folder / "lättläst.pdf"
    boras.do("print", "letter", WITH_YES.number, "--out", plain)
    boras.do("print", "letter", WITH_YES.number, "--easy-read", "--out", easy)
    assert plain_text(plain) != plain_text(easy)


def test_certificates_in_files_of_their_own_home_by_home(boras: CommandLine) -> None:
    folder = boras.folder / "intyg"
    words = ("print", "certificate", "--all", "--out", folder, "--each")
    boras.refused(*words, "--sort", "ålder", status=2, code="sort_unknown")
    done = boras.do(*words, "--sort", "boende")
    names = [file.stem for file in folder.iterdir()]
    assert (done["files"], done["pages"]) == (len(names), len(names))
    assert all(name.startswith("1490-") for name in names)
    assert WITH_YES.number not in "".join(names)
    boras.refused(*words, status=4, code="folder_not_empty")


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


def test_labels_for_the_letters(boras: CommandLine) -> None:
    out = boras.folder / "etiketter.pdf"
    words = ("print", "labels", WITH_YES.number, WITHOUT.number, "--out", out)
    done = boras.do(*words, "--sheet", "3x7", "--start", "21", "--sort", "boende")
    assert (done["labels"], done["pages"]) == (2, 2)
    assert WITHOUT.family_name in plain_text(out)
    boras.refused("print", "labels", "--sheet", "3x7", "--out", out, status=2,
                  code="numbers_missing")  # fmt: skip
    boras.refused(*words, "--sheet", "4x9", status=1, code="label_sheet_unknown")


def test_a_letter_in_another_language_warns_of_its_draft(boras: CommandLine) -> None:
    out = boras.folder / "brev.pdf"
    words = ("print", "letter", WITH_YES.number, "--language", "fi", "--out", out)
    assert [one["code"] for one in boras.do(*words)["warnings"]] == ["text_not_reviewed"]
    assert "hammashoitoon" in plain_text(out)
    assert "utkast" in boras.run(*words).err


def test_the_municipalitys_own_texts(boras: CommandLine) -> None:
    file = boras.folder / "brev.toml"
    boras.do("text", "template", "reply", "fi", "--out", file)
    taken = boras.do("text", "set", file)
    assert (taken["text"]["own"], taken["warnings"][0]["code"]) == (True, "text_not_reviewed")
    assert "kommunens egen, utkast" in boras.run("text", "list").out
    boras.do("text", "remove", "reply", "fi")
    boras.refused("text", "remove", "reply", "fi", status=1, code="text_not_own")
    boras.refused("text", "set", boras.folder / "saknas", status=4, code="file_unreadable")


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
