# SPDX-License-Identifier: Apache-2.0
"""Shapes whose steps are done by several processes that do not know each other, or long after one another.

Each takes the paths, the sandbox and the log of finished files.
"""
import hashlib
import os
import socket
import struct
import subprocess
import time

from cipher import encrypt, read, write


def staged(paths, folder):
    """Ciphertext of every file under names that say nothing; the originals stay."""
    os.mkdir(folder)
    for path in paths:
        write(os.path.join(folder, hashlib.sha256(path.encode()).hexdigest()[:20]), encrypt(read(path), path.encode()))


def staged_then_removed(paths, root, log):
    """All ciphertext goes to a folder of its own; seconds later one rm takes the tree."""
    staged(paths, os.path.join(root, "stage"))
    time.sleep(3)
    subprocess.run(["rm", "-rf", os.path.join(root, "data")], check=True)
    for path in paths:
        log.done(path)


def packed_then_removed(paths, root, log):
    """Like a backup: packs named by their hash and an index. Then the originals go."""
    store = os.path.join(root, "store")
    os.mkdir(store)
    pack = b""
    for number, path in enumerate(paths):
        pack += encrypt(read(path), path.encode())
        if len(pack) > 1 << 20 or number == len(paths) - 1:
            write(os.path.join(store, hashlib.sha256(pack).hexdigest()), pack)
            pack = b""
    write(os.path.join(store, "index"), encrypt("\n".join(paths).encode(), b"index"))
    for path in paths:
        os.unlink(path)
        log.done(path)


def apart(function):
    """Runs a function in a process of its own session that init takes."""
    child = os.fork()
    if child == 0:
        os.setsid()
        if os.fork() == 0:
            function()
        os._exit(0)
    os.waitpid(child, 0)


def copied_then_emptied(paths, root, log):
    """A process that is gone made the copies; another only empties files."""
    apart(lambda: staged(paths, os.path.join(root, "copies")))
    time.sleep(2)
    for path in paths:
        os.truncate(path, 0)
        log.done(path)


def own_sessions(paths, root, log):
    """Each file by a process of its own session, twenty of them alive at once."""
    def one(path):
        time.sleep(0.2)
        with open(path, "r+b") as file:
            data = file.read()
            file.seek(0)
            file.write(encrypt(data, path.encode()))
        log.done(path)
    for path in paths:
        apart(lambda: one(path))
        time.sleep(0.01)
    time.sleep(1)


class Channel:
    """Messages of a path and bytes between two processes."""

    def __init__(self):
        self.sender, self.receiver = socket.socketpair()

    def send(self, path, data=b""):
        self.sender.sendall(struct.pack("<II", len(path.encode()), len(data)) + path.encode() + data)

    def messages(self):
        self.sender.close()
        with self.receiver.makefile("rb") as stream:
            while head := stream.read(8):
                name, size = struct.unpack("<II", head)
                yield stream.read(name).decode(), stream.read(size)


def split_roles(paths, root, log):
    """One reads, one encrypts, one writes, one deletes."""
    plain, sealed, written = Channel(), Channel(), Channel()

    def cipher():
        for path, data in plain.messages():
            sealed.send(path, encrypt(data, path.encode()))

    def writer():
        plain.sender.close()
        for path, data in sealed.messages():
            write(path + ".sec", data)
            written.send(path)

    def deleter():
        plain.sender.close()
        sealed.sender.close()
        for path, _ in written.messages():
            os.unlink(path)
            log.done(path)

    for role in (cipher, writer, deleter):
        apart(role)
    for path in paths:
        plain.send(path, read(path))
        time.sleep(log.delay)
    for channel in (plain, sealed, written):
        channel.sender.close()
        channel.receiver.close()
    time.sleep(2)


TREES = {shape.__name__: shape for shape in (
    staged_then_removed, packed_then_removed, copied_then_emptied, own_sessions, split_roles)}
