"""A logo from a file that anybody may have made: points within bounds, drawings that only draw (F43, F44)."""

import base64
import io
import os
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from jeugdhulp_desktop.domain.errors import DiskProblem, UnreadableLogo
from jeugdhulp_desktop.exchange.logos import (
    KEPT_POINTS,
    LARGEST_LOGO,
    LogoKind,
    clean_drawing,
    encode_logo,
    open_logo,
)

CANARY = "Noor Yıldız"
NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = f'<svg {NAMES} viewBox="0 0 9 9">{{}}</svg>'


def png(size: tuple[int, int] = (60, 30), mode: str = "RGB", **saved: object) -> bytes:
    made = io.BytesIO()
    colour = 1 if mode in ("P", "1", "I;16") else "teal"
    Image.new(mode, size, colour).save(made, "PNG", **saved)
    return made.getvalue()


def code_of(data: bytes, folder: Path, name: str = "logo") -> str:
    path = folder / name
    path.write_bytes(data)
    with pytest.raises(UnreadableLogo) as found:
        open_logo(path)
    return found.value.code


def refusal(inner: str, before: str = "") -> str:
    with pytest.raises(UnreadableLogo) as found:
        clean_drawing((before + SVG.format(inner)).encode())
    return found.value.code


def test_f44_a_photo_keeps_its_points_and_loses_place_camera_and_words(tmp_path: Path) -> None:
    photo, told = Image.new("RGB", (80, 40), "teal"), Image.Exif()
    told[0x010E], told[0x0112] = CANARY, 6  # its description; turned a quarter
    made = io.BytesIO()
    photo.save(made, "JPEG", exif=told, comment=CANARY.encode())
    (tmp_path / "foto.jpg").write_bytes(made.getvalue())
    chosen = open_logo(tmp_path / "foto.jpg")
    assert chosen.kind is LogoKind.POINTS
    logo = encode_logo(chosen.data)
    assert (logo.width, logo.height) == (40, 80), "upright, as the camera meant it"
    with Image.open(io.BytesIO(logo.png)) as kept:
        assert kept.info == {} and dict(kept.getexif()) == {}


def test_f44_words_in_a_png_are_not_kept() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", CANARY)
    words.add_itxt("XML:com.adobe.xmp", f"<x>{CANARY}</x>")
    assert b"Noor" in png(pnginfo=words)
    assert b"Noor" not in encode_logo(png(pnginfo=words)).png


def test_the_same_points_make_the_same_logo() -> None:
    assert encode_logo(png()).png == encode_logo(png(dpi=(300, 300))).png


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_every_kind_of_png_is_taken(mode: str) -> None:
    logo = encode_logo(png(mode=mode))
    assert (logo.width, logo.height) == (60, 30)


def test_a_large_picture_is_kept_small_and_a_larger_one_is_refused() -> None:
    logo = encode_logo(png((4000, 1000)))
    assert (logo.width, logo.height) == (KEPT_POINTS, KEPT_POINTS // 4)
    with pytest.raises(UnreadableLogo, match="too-many-pixels"):
        encode_logo(png((4001, 10)))


def test_f43_a_bomb_of_points_is_refused_before_it_is_unpacked() -> None:
    head = png((2, 2))
    huge = (50_000).to_bytes(4, "big")
    body = b"IHDR" + huge + huge + head[24:29]
    data = head[:8] + head[8:12] + body + zlib.crc32(body).to_bytes(4, "big") + head[33:]
    with pytest.raises(UnreadableLogo, match=r"too-many-pixels|damaged"):
        encode_logo(data)


def test_f43_a_file_of_100_mb_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "groot.png"
    with path.open("wb") as file:
        file.write(png())
        file.truncate(100_000_000)
    taken = os.times().user
    with pytest.raises(UnreadableLogo, match="too-large"):
        open_logo(path)
    assert os.times().user - taken < 0.5
    with path.open("r+b") as file:
        file.truncate(LARGEST_LOGO + 1)
    with pytest.raises(UnreadableLogo, match="too-large"):
        open_logo(path)


def test_f43_what_is_no_file_of_its_own_is_refused(tmp_path: Path) -> None:
    (tmp_path / "echt.png").write_bytes(png())
    (tmp_path / "logo.png").symlink_to(tmp_path / "echt.png")
    os.mkfifo(tmp_path / "pijp.png")
    for name, code in (("logo.png", "symlink"), (".", "folder"), ("pijp.png", "device")):
        with pytest.raises(UnreadableLogo, match=code):
            open_logo(tmp_path / name)
    with pytest.raises(DiskProblem):
        open_logo(tmp_path / "weg.png")


@pytest.mark.parametrize("name", ["CON", "a.pdf.exe", "logo.svg", "..."])
def test_f43_the_name_says_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(png())
    assert open_logo(tmp_path / name).kind is LogoKind.POINTS


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\0\0 \n", "empty"),
        (b"MZ\x90\0", "format"),
        (b"%PDF-1.7", "format"),
        (b"GIF89a" + bytes(20), "format"),
        (b"\x1f\x8b\x08" + bytes(30), "format"),  # a packed drawing
        (png()[:60], "damaged"),
        (png()[:8] + bytes(100), "damaged"),
        (b"\xff\xd8\xff" + bytes(100), "damaged"),
        (b"<svg", "damaged"),
        (b"<html/>", "format"),
    ],
)
def test_what_is_no_logo_is_refused_by_what_is_in_it(tmp_path: Path, data: bytes, code: str) -> None:
    assert code_of(data, tmp_path) == code


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fall(rest: bytes) -> None:
    for start in (png()[:33], png()[:8], b"\xff\xd8\xff\xe0", b"<svg>"):
        read = clean_drawing if start.startswith(b"<") else encode_logo
        try:
            read(start + rest)
        except UnreadableLogo:
            continue


@pytest.mark.parametrize(
    ("inner", "code"),
    [
        ("<script>alert(1)</script>", "script"),
        ("<foreignObject><p/></foreignObject>", "script"),
        ('<rect onload="alert(1)"/>', "script"),
        ('<a href="javascript:alert(1)"><rect/></a>', "script"),
        ('<set attributeName="href" to="http://x"/>', "script"),
        ('<animate attributeName="href" values="http://x"/>', "script"),
        ('<image href="http://school.example/logo.png"/>', "reference"),
        ('<image xlink:href="file:///etc/passwd"/>', "reference"),
        ('<image href="logo.png"/>', "reference"),
        ('<use href="ander.svg#deel"/>', "reference"),
        ('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>', "reference"),
        ('<use href="data:image/png;base64,AAAA"/>', "reference"),
        ('<rect style="fill:url(http://x#y)"/>', "reference"),
        ("<rect fill=\"url( '//x/y')\"/>", "reference"),
        ("<style>@import 'http://x';</style>", "reference"),
        ("<style>rect{fill:u\\72l(http://x)} url</style>", "reference"),
        ("<style>@font-face{src:url(http://x/f.woff)}</style>", "reference"),
        ('<?xml-stylesheet href="http://x"?>', "reference"),
        ('<image href="data:image/png;base64,AAAA"/>', "format"),
    ],
)
def test_f44_a_drawing_that_could_do_more_than_draw_is_refused(inner: str, code: str) -> None:
    assert refusal(inner) == code


def test_f44_entities_and_style_sheets_before_the_drawing_are_refused() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
    assert refusal("<text>&b;</text>", bomb) == "entities"
    outside = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert refusal("<text>&x;</text>", outside) == "entities"
    assert refusal("<rect/>", '<?xml-stylesheet href="http://x"?>') == "reference"


def test_a_drawing_that_copies_itself_a_million_times_is_refused() -> None:
    layers = ['<g id="l0"><rect/></g>']
    layers += [f'<g id="l{n}">' + f'<use href="#l{n - 1}"/>' * 10 + "</g>" for n in range(1, 8)]
    assert refusal("".join(layers)) == "too-complex"
    assert refusal('<g id="a"><use href="#a"/></g>') == "too-complex"


def test_a_drawing_of_a_drawing_program_is_taken_and_loses_its_doctype_and_comments() -> None:
    inner = (
        '<!-- gemaakt door Noor --><defs><linearGradient id="g"/></defs>'
        '<rect fill="url(#g)" style="stroke: url( \'#g\' )"/><use xlink:href="#g"/>'
        f'<image href="data:image/png;base64,{base64.b64encode(png()).decode()}"/>'
    )
    doctype = (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    )
    cleaned = clean_drawing((doctype + SVG.format(inner)).encode())
    assert b"DOCTYPE" not in cleaned and b"Noor" not in cleaned
    assert b"linearGradient" in cleaned
    assert clean_drawing(cleaned) == cleaned
