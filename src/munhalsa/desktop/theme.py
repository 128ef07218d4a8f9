"""Colours, sizes and spaces of every theme, and the contrasts they must keep."""

from __future__ import annotations

from enum import StrEnum

from munhalsa.domain.lazy_dataclass import dataclass


class ThemeName(StrEnum):
    """What a user can choose; SYSTEM follows the system's colour scheme and contrast."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Tone(StrEnum):
    """What a text means; said by a word as well, never by the colour alone."""

    PLAIN = "plain"
    MUTED = "muted"
    NEUTRAL = "neutral"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one theme, as #rrggbb."""

    ink: str
    muted: str
    line: str
    control_border: str
    ground: str
    card: str
    accent: str
    accent_ground: str
    on_accent: str
    accent_pressed: str
    neutral_ground: str
    ok: str
    ok_ground: str
    warn: str
    warn_ground: str
    bad: str
    bad_ground: str

    def of_tone(self, tone: Tone) -> tuple[str, str | None]:
        """Text colour and, for a chip, its ground."""
        return {
            Tone.PLAIN: (self.ink, None),
            Tone.MUTED: (self.muted, None),
            Tone.NEUTRAL: (self.muted, self.neutral_ground),
            Tone.OK: (self.ok, self.ok_ground),
            Tone.WARN: (self.warn, self.warn_ground),
            Tone.BAD: (self.bad, self.bad_ground),
        }[tone]


LIGHT = Tokens(
    ink="#1b2430",
    muted="#5a6675",
    line="#dfe4ea",
    control_border="#7f8a97",
    ground="#f6f7f9",
    card="#ffffff",
    accent="#0b6e6e",
    accent_ground="#e3f1f0",
    on_accent="#ffffff",
    accent_pressed="#085555",
    neutral_ground="#edf0f4",
    ok="#1f6b3a",
    ok_ground="#e4f3e8",
    warn="#9a5b00",
    warn_ground="#fff3df",
    bad="#a4262c",
    bad_ground="#fde8e8",
)

DARK = Tokens(
    ink="#e9edf2",
    muted="#a9b4c0",
    line="#313b47",
    control_border="#7d8a99",
    ground="#12171d",
    card="#1a212a",
    accent="#63c7c2",
    accent_ground="#163a3b",
    on_accent="#04201f",
    accent_pressed="#8fdcd8",
    neutral_ground="#28313c",
    ok="#86d9a0",
    ok_ground="#17321f",
    warn="#f1bf6f",
    warn_ground="#38290d",
    bad="#ffa3a3",
    bad_ground="#421c1f",
)

CONTRAST = Tokens(
    ink="#ffffff",
    muted="#f0f0f0",
    line="#8a8a8a",
    control_border="#ffffff",
    ground="#000000",
    card="#000000",
    accent="#ffdd00",
    accent_ground="#3a3300",
    on_accent="#000000",
    accent_pressed="#ffee80",
    neutral_ground="#2b2b2b",
    ok="#7dff9e",
    ok_ground="#00300f",
    warn="#ffd27a",
    warn_ground="#332200",
    bad="#ffb3b3",
    bad_ground="#400a0a",
)

THEMES = {ThemeName.LIGHT: LIGHT, ThemeName.DARK: DARK, ThemeName.CONTRAST: CONTRAST}

TEXT_CONTRAST = 4.5
CONTROL_CONTRAST = 3.0

SMALLEST_TEXT = 100
LARGEST_TEXT = 200
"""Text size in per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Lengths in pixels of the device, at one text size."""

    scale: float

    def px(self, length: float) -> int:
        """The length at this text size."""
        return round(length * self.scale)

    @property
    def body(self) -> int:
        """Height of the running text."""
        return self.px(14)

    @property
    def secondary(self) -> int:
        """Height of remarks and headings of columns."""
        return self.px(12)

    @property
    def section(self) -> int:
        """Height of a section's heading."""
        return self.px(15)

    @property
    def page(self) -> int:
        """Height of a page's heading."""
        return self.px(20)

    @property
    def row(self) -> int:
        """Height of a row in a list."""
        return self.px(38)


SPACES = (4, 8, 12, 16, 20)
RADIUS_CONTROL = 6
RADIUS_CARD = 8
TOUCH_TARGET = 44


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2.1 defines it, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_pairs(tokens: Tokens) -> dict[str, tuple[str, str]]:
    """Every text colour with every ground it is drawn on."""
    pairs = {
        f"{name} on {ground}": (getattr(tokens, name), getattr(tokens, ground))
        for name in ("ink", "muted", "accent")
        for ground in ("ground", "card", "accent_ground", "neutral_ground")
    }
    for ground in ("accent", "accent_pressed"):
        pairs[f"on_accent on {ground}"] = (tokens.on_accent, getattr(tokens, ground))
    for tone in ("ok", "warn", "bad"):
        for ground in (f"{tone}_ground", "card", "ground", "accent_ground"):
            pairs[f"{tone} on {ground}"] = (getattr(tokens, tone), getattr(tokens, ground))
        for name in ("ink", "accent", "bad"):
            ground = f"{tone}_ground"
            pairs[f"{name} on {ground}"] = (getattr(tokens, name), getattr(tokens, ground))
    return pairs


def control_pairs(tokens: Tokens) -> dict[str, tuple[str, str]]:
    """Every border and mark that a control is known by, with the ground beside it."""
    return {
        f"{name} on {ground}": (getattr(tokens, name), getattr(tokens, ground))
        for name in ("control_border", "accent", "bad")
        for ground in ("ground", "card", "accent_ground")
    }


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
