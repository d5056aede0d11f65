# SPDX-License-Identifier: Apache-2.0
"""Shapes whose output does not look like ciphertext: encodings, weak ciphers, forged headers."""
import base64
import os
import random

from cipher import encrypt, read


def replaced(path, data, suffix):
    with open(path + suffix, "wb") as out:
        out.write(data)
    os.unlink(path)


def in_place(path, data):
    with open(path, "r+b") as out:
        out.write(data)
        out.truncate()


def hex_copy(path):
    replaced(path, encrypt(read(path), path.encode()).hex().encode(), ".hexed")


def base85_in_place(path):
    in_place(path, base64.b85encode(encrypt(read(path), path.encode())))


def base32_lines(path):
    text = base64.b32encode(encrypt(read(path), path.encode())).decode()
    replaced(path, "\n".join(text[at:at + 64] for at in range(0, len(text), 64)).encode(), ".b32")


def armor(path):
    text = base64.encodebytes(encrypt(read(path), path.encode())).decode()
    replaced(path, f"-----BEGIN LOCKED FILE-----\nVersion: 3\n\n{text}-----END LOCKED FILE-----\n".encode(), ".lock3d")


def words(path):
    """Every byte becomes a word of a list."""
    syllables = [a + b + c for a in "bdfgklmn" for b in "aeiou" for c in "rstlnmpk"][:256]
    replaced(path, " ".join(syllables[byte] for byte in encrypt(read(path), path.encode())).encode(), ".story")


def xor_key(path):
    """A weak cipher: the key of seven bytes shows through."""
    key = b"\x9c\x31\xe7\x5a\x88\x13\xc4"
    data = read(path)
    stream = (key * (len(data) // 7 + 1))[: len(data)]
    in_place(path, (int.from_bytes(data, "little") ^ int.from_bytes(stream, "little")).to_bytes(len(data), "little"))


def xor_key_rename(path):
    xor_key(path)
    os.rename(path, path + ".xored")


def permuted(path):
    """The same bytes in another order: no statistic of bytes changes."""
    data = bytearray(read(path))
    random.Random(path).shuffle(data)
    in_place(path, bytes(data))


def rotated(path):
    """Each letter becomes another: text of no language."""
    table = bytes((byte + 13) % 256 for byte in range(256))
    replaced(path, read(path).translate(table), ".rot")


def png_header(path):
    data = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\0\0\0\2\0\x08\2\0\0\0" + encrypt(read(path), path.encode())
    replaced(path, data, ".png")


def gzip_header(path):
    """A gzip header under gzip's own name: what no first bytes can tell."""
    replaced(path, b"\x1f\x8b\x08\0\0\0\0\0\0\3" + encrypt(read(path), path.encode()), ".gz")


def zstd_header(path):
    replaced(path, b"\x28\xb5\x2f\xfd" + encrypt(read(path), path.encode()), ".zst")


def xz_header(path):
    replaced(path, b"\xfd7zXZ\0" + encrypt(read(path), path.encode()), ".xz")


def keep_header(path):
    """The first 64 bytes stay, so the format is still recognised."""
    data = read(path)
    in_place(path, data[:64] + encrypt(data[64:], path.encode()))


def plain_padding(path):
    """Four bytes of text for each byte of ciphertext."""
    data = encrypt(read(path), path.encode())
    out = bytearray(b"lorm " * len(data))
    out[4::5] = data
    replaced(path, bytes(out), ".padded")


EACH = {shape.__name__: shape for shape in (
    hex_copy, base85_in_place, base32_lines, armor, words, xor_key, xor_key_rename, permuted, rotated, png_header,
    gzip_header, zstd_header, xz_header, keep_header, plain_padding)}
