"""What a municipality is called."""

from __future__ import annotations

_NO_S_AFTER = tuple("aeiouyåäösxz")
_AS_IT_IS = frozenset({"Orust"})
"""Names that take no s by custom, whatever they end in."""


def whole_name(name: str) -> str:
    """With the word kommun: Göteborgs kommun, but Borås kommun and Skövde kommun."""
    ending = "" if name in _AS_IT_IS or name.lower().endswith(_NO_S_AFTER) else "s"
    return f"{name}{ending} kommun"
