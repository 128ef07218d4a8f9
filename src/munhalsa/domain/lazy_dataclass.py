"""``dataclass`` as the standard library's, its methods compiled when one is first called.

The standard library writes and compiles six functions for each frozen dataclass. At its list the
program has 270 of them, and has made instances of 80 and compared one (docs/decisions/0008).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from types import FunctionType
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Callable[[type], type]:
        """The standard library's ``dataclass`` for what the house makes: frozen, with slots."""
        if not (frozen and slots):
            raise TypeError("only frozen dataclasses with slots are compiled later")

        def make(kind: type) -> type:
            own = set(vars(kind))
            made = dataclasses.dataclass(
                init=False, repr=False, eq=False, slots=True, kw_only=kw_only
            )(kind)
            made.__setattr__, made.__delattr__ = _refuse_to_set, _refuse_to_delete
            made.__getstate__, made.__setstate__ = _state, _set_state
            for name in ("__init__", "__repr__", "__eq__"):
                if name not in own:
                    setattr(made, name, _compiled_when_called(made, name))
            if "__eq__" not in own:
                made.__hash__ = _compiled_when_called(made, "__hash__")
            return made

        return make


def _compiled_when_called(kind: type, name: str) -> Callable[..., Any]:
    """Stands for a method of ``kind`` until it is called, on whichever thread that is."""

    def compile_and_call(self: Any, *values: Any, **named: Any) -> Any:
        method = _initialiser(kind) if name == "__init__" else vars(_twin(kind, name))[name]
        method.__qualname__ = f"{kind.__qualname__}.{name}"
        setattr(kind, name, method)
        return method(self, *values, **named)

    return compile_and_call


def _initialiser(kind: type) -> Callable[..., Any]:
    """What the standard library's ``__init__`` takes, put straight into the slots.

    The standard library's is only had together with two functions more that refuse changes.
    """
    fields = dataclasses.fields(kind)
    if not all(field.init for field in fields):
        raise TypeError("a field that is not given cannot be compiled later")
    known: dict[str, Any] = {
        f"_put_{field.name}": getattr(kind, field.name).__set__ for field in fields
    }
    lines = [_put(field, known) for field in fields]
    if hasattr(kind, "__post_init__"):
        lines.append("self.__post_init__()")
    placed = [field for field in fields if not field.kw_only]
    named = [field for field in fields if field.kw_only]
    taken = ["self", *(field.name for field in placed)]
    taken += ["*", *(field.name for field in named)] if named else []
    # Of names of fields only, as the standard library does it.
    exec(f"def __init__({', '.join(taken)}):\n " + "\n ".join([*lines, "return"]), known)  # noqa: S102
    made: FunctionType = known["__init__"]
    made.__defaults__ = tuple(_defaults(placed).values())
    made.__kwdefaults__ = _defaults(named)
    return made


def _put(field: dataclasses.Field[Any], known: dict[str, Any]) -> str:
    """The line that fills a slot."""
    if field.default_factory is dataclasses.MISSING:
        return f"_put_{field.name}(self, {field.name})"
    known |= {f"_make_{field.name}": field.default_factory, "_MISSING": dataclasses.MISSING}
    value = f"_make_{field.name}() if {field.name} is _MISSING else {field.name}"
    return f"_put_{field.name}(self, {value})"


def _defaults(fields: Iterable[dataclasses.Field[Any]]) -> dict[str, Any]:
    """What may be left out; MISSING stands for what is made anew each time."""
    return {
        field.name: field.default
        for field in fields
        if field.default is not dataclasses.MISSING
        or field.default_factory is not dataclasses.MISSING
    }


def _twin(kind: type, name: str) -> type:
    """A class of the same fields, on which the standard library has made the method."""
    body: dict[str, Any] = {"__annotations__": {}, "__module__": kind.__module__, "__doc__": ""}
    for field in dataclasses.fields(kind):
        body["__annotations__"][field.name] = field.type
        body[field.name] = _same(field)
    return dataclasses.dataclass(
        init=False,
        repr=name == "__repr__",
        eq=name in ("__eq__", "__hash__"),
        unsafe_hash=name == "__hash__",
    )(type(kind.__name__, (), body))


def _same(field: dataclasses.Field[Any]) -> Any:
    """A field belongs to one class: the same once more."""
    words = ("default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only")
    return dataclasses.field(**{word: getattr(field, word) for word in words})


def _refuse_to_set(_self: object, name: str, _value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
