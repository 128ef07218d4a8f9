"""Lines: nothing lost, nothing too wide, words kept apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from munhalsa.adapters.documents.fonts import Face, width_of
from munhalsa.adapters.documents.wrapping import SetLine, Span, lines_of, width_of_line

WORD = st.text("abcÅÄÖåäöłşńWilm-/.", min_size=1, max_size=60)
SPANS = st.lists(
    st.builds(
        Span,
        face=st.sampled_from(Face),
        text=st.lists(WORD, min_size=1, max_size=12).map(" ".join),
    ),
    min_size=1,
    max_size=4,
).map(tuple)


def text_of(lines: tuple[SetLine, ...]) -> str:
    """The lines' text put together as it is read."""
    return "".join(span.text for line in lines for span in line)


@given(spans=SPANS, width=st.floats(min_value=40, max_value=600))
def test_every_letter_is_kept_in_order_and_face(spans: tuple[Span, ...], width: float) -> None:
    lines = lines_of(spans, 11, width)
    assert text_of(lines).split() == "".join(span.text for span in spans).split() or (
        text_of(lines).replace(" ", "") == "".join(span.text for span in spans).replace(" ", "")
    )
    for face in Face:
        wanted = "".join(span.text for span in spans if span.face is face)
        found = "".join(span.text for line in lines for span in line if span.face is face)
        assert found.replace(" ", "") == wanted.replace(" ", "")


@given(spans=SPANS, width=st.floats(min_value=40, max_value=600))
def test_no_line_is_wider_than_asked(spans: tuple[Span, ...], width: float) -> None:
    for line in lines_of(spans, 11, width):
        assert width_of_line(line, 11) <= width + 0.001


@given(spans=SPANS, width=st.floats(min_value=40, max_value=600))
def test_spans_stand_after_each_other(spans: tuple[Span, ...], width: float) -> None:
    for line in lines_of(spans, 11, width):
        end = 0.0
        for span in line:
            assert abs(span.offset - end) < 0.001
            end = span.offset + width_of(span.face, span.text) * 11


@given(words=st.lists(st.text("abcåäö", min_size=1, max_size=8), min_size=1, max_size=60))
def test_words_that_fit_are_never_divided_or_joined(words: list[str]) -> None:
    lines = lines_of((Span(Face.REGULAR, " ".join(words)),), 11, 120)
    assert text_of(lines) == " ".join(words)
    assert all(text_of((line,)).endswith(" ") for line in lines[:-1])


def test_a_line_break_in_the_text_begins_a_new_line() -> None:
    lines = lines_of((Span(Face.REGULAR, "Parkgatan 4\n504 30 Borås"),), 11, 300)
    assert [text_of((line,)) for line in lines] == ["Parkgatan 4 ", "504 30 Borås"]


def test_a_word_too_long_is_divided_after_a_hyphen() -> None:
    lines = lines_of((Span(Face.REGULAR, "Nordvästra-Götalands-Omsorg"),), 11, 90)
    assert [text_of((line,)) for line in lines] == ["Nordvästra-", "Götalands-", "Omsorg"]


def test_text_without_words_is_one_empty_line() -> None:
    assert lines_of((Span(Face.BOLD, "  "),), 11, 90) == ((),)
    assert width_of_line((), 11) == 0
