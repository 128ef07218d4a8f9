"""Which use cases change what is there already, found in the code itself."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import munhalsa.application

_ROOT = Path(munhalsa.application.__file__).parent
_PACKAGE = "munhalsa.application"
_CHANGES = frozenset({"change", "change_all", "remove", "restore", "forget_before", "dispose"})

Name = tuple[str, str]
"""A module and a function, or a class, in it."""


@cache
def changing_use_cases() -> frozenset[str]:
    """Each public function of a deed that may change or take away a record, as ``file.function``.

    A function in between, as one that many deeds share, stands for those who call it.
    """
    named, used = _read()
    deeds = {name for name, node in named.items() if _calls(node, {"write"}, of="context")}
    changing = _reaching({name for name, node in named.items() if _calls(node, _CHANGES)}, used)
    found = deeds & changing
    while hidden := {name for name in found if name[1].startswith("_")}:
        callers = {name for name, uses in used.items() if uses & hidden}
        assert callers, f"nobody calls {hidden}"
        found = (found - hidden) | (callers - hidden)
    return frozenset(f"{module.removeprefix(_PACKAGE + '.')}.{name}" for module, name in found)


def _read() -> tuple[dict[Name, ast.AST], dict[Name, set[Name]]]:
    """Every function and class of the application by name, and what of it each one uses."""
    trees = {_module(file): ast.parse(file.read_text()) for file in sorted(_ROOT.rglob("*.py"))}
    named: dict[Name, ast.AST] = {
        (module, node.name): node
        for module, tree in trees.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    imported = {
        (module, one.asname or one.name): (node.module or "", one.name)
        for module, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for one in node.names
    }
    return named, {name: _uses(name, node, named, imported) for name, node in named.items()}


def _module(file: Path) -> str:
    return ".".join((_PACKAGE, *file.relative_to(_ROOT).with_suffix("").parts))


def _uses(
    name: Name, node: ast.AST, named: dict[Name, ast.AST], imported: dict[Name, Name]
) -> set[Name]:
    meant = {
        imported.get((name[0], one.id), (name[0], one.id))
        for one in ast.walk(node)
        if isinstance(one, ast.Name)
    }
    return {one for one in meant if one in named and one != name}


def _reaching(found: set[Name], used: dict[Name, set[Name]]) -> set[Name]:
    while more := {name for name, uses in used.items() if name not in found and uses & found}:
        found = found | more
    return found


def _calls(node: ast.AST, names: frozenset[str] | set[str], *, of: str | None = None) -> bool:
    return any(
        isinstance(one, ast.Call)
        and isinstance(one.func, ast.Attribute)
        and one.func.attr in names
        and (of is None or (isinstance(one.func.value, ast.Name) and one.func.value.id == of))
        for one in ast.walk(node)
    )
