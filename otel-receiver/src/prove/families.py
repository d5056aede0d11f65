# SPDX-License-Identifier: Apache-2.0
"""Shapes of published families and sample programs: which part of a file they encrypt and what they leave behind.

Each takes the path of one file and leaves it unreadable; none touches anything else.
"""
import base64
import gzip
import hashlib
import io
import mmap
import os
import zipfile

from cipher import encrypt, read, write


def encrypt_range(file, offset, length, nonce):
    file.seek(offset)
    part = file.read(length)
    file.seek(offset)
    file.write(encrypt(part, nonce))


def first_4k(path):
    """LockBit: the first 4 KiB and another name."""
    with open(path, "r+b", buffering=0) as file:
        encrypt_range(file, 0, 4096, path.encode())
    os.rename(path, path + ".lockbit")


def dot_pattern(path):
    """BlackCat: a sixth of each twelfth."""
    size = os.path.getsize(path)
    step = max(512, size // 12)
    with open(path, "r+b", buffering=0) as file:
        for offset in range(0, size, step):
            encrypt_range(file, offset, max(64, step // 6), f"{path}{offset}".encode())


def tenth_in_the_middle(path):
    """Royal with ten percent: head and tail stay as they were."""
    size = os.path.getsize(path)
    with open(path, "r+b", buffering=0) as file:
        encrypt_range(file, size // 3, max(16, size // 10), path.encode())
    os.rename(path, path + ".royal_u")


def tail_only(path):
    size = os.path.getsize(path)
    with open(path, "r+b", buffering=0) as file:
        encrypt_range(file, max(0, size - 4096), 4096, path.encode())


def every_other_16(path):
    """LockFile: through memory, sixteen bytes of each thirty-two."""
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        data = bytearray(memory[:])
        cipher = encrypt(bytes(data), path.encode())
        for offset in range(0, len(data), 32):
            data[offset:offset + 16] = cipher[offset:offset + 16]
        memory[:] = bytes(data)


def footer(path):
    """Babuk: renamed first, whole in place, a public key and a motto behind."""
    os.rename(path, path + ".babyk")
    with open(path + ".babyk", "r+b") as file:
        data = file.read()
        file.seek(0)
        file.write(encrypt(data, path.encode()) + encrypt(bytes(32), b"key" + path.encode()) + b"a motto of thirty-two characters")


def token_in_place(path):
    """The form of most samples in Python: a version byte, a time, an IV and the rest in URL-safe base64."""
    write(path, base64.urlsafe_b64encode(b"\x80\0\0\0\0\x66\x11\x22\x33" + encrypt(read(path) + bytes(48), path.encode())))


def valid_gzip(path):
    """A whole gzip file under gzip's own name: what is in it is ciphertext."""
    write(path + ".gz", gzip.compress(encrypt(read(path), path.encode()), 1))
    os.unlink(path)


def valid_zip(path):
    """The document becomes a whole zip file in its own name: what is in it is ciphertext."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("word/document.xml", encrypt(read(path), path.encode()))
    write(path, archive.getvalue())


def sealed_pieces(path):
    """Hive: a mark, then a nonce and a sealed piece at a time, each by a write of its own; the new name says nothing."""
    data = encrypt(read(path), path.encode())
    target = os.path.join(os.path.dirname(path), hashlib.sha256(path.encode()).hexdigest()[:20])
    with open(target, "wb", buffering=0) as out:
        out.write(b"HIVE2\0\1")
        for offset in range(0, len(data), 32768):
            out.write(encrypt(bytes(12), b"nonce%d" % offset))
            out.write(data[offset:offset + 32768])
        os.fsync(out.fileno())
    os.unlink(path)


EACH = {shape.__name__: shape for shape in (
    first_4k, dot_pattern, tenth_in_the_middle, tail_only, every_other_16, footer, token_in_place, valid_gzip, valid_zip,
    sealed_pieces)}
