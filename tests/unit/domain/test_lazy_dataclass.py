"""A dataclass whose methods are compiled later is one like any other."""

from __future__ import annotations

import copy
import dataclasses
from typing import Any

import pytest

from munhalsa.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """Fields with and without a value of their own."""

    name: str
    marks: tuple[int, ...] = ()
    seen: list[str] = dataclasses.field(default_factory=list, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Checked:
    """Looks at what it is made of, and has its own words."""

    number: int

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError("below zero")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Checked) and abs(self.number - other.number) <= 1

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"about {self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class More(Plain):
    """With a field more than what it is made from."""

    further: str = "x"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """What the standard library makes at once, of the same fields."""

    name: str
    marks: tuple[int, ...] = ()
    seen: list[str] = dataclasses.field(default_factory=list, compare=False, repr=False)


def test_it_is_made_compared_and_told_as_the_standard_library_does() -> None:
    one, same, other = Plain(name="a"), Plain(name="a", seen=["b"]), Plain(name="a", marks=(1,))
    assert (one == same, one == other, one != other) == (True, False, True)
    assert hash(one) == hash(same) == hash(Standard(name="a"))
    assert repr(other) == repr(Standard(name="a", marks=(1,))).replace("Standard", "Plain")
    others: list[object] = [Standard(name="a")]
    assert one not in others
    assert dataclasses.replace(one, name="c") == Plain(name="c")
    assert dataclasses.asdict(other) == dataclasses.asdict(Standard(name="a", marks=(1,)))
    assert one.seen is not same.seen


def test_what_comes_before_any_instance() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Fresh:
        first: int
        second: int = 2

    assert [field.name for field in dataclasses.fields(Fresh)] == ["first", "second"]
    with pytest.raises(TypeError, match="first"):
        Fresh()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="positional"):
        Fresh(1)  # type: ignore[call-arg]
    assert Fresh.__init__.__qualname__.endswith("Fresh.__init__")


@pytest.mark.parametrize("value", [Plain(name="a"), More(name="a"), Checked(1)])
def test_nothing_of_it_can_be_changed(value: Any) -> None:
    field = dataclasses.fields(value)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError, match=field):
        setattr(value, field, "b")
    with pytest.raises(dataclasses.FrozenInstanceError, match=field):
        delattr(value, field)
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.another = 1
    assert not hasattr(value, "__dict__")


def test_its_own_words_stay() -> None:
    with pytest.raises(ValueError, match="below zero"):
        Checked(-1)
    assert Checked(1) == Checked(2) != Checked(4)
    assert repr(Checked(3)) == "about 3"
    with pytest.raises(TypeError, match="unhashable"):
        hash(Checked(1))


def test_a_field_that_nobody_gives_is_the_standard_librarys_work() -> None:
    @dataclass(frozen=True, slots=True)
    class Counted:
        number: int = dataclasses.field(default=0, init=False)

    with pytest.raises(TypeError, match="not given"):
        Counted()


def test_one_made_from_another_has_the_fields_of_both() -> None:
    assert More(name="a", further="y") == More(name="a", further="y") != More(name="a")
    assert repr(More(name="a")) == "More(name='a', marks=(), further='x')"


def test_it_can_be_copied() -> None:
    one = More(name="a", marks=(1, 2))
    assert copy.copy(one) == copy.deepcopy(one) == one
    assert copy.copy(one).seen is one.seen is not copy.deepcopy(one).seen


def test_what_can_be_changed_is_the_standard_librarys_work() -> None:
    with pytest.raises(TypeError, match="frozen"):
        dataclass(frozen=False, slots=True)
