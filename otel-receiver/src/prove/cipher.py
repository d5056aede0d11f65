# SPDX-License-Identifier: Apache-2.0
"""The safe lockers' cipher: a fixed key, as random as AES, and undone by itself."""
import hashlib
import random

KEY = b"sealwatch prove: fixed key, never secret"


def keystream(length, nonce):
    """Stands in for a cipher's output."""
    return random.Random(hashlib.sha256(KEY + nonce).digest()).randbytes(length)


def encrypt(data, nonce=b""):
    stream = keystream(len(data), nonce)
    return (int.from_bytes(data, "little") ^ int.from_bytes(stream, "little")).to_bytes(len(data), "little")


def read(path):
    with open(path, "rb") as source:
        return source.read()


def write(path, data):
    with open(path, "wb") as out:
        out.write(data)
