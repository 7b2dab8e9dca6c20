"""Files that somebody sends to wear a machine out, to look at what is none of theirs, or to run in a reader's browser."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

MEBIBYTE = 1024 * 1024
PAGE = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
SECRET = b"root:x:0:0"


def hostile_files() -> dict[str, bytes]:
    """name -> bytes."""
    return {
        "zeros.zip": packed({"zeros.txt": bytes(120 * MEBIBYTE)}),
        "nested.zip": packed({"inner.zip": packed({"innermost.zip": packed({"zeros.txt": bytes(60 * MEBIBYTE)})})}),
        "many.zip": packed({f"{n}.txt": b"x" for n in range(7_000)}),
        "paths.zip": packed({"../../escape.txt": b"out", "/etc/cron.d/x": b"out", "C:\\x\\y.txt": b"out", "a\x1b[2Jb.txt": b"x"}),
        "link.zip": linked(),
        "half.zip": packed({"a.txt": b"x" * 5_000})[:-40],
        "stream.pdf": pdf(content=zlib.compress(bytes(200 * MEBIBYTE)), how=b"/Filter /FlateDecode"),
        "twice.pdf": pdf(content=zlib.compress(zlib.compress(bytes(400 * MEBIBYTE))), how=b"/Filter [/FlateDecode /FlateDecode]"),
        "huge-page.pdf": pdf(box=b"[0 0 2000000000 2000000000]", content=b"BT /F1 12 Tf (x) Tj ET"),
        "loop.pdf": pdf(kids=b"[2 0 R]"),
        "deep.pdf": b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"]" * 200_000 + b"\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF",
        "acts.pdf": pdf(more=b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >> /AA << /O << /S /Launch /F (cmd.exe) >> >>"),
        "picture.pdf": pdf(content=b"q 600 0 0 600 0 0 cm /Im0 Do Q", picture=True),
        "wide.png": png(60_000, 60_000),
        "long.png": png(1, 2_000_000_000, rows=10),
        "broken.png": png(100, 100)[:60],
        "pages.tif": tiff(40_000),
        "laughs.xml": laughs(),
        "quadratic.xml": b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 100_000 + b'">]><ClinicalDocument xmlns="urn:hl7-org:v3">'
                         + b"&a;" * 20_000 + b"</ClinicalDocument>",
        "outside.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
                       b'<ClinicalDocument xmlns="urn:hl7-org:v3"><title>&e;</title></ClinicalDocument>',
        "schema.xml": b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><Bundle xmlns="http://hl7.org/fhir"/>',
        "deep.xml": b'<ClinicalDocument xmlns="urn:hl7-org:v3">' + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</ClinicalDocument>",
        "deep.json": b'{"resourceType":"Bundle","entry":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        "number.json": b'{"resourceType":"Observation","status":"final","valueQuantity":{"value":1e999999999}}',
        "line.txt": b"word " * 1_000_000,
        "run.txt": b"a" * 2_000_000,
        "signs.txt": "Oxygen \u202e09\u202c % \x1b]0;title\x07 \x00 \u2066 end".encode(),
        "both.pdf": pdf(content=b"BT /F1 12 Tf 72 700 Td (Home oxygen is ordered.) Tj ET", before=PAGE + b"\n"),
        "page.pdf": PAGE,
        "page.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
        "program.txt": b"MZ\x90\x00" + bytes(2_000),
        "shell.png": b"#!/bin/sh\nrm -rf /\n",
        "empty.pdf": b"",
    }  # fmt: skip


def packed(members: dict[str, bytes]) -> bytes:
    """A zip of these."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return made.getvalue()


def linked() -> bytes:
    """A zip with a symbolic link out of it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        link = zipfile.ZipInfo("passwd.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    return made.getvalue()


def pdf(
    content: bytes = b"", how: bytes = b"", box: bytes = b"[0 0 612 792]", kids: bytes = b"[3 0 R]", more: bytes = b"",
    before: bytes = b"", *, picture: bool = False,
) -> bytes:  # fmt: skip
    """A document of one page; its parts as they are told."""
    image = zlib.compress(bytes(30 * MEBIBYTE))
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R " + more + b" >>",
        b"<< /Type /Pages /Kids " + kids + b" /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox " + box + b" /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> "
        b"/XObject << /Im0 6 0 R >> >> >>",
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), how, content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(image), image)
        if picture
        else b"null",
    ]
    made, places = bytearray(before + b"%PDF-1.7\n"), list[int]()
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, start)
    return bytes(made)


def png(width: int, height: int, rows: int | None = None) -> bytes:
    """A grey picture of one bit a pixel, all of one colour, packed as small as it goes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    body = b"".join(packer.compress(row) for _ in range(min(height, rows or height))) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def tiff(pages: int) -> bytes:
    """A scan of very many pages, each a pixel."""
    made, at = bytearray(b"II*\x00" + struct.pack("<I", 8)), 8
    for number in range(pages):
        entries = [
            (256, 3, 1, 1),
            (257, 3, 1, 1),
            (258, 3, 1, 1),
            (259, 3, 1, 1),
            (262, 3, 1, 0),
            (273, 4, 1, 4),
            (279, 4, 1, 1),
        ]
        at += 2 + 12 * len(entries) + 4
        made += struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *one) for one in entries)
        made += struct.pack("<I", at if number < pages - 1 else 0)
    return bytes(made)


def laughs() -> bytes:
    """Ten to the ninth of a word."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{levels}]>'
        f'<ClinicalDocument xmlns="urn:hl7-org:v3"><title>&l9;</title></ClinicalDocument>'
    ).encode()
