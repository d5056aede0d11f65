# SPDX-License-Identifier: Apache-2.0
"""The trees of files that the proving ground attacks: what users have, in several mixes."""
import bz2
import gzip
import os
import random
import zlib

WORDS = ("the report of this year says that most of our customers were content with the service and that the costs "
         "of the new building will be lower than the budget which the board had approved in spring").split()
OFFICE = ["txt", "docx", "pdf", "csv", "md", "jpg", "xlsx", "txt"]


def text(rng, size):
    out = []
    length = 0
    while length < size:
        word = rng.choice(WORDS)
        out.append(word)
        length += len(word) + 1
    return " ".join(out).encode()[:size]


def document(rng, extension, size):
    body = text(rng, size)
    if extension in ("docx", "xlsx", "zip"):
        return b"PK\x03\x04\x14\x00\x06\x00\x08\x00" + rng.randbytes(size)
    if extension == "pdf":
        return b"%PDF-1.5\n" + body[: size // 4] + rng.randbytes(size * 3 // 4)
    if extension == "jpg":
        return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + rng.randbytes(size)
    if extension == "png":
        return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + rng.randbytes(size)
    if extension == "mp4":
        return b"\0\0\0\x20ftypisom\0\0\2\0" + rng.randbytes(size)
    if extension == "gz":
        return gzip.compress(body + rng.randbytes(size // 2), mtime=0)
    if extension == "bz2":
        return bz2.compress(body + rng.randbytes(size // 2))
    if extension == "dat":
        return b"".join(rng.randrange(5000).to_bytes(4, "little") for _ in range(size // 4))
    if extension == "csv":
        return "".join(f"{rng.randint(1, 99999)},{rng.random():.4f},item\n" for _ in range(size // 20)).encode()
    return body


class Office:
    """Documents, pictures and texts in twelve folders."""
    kinds = OFFICE
    sizes = [3000, 8000, 20000, 60000]
    folders = 12

    def name(self, number):
        extension = self.kinds[number % len(self.kinds)]
        return f"dir{number % self.folders:02d}/file_{number:04d}" + (f".{extension}" if extension else "")

    def content(self, rng, number):
        return document(rng, self.kinds[number % len(self.kinds)], rng.choice(self.sizes))


class Small(Office):
    """Notes of 30 to 150 bytes."""
    kinds = ["txt", "md", "csv", "ini", "json"]
    sizes = [40, 60, 100, 150]


class Media(Office):
    """Only what is compressed already."""
    kinds = ["jpg", "mp4", "zip", "docx", "png", "gz", "bz2", "pdf"]


class Nameless(Office):
    """Names without an extension, or with one that says nothing."""
    kinds = ["", "dat", "", "q3", "data"]

    def content(self, rng, number):
        return document(rng, "dat" if number % 5 == 1 else "txt", rng.choice(self.sizes))


class Flat(Office):
    """One folder, one type."""
    kinds = ["txt"]
    folders = 1


class Large(Office):
    """Two to four megabytes."""
    sizes = [2 << 20, 4 << 20]


class Zones:
    """What the seed's own simulator attacks: a copy of the time zone database."""

    def __init__(self):
        self.paths = []
        for folder, _, names in os.walk("/usr/share/zoneinfo"):
            self.paths += [os.path.join(folder, name) for name in names]
        self.paths.sort()
        random.Random(5).shuffle(self.paths)

    def name(self, number):
        path = self.paths[number % len(self.paths)]
        lap = number // len(self.paths)
        return os.path.relpath(path, "/usr/share/zoneinfo") + (f".{lap}" if lap else "")

    def content(self, rng, number):
        with open(self.paths[number % len(self.paths)], "rb") as source:
            return source.read()


TREES = {"office": Office, "small": Small, "media": Media, "nameless": Nameless, "flat": Flat, "large": Large,
         "zones": Zones}


def make(data, count, kind):
    """Fills a folder with `count` files of a tree."""
    tree = TREES[kind]()
    rng = random.Random(7 + zlib.crc32(kind.encode()) % 100)
    for number in range(count):
        path = os.path.join(data, tree.name(number))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as out:
            out.write(tree.content(rng, number))
