"""The icon: size, colour and letters, read back from the PNG, and the same bytes everywhere."""

from __future__ import annotations

import hashlib
import io

import pytest
from PIL import Image

from connectorsmith.emitters.icon import FALLBACK, background, draw, emit, initials, ink
from connectorsmith.model import Connector, Info, Properties


def connector(
    title: str | None = "Shop", colour: str | None = "#00374b", given: object = None, **assets: bytes
) -> Connector:
    icon = {} if given is None else {"initials": given}
    return Connector(
        "my_shop", info=Info(title), properties=Properties(icon_brand_color=colour), icon=icon, assets=assets
    )


def picture(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    image.load()
    return image


def test_icon_is_an_opaque_square_in_the_brand_colour():
    (file,) = emit(connector())
    image = picture(file.content)
    assert (file.path, image.format, image.size) == ("icon.png", "PNG", (230, 230))
    assert not image.has_transparency_data
    pixels = image.convert("RGB")
    assert {pixels.getpixel(corner) for corner in [(0, 0), (229, 0), (0, 229), (229, 229)]} == {(0x00, 0x37, 0x4B)}


@pytest.mark.parametrize("letters", ["O", "OF", "WWW", "Ij", "&"])
def test_letters_are_in_the_middle_and_fit(letters):
    image = picture(draw(letters, (0, 0, 0))).convert("L")
    left, top, right, bottom = image.getbbox()
    assert abs(left - (230 - right)) <= 1
    assert abs(top - (230 - bottom)) <= 1
    assert 15 <= right - left <= 166
    assert 30 <= bottom - top <= 97
    assert max(image.get_flattened_data() if hasattr(image, "get_flattened_data") else image.getdata()) == 255


def test_bytes_are_the_same_on_any_machine():
    digest = hashlib.sha256(draw("OF", (0x00, 0x37, 0x4B))).hexdigest()
    assert digest.startswith("e2159b355f")


def test_given_icon_is_left_alone():
    found = Connector("x", assets={"icon.png": b"not even a picture"})
    assert [(file.path, file.content) for file in emit(found)] == [("icon.png", b"not even a picture")]


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("#00374b", (0x00, 0x37, 0x4B)),
        ("#ABCDEF", (0xAB, 0xCD, 0xEF)),
        (" #0a0 ", (0x00, 0xAA, 0x00)),
        ("", FALLBACK),
        (None, FALLBACK),
        ("red", FALLBACK),
        ("#12345", FALLBACK),
        ("#00374b00", FALLBACK),
        ("00374b", FALLBACK),
        ("#gggggg", FALLBACK),
    ],
)
def test_background(written, colour):
    assert background(connector(colour=written)) == colour


def test_background_without_properties():
    assert background(Connector("x")) == FALLBACK


@pytest.mark.parametrize(
    ("title", "given", "letters"),
    [
        ("Shop", "SH", "SH"),
        ("Shop", "abcd", "abc"),
        ("Shop", "Å Ö", "AO"),
        ("Shop", "日本", "S"),
        ("Shop", 7, "7"),
        ("WorkPoint", None, "WP"),
        ("Oneflow", None, "O"),
        ("API Gateway of us", None, "AG"),
        ("365 days", None, "3D"),
        ("Écran d'été", None, "ED"),
        ("日本", None, "MS"),
        (None, None, "MS"),
    ],
)
def test_initials(title, given, letters):
    assert initials(connector(title, given=given)) == letters


def test_initials_when_nothing_has_a_letter():
    assert initials(Connector("日本")) == "C"


@pytest.mark.parametrize(
    ("colour", "letters"),
    [
        ((0, 0, 0), (255, 255, 255)),
        ((255, 255, 255), (0, 0, 0)),
        ((255, 221, 0), (0, 0, 0)),
        ((0x00, 0x37, 0x4B), (255, 255, 255)),
    ],
)
def test_ink_contrasts(colour, letters):
    assert ink(colour) == letters
    assert picture(draw("M", colour)).convert("RGB").getpixel((115, 115)) in (colour, letters)
