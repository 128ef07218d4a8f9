"""What is said where a store of a newer program is open for reading only."""

from __future__ import annotations

OPEN_FOR_READING = (
    "Registret är gjort med en nyare version av munhalsa och är öppet bara för läsning: inget kan "
    "ändras. Det som läses loggas som vanligt. Uppdatera programmet."
)
CANNOT_CHANGE = (
    "Inget har ändrats: registret är gjort med en nyare version av munhalsa och kan bara läsas med "
    "den här. Uppdatera programmet."
)
NOT_KNOWN = (
    "En uppgift har ett värde som den här versionen av munhalsa inte känner till: registret är "
    "gjort med en nyare. Uppdatera programmet."
)
