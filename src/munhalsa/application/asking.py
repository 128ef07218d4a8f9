"""Asking for a passphrase that is to be, where somebody is at the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from munhalsa.domain.refusal import Rejected


def ask_twice(ask: Callable[[str], str], words: str, *, untouched: str) -> str:
    """The same passphrase two times; ``untouched`` says what is not done when they differ."""
    passphrase = ask(words)
    if ask("Skriv den en gång till.") != passphrase:
        raise Rejected(
            "passphrases_differ",
            f"De två lösenfraserna är inte lika. {untouched}; försök igen.",
            field="passphrase",
        )
    return passphrase
