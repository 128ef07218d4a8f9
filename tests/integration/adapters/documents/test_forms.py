"""What each form says and does not say, and how it stands on the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.adapters.documents.texts import window
from munhalsa.application.forms import Addressee, Contact, LetterForm, Letterhead, RecoveryCodeForm
from munhalsa.domain.refusal import FileUnusable, Rejected
from tests.support.pdf_reading import (
    bounds,
    pieces,
    plain_text,
    structure,
    text_within,
    unbroken,
    walk,
)
from tests.support.printed_forms import (
    BASIS,
    CERTIFICATE,
    CREATED,
    EASY_LETTER,
    HAND_OVER,
    LETTER,
    LETTERHEAD,
    LONG_PERSON,
    NOT_ISSUED,
    PAPER_APPLICATION,
    PERSON,
    RECOVERY_CODE,
    logo,
    long_basis,
    many_certificates,
    print_bases,
    print_certificates,
    print_hand_overs,
    print_letters,
    print_paper_applications,
    print_recovery_code,
)

MILLIMETRE = 72 / 25.4


def said(path: Path) -> str:
    """All of a file's text on one line."""
    return unbroken(plain_text(path))


def pictures(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The pictures the pages use, each once."""
    used = {
        entry.objgen: entry
        for page in pdf.pages
        for entry in page.obj.Resources.get("/XObject", {}).values()
    }
    return list(used.values())


def test_an_empty_job_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Rejected) as refused:
        print_letters([], tmp_path / "form.pdf")
    assert refused.value.code == "nothing_to_print"


def test_a_file_that_cannot_be_written_is_told_and_the_old_one_stays(tmp_path: Path) -> None:
    folder = tmp_path / "upptagen.pdf"
    folder.mkdir()
    (folder / "kvar").touch()
    for out in (tmp_path / "saknas" / "form.pdf", folder):
        with pytest.raises(FileUnusable) as refused:
            print_certificates([CERTIFICATE], out)
        assert refused.value.code == "file_not_written"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["upptagen.pdf"]


def test_the_certificate_says_what_it_must(tmp_path: Path) -> None:
    text = said(print_certificates([CERTIFICATE], tmp_path / "form.pdf").path)
    for part in (
        "Maj-Britt Svensson",
        "19360101-9986",
        "1490-2026-0412",
        "2026-11-22, tills vidare",
        "Registrerat hos VGR 2026-11-22",
        "Kim Lind, biståndshandläggare",
        "Intygsutfärdarens underskrift",
        "samma patientavgift som i öppen hälso- och sjukvård",
        "högkostnadsskyddet",
        "Har du fyllt 85 år betalar du ingen avgift",
        "Ring Kim Lind, 033-35 70 00.",
        "Blankett N1, version 2026-11 · Sida 1 av 1",
    ):
        assert part in text


def test_the_certificate_keeps_ground_and_answer_to_itself(tmp_path: Path) -> None:
    text = said(print_certificates([CERTIFICATE], tmp_path / "form.pdf").path).casefold()
    for word in ("personkrets", "lss", "2a", "önskar", "tackar", "visa upp", "visa intyget"):
        assert word not in text


def test_until_it_is_registered_it_is_ordered_at_vgr(tmp_path: Path) -> None:
    form = replace(CERTIFICATE, registered_on=None, valid_to=date(2027, 5, 31), copy=True)
    text = said(print_certificates([form], tmp_path / "form.pdf").path)
    assert "Beställs hos VGR" in text
    assert "Registrerat hos VGR" not in text
    assert "har beställt" not in text
    assert "2026-11-22, till och med 2027-05-31" in text
    assert "1490-2026-0412 (kopia)" in text


def test_a_certificate_of_somebody_else_is_not_called_the_municipalitys(tmp_path: Path) -> None:
    form = replace(CERTIFICATE, issuer=None, decided_by="läkare")
    text = said(print_certificates([form], tmp_path / "form.pdf").path)
    assert "Borås kommun har bedömt" not in text
    assert "Bedömningen är gjord av läkare." in text
    nobody = replace(
        form, decided_by=None, registered_on=None, person=replace(PERSON, residence=None)
    )
    text = said(print_certificates([nobody], tmp_path / "form.pdf").path)
    assert "gjord av någon annan än kommunen" in text
    assert "Utfärdat av" not in text
    assert "Boende" not in text


def test_a_hand_over_says_what_the_next_municipality_needs(tmp_path: Path) -> None:
    text = said(print_hand_overs([HAND_OVER], tmp_path / "form.pdf").path)
    for part in (
        "Maj-Britt Svensson",
        "19360101-9986",
        "1490-2026-0412",
        "2026-03-01, tills vidare",
        "Registrerat hos VGR 2026-03-04",
        "2026-11-30: Borås kommun",
        "2026-12-01: Alingsås kommun",
        "Önskar, svarade 2026-03-01",
        "samtycke",
        "Ring Kim Lind, 033-35 70 00.",
        "Blankett N11, version 2026-11 · Sida 1 av 1",
    ):
        assert part in text
    for word in ("personkrets", "2a", "Björkbacken"):
        assert word not in text


def test_a_hand_over_before_vgr_and_the_person_have_answered(tmp_path: Path) -> None:
    form = replace(
        HAND_OVER, registered_on=None, wants=None, answered=None, valid_to=date(2027, 5, 31)
    )
    said_no = replace(HAND_OVER, wants=False, person=LONG_PERSON)
    text = said(print_hand_overs([form, said_no], tmp_path / "form.pdf").path)
    assert "Inte ännu. Borås kommun för in intyget i Intygsbeställningen." in text
    assert "2026-03-01, till och med 2027-05-31" in text
    assert "Inte tillfrågad" in text
    assert "Önskar inte, svarade 2026-03-01" in text


def test_a_paper_application_has_no_address(tmp_path: Path) -> None:
    no = replace(PAPER_APPLICATION, wants=False, dentist=None, interpreter=None)
    text = said(print_paper_applications([PAPER_APPLICATION, no], tmp_path / "form.pdf").path)
    for part in ("Maj-Britt Svensson", "19360101-9986", "Personkrets 2a", "Tolk finska"):
        assert part in text
    assert "Önskar inte, svarade 2026-03-01" in text
    assert "Vald tandläkare Inte angivet" in text
    assert "Parkgatan" not in text
    unasked = replace(PAPER_APPLICATION, wants=None, answered=None)
    assert "Inte tillfrågad" in said(
        print_paper_applications([unasked], tmp_path / "form.pdf").path
    )


def test_a_job_of_many_is_one_file_with_a_bookmark_each(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    printed = PdfForms().certificates(
        iter(many_certificates(30)),
        letterhead=LETTERHEAD,
        created=CREATED,
        out=tmp_path / "form.pdf",
        progress=lambda done, total: seen.append((done, total)),
    )
    assert printed.pages == 30
    assert seen == [(done, 30) for done in range(1, 31)]
    with pikepdf.open(printed.path) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[0] == "Intyg om N-tandvård 1490-2026-0001"
    assert len(titles) == 30
    text = said(printed.path)
    assert text.count("Sida 1 av 1") == 30
    assert all(form.person.name in text for form in many_certificates(30))


def test_no_person_in_title_metadata_or_bookmarks(tmp_path: Path) -> None:
    printed = print_certificates(many_certificates(2), tmp_path / "form.pdf")
    with pikepdf.open(printed.path) as pdf:
        about = pdf.Root.Metadata.read_bytes().decode() + str(dict(pdf.trailer.Info.as_dict()))
        with pdf.open_outline() as outline:
            about += " ".join(item.title for item in outline.root)
        about += "".join(str(node.obj.get("/Alt", "")) for node in walk(structure(pdf)))
    assert "Intyg om N-tandvård" in about
    for secret in ("Efternamn", "19360101", "9986", "Björkbacken"):
        assert secret not in about


def test_the_basis_says_criteria_answers_rule_source_and_reason(tmp_path: Path) -> None:
    text = said(print_bases([BASIS], tmp_path / "form.pdf").path)
    for part in (
        "Underlag för intyg",
        "2a, särskilt boende",
        "Har dagligt behov av hjälp med personlig vård",
        "Anteckning: Bekräftat vid hembesök.",
        "Ej besvarad",
        "Har rätt till N-tandvård",
        "Tandvårdslagen (1985:125) 8 a §",
        "Behovet är varaktigt. Förbättring är inte trolig.",
        "VGR: samtycke, muntligt, 2026-11-20",
        "Blankett N2",
    ):
        assert part in text


def test_a_certificate_that_is_not_issued_has_reasons_and_is_not_called_beslut(
    tmp_path: Path,
) -> None:
    text = said(print_bases([NOT_ISSUED], tmp_path / "form.pdf").path)
    for part in (
        "Intyg utfärdas inte",
        "Personen fyller 24 år först 2028.",
        "tidigast år 2028",
        "Ring Kim Lind",
        "Bedömningen är gjord utanför programmet.",
    ):
        assert part in text
    assert "beslut" not in text.casefold()
    assert "överklaga" not in text.casefold()


def test_a_basis_without_reasons_or_rule_still_stands(tmp_path: Path) -> None:
    bare = replace(
        NOT_ISSUED, refusal_reasons=(), possible_from_year=None, rule=None, disclosures=()
    )
    limited = replace(BASIS, valid_to=date(2027, 1, 1), person=replace(PERSON, residence=None))
    only_year = replace(bare, possible_from_year=2030)
    only_reason = replace(bare, refusal_reasons=("Behovet är tillfälligt.",))
    forms = [bare, limited, only_year, only_reason]
    text = said(print_bases(forms, tmp_path / "form.pdf").path)
    assert text.count("Därför utfärdas inte intyget") == 2
    assert "till och med 2027-01-01" in text


def test_the_letter_says_what_it_must(tmp_path: Path) -> None:
    text = said(print_letters([LETTER], tmp_path / "form.pdf").path)
    for part in (
        "N-tandvård",
        "munhälsobedömning",
        "Det statliga tandvårdsstödet",
        "över 67 år",
        "samma patientavgift som i öppen hälso- och sjukvård",
        "högkostnadsskyddet",
        "85 år",
        "Svara senast 15 december 2026.",
        "Ring Kim Lind, 033-35 70 00.",
        "Svarsblankett",
        "Ja, jag vill ha en munhälsobedömning varje år.",
        "Nej, inte nu.",
        "God man eller förvaltare",
        "Underskrift",
        "Blankett N3, version 2026-11 · Sida 1 av 2",
        "Blankett N4, version 2026-11 · Sida 2 av 2",
    ):
        assert part in text


def test_the_letter_of_2025_knows_no_support_for_those_over_67(tmp_path: Path) -> None:
    form = replace(LETTER, printed_on=date(2025, 6, 1), reference=None, reply_by=None)
    text = said(print_letters([form], tmp_path / "form.pdf").path)
    assert "Det statliga tandvårdsstödet" in text
    assert "67 år" not in text
    assert "Svara senast" not in text


def test_a_letter_to_a_representative_says_who_is_meant(tmp_path: Path) -> None:
    form = replace(LETTER, addressee=Addressee.REPRESENTATIVE, ask=Contact(name="Växeln"))
    text = said(print_letters([form], tmp_path / "form.pdf").path)
    assert "företräder Maj-Britt Svensson" in text
    assert "Fråga Växeln." in text


def test_a_language_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Rejected) as refused:
        print_letters([replace(LETTER, language="../sv")], tmp_path / "form.pdf")
    assert refused.value.code == "no_form_text"


@pytest.mark.parametrize("form", [LETTER, EASY_LETTER])
def test_the_whole_address_and_nothing_else_is_in_the_window(
    form: LetterForm, tmp_path: Path
) -> None:
    printed = print_letters([form], tmp_path / "form.pdf")
    place = window()
    height = 297 * MILLIMETRE
    box = (
        (place.left - 4) * MILLIMETRE,
        height - (place.top + place.height) * MILLIMETRE,
        (place.left + place.width) * MILLIMETRE,
        height - (place.top - 2) * MILLIMETRE,
    )
    seen = text_within(printed.path, 0, box)
    assert [line.strip() for line in seen.splitlines()] == list(form.recipient)


def test_no_identity_number_in_the_letter(tmp_path: Path) -> None:
    text = said(print_letters([LETTER, EASY_LETTER], tmp_path / "form.pdf").path)
    assert "19360101" not in text
    assert "9986" not in text


@pytest.mark.parametrize(("form", "least"), [(LETTER, 11.0), (EASY_LETTER, 14.0)])
def test_letters_are_large_enough_to_read(form: LetterForm, least: float, tmp_path: Path) -> None:
    printed = print_letters([form], tmp_path / "form.pdf")
    with pikepdf.open(printed.path) as pdf:
        for page in pdf.pages:
            tagged = [piece for piece in pieces(pdf, page) if piece.number is not None]
            titles = [at for at, piece in enumerate(tagged) if piece.tag == "/H1"]
            body = tagged[titles[0] :] if titles else tagged
            assert min(size for piece in body for size in piece.sizes) >= least


def test_the_reply_slip_has_boxes_and_lines_told_as_fields(tmp_path: Path) -> None:
    printed = print_letters([LETTER], tmp_path / "form.pdf")
    with pikepdf.open(printed.path) as pdf:
        fields = [node.obj for node in walk(structure(pdf)) if node.tag == "/Form"]
        assert [str(field.A.Role) for field in fields] == ["/cb"] * 6 + ["/tv"] * 4
        assert all(field.A.O == "/PrintField" for field in fields)
        assert str(fields[0].Alt).startswith("Ruta att kryssa i: Ja")
        assert str(fields[7].A.Desc) == "Rad att skriva på: Underskrift"


def test_the_recovery_page_holds_the_code_and_no_person(tmp_path: Path) -> None:
    text = said(print_recovery_code(RECOVERY_CODE, tmp_path / "form.pdf").path)
    assert RECOVERY_CODE.code in text
    assert "Borås kommun (1490)" in text
    assert "kassaskåp" in text
    assert "Kim" not in text


def test_a_code_longer_than_its_frame_is_kept_whole_on_more_lines(tmp_path: Path) -> None:
    form = RecoveryCodeForm(
        printed_on=RECOVERY_CODE.printed_on, store_name="Register", code="-".join(["WWWW"] * 14)
    )
    printed = print_recovery_code(form, tmp_path / "form.pdf")
    with pikepdf.open(printed.path) as pdf:
        assert form.code in [piece.text for piece in pieces(pdf, pdf.pages[0])]
    assert max(right for _, _, right, _ in bounds(printed.path)) <= 595.3 - 50


def test_nothing_leaves_the_page_however_long(tmp_path: Path) -> None:
    endless = replace(LONG_PERSON, name="Å" * 3000, residence="Björkbacken " * 700)
    wide = replace(LETTERHEAD, municipality="Västkommun " * 12, phone="0" * 80)
    printed = PdfForms().certificates(
        [replace(CERTIFICATE, person=endless)],
        letterhead=wide,
        created=CREATED,
        out=tmp_path / "form.pdf",
    )
    assert printed.pages > 2
    for left, bottom, right, top in bounds(printed.path):
        assert left >= 50
        assert right <= 595.3 - 50
        assert bottom >= 30
        assert top <= 842 - 30
    assert said(printed.path).count("Björkbacken") == 700
    assert said(printed.path).count("Å") == 3000


def test_a_table_that_goes_on_is_one_table_with_its_head_shown_again(tmp_path: Path) -> None:
    printed = print_bases([long_basis()], tmp_path / "form.pdf")
    with pikepdf.open(printed.path) as pdf:
        nodes = list(walk(structure(pdf)))
        tables = [node for node in nodes if node.tag == "/Table"]
        criteria = tables[1]
        assert len(criteria.kids) == 1 + len(long_basis().criteria)
        pages = {page for row in criteria.kids for cell in row.kids for page, _ in cell.own}
        assert len(pages) > 2
        shown = [
            sum(piece.text == "KriteriumSvarKälla" for piece in pieces(pdf, pdf.pages[page]))
            + sum(
                piece.number is None and piece.text == "Kriterium"
                for piece in pieces(pdf, pdf.pages[page])
            )
            for page in sorted(pages)
        ]
        assert shown == [0] + [1] * (len(pages) - 1)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_a_figure_with_a_text(kind: str, tmp_path: Path) -> None:
    for text, told in (("Kommunvapnet", "Kommunvapnet"), (None, "Logotyp, Borås kommun")):
        head = replace(LETTERHEAD, logo=logo(kind), logo_text=text)
        printed = PdfForms().certificates(
            many_certificates(2), letterhead=head, created=CREATED, out=tmp_path / "form.pdf"
        )
        with pikepdf.open(printed.path) as pdf:
            figures = [node.obj for node in walk(structure(pdf)) if node.tag == "/Figure"]
            assert [str(figure.Alt) for figure in figures] == [told]
            (drawn,) = pictures(pdf)
            assert drawn.ColorSpace == "/DeviceRGB"
            assert "/SMask" not in drawn


def test_a_letterhead_may_be_only_a_name(tmp_path: Path) -> None:
    printed = PdfForms().letters(
        [LETTER],
        letterhead=Letterhead(municipality="Ale kommun"),
        created=CREATED,
        out=tmp_path / "form.pdf",
    )
    assert said(printed.path).startswith("Ale kommun 22 november 2026 Maj-Britt Svensson")


def test_a_logo_that_is_no_picture_is_told(tmp_path: Path) -> None:
    head: Letterhead = replace(LETTERHEAD, logo=b"inte en bild")
    with pytest.raises(FileUnusable) as refused:
        PdfForms().certificates(
            [CERTIFICATE], letterhead=head, created=CREATED, out=tmp_path / "form.pdf"
        )
    assert refused.value.code == "logo_unreadable"
