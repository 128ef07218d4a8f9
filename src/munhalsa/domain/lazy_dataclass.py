"""``dataclass`` as the standard library's, its methods compiled when one is first called.

The standard library writes and compiles six functions for each frozen dataclass. At its list the
program has 220 of the inner rooms, and has made instances of 45 and compared one
(docs/decisions/0008).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
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
        method = vars(_twin(kind, name))[name]
        method.__qualname__ = f"{kind.__qualname__}.{name}"
        setattr(kind, name, method)
        return method(self, *values, **named)

    return compile_and_call


def _twin(kind: type, name: str) -> type:
    """A class of the same fields, on which the standard library has made the method."""
    body: dict[str, Any] = {"__annotations__": {}, "__module__": kind.__module__, "__doc__": ""}
    for field in dataclasses.fields(kind):
        body["__annotations__"][field.name] = field.type
        body[field.name] = _same(field)
    if hasattr(kind, "__post_init__"):
        body["__post_init__"] = kind.__post_init__
    return dataclasses.dataclass(
        init=name == "__init__",
        repr=name == "__repr__",
        eq=name in ("__eq__", "__hash__"),
        unsafe_hash=name == "__hash__",
        frozen=name == "__init__",
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
