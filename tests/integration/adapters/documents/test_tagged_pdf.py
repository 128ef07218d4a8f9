"""Every form as a tagged PDF: built to PDF/UA-1 and PDF/A-2a, with checks the checkers miss."""

from __future__ import annotations

import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pytest

from tests.support.care_samples import CARE_SAMPLES
from tests.support.pdf_reading import pieces, structure, unicode_maps, walk
from tests.support.printed_forms import SAMPLES, Sample
from tests.support.training_samples import TRAINING_SAMPLES

GOLDEN = Path(__file__).parents[3] / "golden" / "documents"

METADATA = {
    "pdfaid:part": "2",
    "pdfaid:conformance": "A",
    "pdfuaid:part": "1",
    "xmp:CreateDate": "2026-11-22T10:30:00+00:00",
    "xmp:CreatorTool": "munhalsa",
}


@pytest.fixture(params=(*SAMPLES, *CARE_SAMPLES, *TRAINING_SAMPLES), ids=str)
def sample(request: pytest.FixtureRequest) -> Sample:
    found: Sample = request.param
    return found


@pytest.fixture
def printed(sample: Sample, tmp_path: Path) -> Path:
    return sample.print_to(tmp_path / "form.pdf").path


def test_two_checkers_find_nothing(printed: Path) -> None:
    spoken = outloud.check(str(printed))
    assert spoken.error is None
    assert [finding.message for finding in spoken.findings] == []
    assert [finding.message for finding in pdfua.validate(str(printed)).findings] == []


def test_the_structure_read_aloud_is_the_golden_text(sample: Sample, printed: Path) -> None:
    told = subprocess.run(
        ["pdfinfo", "-enc", "UTF-8", "-struct-text", str(printed)],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    golden = (GOLDEN / f"{sample.name}.txt").read_text(encoding="utf-8")
    assert told.stdout == golden


def test_the_page_count_is_the_one_returned(sample: Sample, tmp_path: Path) -> None:
    printed = sample.print_to(tmp_path / "form.pdf")
    with pikepdf.open(printed.path) as pdf:
        assert (len(pdf.pages), printed.pages) == (sample.pages, sample.pages)


def test_every_piece_of_content_leads_to_its_element_and_back(printed: Path) -> None:
    with pikepdf.open(printed) as pdf:
        root = pdf.Root.StructTreeRoot
        numbers = list(root.ParentTree.Nums.as_list())
        owners = {int(key): row for key, row in zip(numbers[::2], numbers[1::2], strict=True)}
        assert int(root.ParentTreeNextKey) == len(pdf.pages) == len(owners)
        claimed = Counter(place for node in walk(structure(pdf)) for place in node.own)
        painted = Counter(
            (number, piece.number)
            for number, page in enumerate(pdf.pages)
            for piece in pieces(pdf, page)
            if piece.number is not None
        )
        assert claimed == painted
        assert set(claimed.values()) == {1}
        for node in walk(structure(pdf)):
            for page_number, content in node.own:
                page = pdf.pages[page_number]
                row = owners[int(page.obj.StructParents)]
                assert row[content].objgen == node.obj.objgen


def test_tags_in_the_page_agree_with_the_tree(printed: Path) -> None:
    with pikepdf.open(printed) as pdf:
        tags = {place: node.tag for node in walk(structure(pdf)) for place in node.own}
        for number, page in enumerate(pdf.pages):
            for piece in pieces(pdf, page):
                if piece.number is None:
                    assert piece.tag == "/Artifact"
                else:
                    assert piece.tag == tags[number, piece.number]


def test_content_is_painted_in_reading_order(printed: Path) -> None:
    with pikepdf.open(printed) as pdf:
        read = [place for node in walk(structure(pdf)) for place in node.own]
        for number in range(len(pdf.pages)):
            on_page = [content for page, content in read if page == number]
            rows_apart = _without_table_cells(pdf, number)
            assert [content for content in on_page if content in rows_apart] == sorted(rows_apart)


def _without_table_cells(pdf: pikepdf.Pdf, number: int) -> set[int]:
    """Ids outside tables: the cells of a row divided between pages are painted side by side."""
    return {
        content
        for node in walk(structure(pdf))
        if node.tag not in {"/TD", "/TH"}
        for page, content in node.own
        if page == number
    }


def test_headings_begin_at_one_and_skip_no_level(sample: Sample, printed: Path) -> None:
    with pikepdf.open(printed) as pdf:
        levels = [int(node.tag[2:]) for node in walk(structure(pdf)) if node.tag in {"/H1", "/H2"}]
    assert levels[:1] == ([] if sample.bare else [1])
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_table_headers_say_what_they_head(printed: Path) -> None:
    with pikepdf.open(printed) as pdf:
        headers = [node for node in walk(structure(pdf)) if node.tag == "/TH"]
        for header in headers:
            assert header.obj.A.O == "/Table"
            assert header.obj.A.Scope in {"/Row", "/Column"}


def test_own_types_are_mapped_to_standard_ones(printed: Path) -> None:
    with pikepdf.open(printed) as pdf:
        root = pdf.Root.StructTreeRoot
        own = {node.tag for node in walk(structure(pdf))} & set(root.RoleMap.keys())
        assert own == {"/PrintedForm"}
        assert root.RoleMap.PrintedForm == "/Part"


def test_the_catalogue_says_language_title_and_tab_order(sample: Sample, printed: Path) -> None:
    with pikepdf.open(printed) as pdf:
        assert pdf.pdf_version == "1.7"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == sample.language
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert {str(page.obj.Tabs) for page in pdf.pages} == {"/S"}
        first, second = pdf.trailer.ID.as_list()
        assert len(bytes(first)) == len(bytes(second)) == 16


def test_the_metadata_says_what_the_file_is_built_to(printed: Path) -> None:
    with pikepdf.open(printed) as pdf:
        assert pdf.Root.Metadata.get("/Filter") is None
        packet = pdf.Root.Metadata.read_bytes().decode("utf-8")
        with pdf.open_metadata() as xmp:
            said = {name: str(xmp[name]) for name in METADATA}
        assert str(xmp["dc:title"]) == str(pdf.trailer.Info.Title)
        assert str(pdf.trailer.Info.CreationDate).startswith("D:20261122103000")
    assert said == METADATA
    # PDF/A wants every property that is not its own described in the file.
    assert "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/<" in packet
    assert "<pdfaProperty:name>part<" in packet


def test_the_output_intent_is_a_sound_srgb_profile(printed: Path) -> None:
    with pikepdf.open(printed) as pdf:
        (intent,) = pdf.Root.OutputIntents.as_list()
        profile = intent.DestOutputProfile.read_bytes()
        assert intent.S == "/GTS_PDFA1"
        assert int(intent.DestOutputProfile.N) == 3
    assert int.from_bytes(profile[:4], "big") == len(profile)
    assert profile[8] in {2, 4}
    assert (profile[12:16], profile[16:20], profile[36:40]) == (b"mntr", b"RGB ", b"acsp")
    count = int.from_bytes(profile[128:132], "big")
    signatures = {profile[132 + 12 * row :][:4] for row in range(count)}
    assert {b"desc", b"cprt", b"wtpt", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC"} <= signatures


def test_every_font_is_embedded_and_maps_to_unicode(sample: Sample, printed: Path) -> None:
    with pikepdf.open(printed) as pdf:
        fonts = pdf.pages[0].obj.Resources.Font
        assert {str(font.BaseFont).split("+")[1] for font in fonts.values()} == {
            "NotoSans-Regular",
            *(() if sample.bare else ("NotoSans-Bold",)),
        }
        for font in fonts.values():
            assert font.FontDescriptor.FontFile2.read_bytes()[:4] == b"\x00\x01\x00\x00"
        for mapping in unicode_maps(pdf).values():
            assert mapping
            assert not {"\0", "\ufeff", "\ufffe", "\uffff"} & set(mapping.values())


def test_nothing_runs_or_reaches_out(printed: Path) -> None:
    with pikepdf.open(printed) as pdf:
        assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & set(pdf.Root.keys())
        assert all("/Annots" not in page.obj and "/Trans" not in page.obj for page in pdf.pages)


def test_each_page_has_a_footer_that_is_an_artifact(sample: Sample, printed: Path) -> None:
    with pikepdf.open(printed) as pdf:
        feet = [
            piece.text
            for page in pdf.pages
            for piece in pieces(pdf, page)
            if piece.number is None and "Sida" in piece.text
        ]
        kinds = {
            str(step.operands[1].get("/Subtype"))
            for page in pdf.pages
            for step in pikepdf.parse_content_stream(page)
            if str(step.operator) == "BDC" and "/Type" in step.operands[1]
        }
    assert len(feet) == (0 if sample.bare else sample.pages)
    assert all("Borås kommun" in foot and ", version 2026-11" in foot for foot in feet)
    assert all("501 80 Borås" in foot for foot in feet)
    assert ("/Footer" in kinds) is not sample.bare


def test_the_same_job_gives_the_same_bytes(sample: Sample, printed: Path, tmp_path: Path) -> None:
    again = sample.print_to(tmp_path / "again.pdf")
    assert again.path.read_bytes() == printed.read_bytes()


ONE_OF_EACH = [
    one
    for one in (*SAMPLES, *CARE_SAMPLES, *TRAINING_SAMPLES)
    if one.name
    in {
        *("visit-list", "paper-application", "deviation-reports", "certificate", "basis"),
        *("letter", "care-card", "unit-sheet", "attendance-list"),
    }
]
GREYS, COLOURS = {"g", "G"}, {"rg", "RG", "k", "K", "sc", "SC", "scn", "SCN"}


@pytest.mark.parametrize("sample", ONE_OF_EACH, ids=str, indirect=True)
def test_it_is_in_greys_and_large_enough_to_read_at_arms_length(printed: Path) -> None:
    with pikepdf.open(printed) as pdf:
        for page in pdf.pages:
            painted = {str(step.operator) for step in pikepdf.parse_content_stream(page)}
            assert painted & GREYS
            assert not painted & COLOURS
            tagged = [piece for piece in pieces(pdf, page) if piece.number is not None]
            heads = [at for at, piece in enumerate(tagged) if piece.tag == "/H1"]
            body = tagged[heads[0] :] if heads else tagged
            assert min(size for piece in body for size in piece.sizes) >= 11.0
