"""Writes the objects of a drawn document as a PDF 1.7: small, and the same bytes every time.

A structure tree is hundreds of small objects. ReportLab writes each of them out, and a second pass over the
file to pack them takes half as long as drawing it. Here they go straight into compressed object streams
(ISO 32000-1, 7.5.7) with a cross-reference stream (7.5.8). No dates and no random identifier: the identifier
is a digest of the content.
"""

import hashlib
import zlib
from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase import pdfdoc

from jeugdhulp_desktop.reports.structure import Raw

_HEADER = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n"  # the second line tells transfer programs that this is no text
_BATCH = 200  # objects in one stream: a reader unpacks a whole stream to get one of them
_STREAM_END = b"\nendstream"

Entry = tuple[int, int, int]  # of the cross-reference stream: kind, offset or stream number, place in it


def packed(document: Any) -> bytes:
    """The file of a ReportLab document of which all pages are drawn; its catalogue and info are its own."""
    catalogue = document.Reference(document.Catalog)
    information = document.Reference(document.info)
    plain: list[tuple[int, bytes]] = []
    file = bytearray(_HEADER)
    entries: dict[int, Entry] = {0: (0, 0, 65_535)}
    for number, content in _formatted(document):
        if content.endswith(_STREAM_END):
            entries[number] = (1, len(file), 0)
            file += _indirect(number, content)
        else:
            plain.append((number, content))
    following = len(document.numberToId) + 1
    for start in range(0, len(plain), _BATCH):
        batch = plain[start : start + _BATCH]
        entries[following] = (1, len(file), 0)
        entries |= {number: (2, following, place) for place, (number, _) in enumerate(batch)}
        file += _indirect(following, _object_stream(batch))
        following += 1
    entries[following] = (1, len(file), 0)
    keys = {
        "/Type": "/XRef",
        "/Size": str(following + 1),
        "/W": "[1 4 2]",
        "/Root": catalogue.format(document).decode(),
        "/Info": information.format(document).decode(),
        "/ID": "[{0} {0}]".format(f"<{hashlib.sha256(file).hexdigest()[:32]}>"),
    }
    table = b"".join(
        kind.to_bytes(1) + where.to_bytes(4) + place.to_bytes(2)
        for _, (kind, where, place) in sorted(entries.items())
    )
    end = len(file)
    file += _indirect(following, _stream(keys, table))
    file += b"startxref\n%d\n%%%%EOF\n" % end
    return bytes(file)


def _formatted(document: Any) -> Iterator[tuple[int, bytes]]:
    """Every object with its number; formatting one may add others, so until there are none left."""
    number = 1
    while number in document.numberToId:
        element = document.idToObject[document.numberToId[number]]
        yield number, _content(element, document)
        number += 1


def _content(element: Any, document: Any) -> bytes:
    if isinstance(element, Raw):
        return element.content
    if isinstance(element, pdfdoc.PDFStream):
        keys = {
            f"/{name}": pdfdoc.format(value, document).decode("latin-1")
            for name, value in element.dictionary.dict.items()
        }
        content = element.content
        return _stream(keys, content.encode("latin-1") if isinstance(content, str) else bytes(content))
    return bytes(pdfdoc.format(element, document, toplevel=1)).strip()


def _object_stream(batch: list[tuple[int, bytes]]) -> bytes:
    places, offset = [], 0
    for number, content in batch:
        places.append(f"{number} {offset}")
        offset += len(content) + 1
    index = " ".join(places).encode() + b"\n"
    keys = {"/Type": "/ObjStm", "/N": str(len(batch)), "/First": str(len(index))}
    return _stream(keys, index + b"\n".join(content for _, content in batch))


def _stream(keys: dict[str, str], content: bytes) -> bytes:
    compressed = zlib.compress(content, 6)
    described = {**keys, "/Filter": "/FlateDecode", "/Length": str(len(compressed))}
    dictionary = " ".join(f"{name} {value}" for name, value in described.items())
    return b"<<%s>>\nstream\n%s%s" % (dictionary.encode("latin-1"), compressed, _STREAM_END)


def _indirect(number: int, content: bytes) -> bytes:
    return b"%d 0 obj\n%s\nendobj\n" % (number, content)
