#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A safe locker of many shapes, to prove that the sensor sees each.

It touches only a sandbox directory that carries the mark `.sealwatch-sandbox`, uses a fixed key, and keeps a copy of
every original outside the attacked folder, so that `undo` brings everything back. The cipher is SHA-256 in counter mode:
its output is as random as AES, which is all that matters here.

  locker.py make DIR [FILES] [TREE] make a marked sandbox with documents; TREE is one of trees.py
  locker.py SHAPE DIR [PER_SECOND] attack it; each finished file is logged with its time
  locker.py list                   the shapes
  locker.py undo DIR               put the originals back
"""
import ctypes
import hashlib
import mmap
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time

import disguises
import evasions
import families
import roles
import trees
import whole
from cipher import KEY, encrypt, read, write

MARK = ".sealwatch-sandbox"


def make(root, count, kind):
    """A tree of files, and a copy of it to undo with."""
    os.makedirs(root, exist_ok=False)
    open(os.path.join(root, MARK), "w").close()
    trees.make(os.path.join(root, "data"), count, kind)
    shutil.copytree(os.path.join(root, "data"), os.path.join(root, "originals"))


def targets(root):
    found = []
    for folder, _, names in os.walk(os.path.join(root, "data")):
        found += [os.path.join(folder, name) for name in names]
    return sorted(found)


def undo(root):
    shutil.rmtree(os.path.join(root, "data"))
    shutil.copytree(os.path.join(root, "originals"), os.path.join(root, "data"))


def create_delete(path):
    write(path + ".locked", encrypt(read(path), path.encode()))
    os.unlink(path)


def create_delete_random_names(path):
    data = encrypt(read(path), path.encode())
    write(os.path.join(os.path.dirname(path), hashlib.sha256(path.encode()).hexdigest()[:24]), data)
    os.unlink(path)


def delete_first(path):
    data = encrypt(read(path), path.encode())
    os.unlink(path)
    write(path + ".locked", data)


def replaced_extension(path):
    write(os.path.splitext(path)[0] + ".crypted", encrypt(read(path), path.encode()))
    os.unlink(path)


def in_place(path):
    with open(path, "r+b") as file:
        data = file.read()
        file.seek(0)
        file.write(encrypt(data, path.encode()))


def in_place_rename(path):
    in_place(path)
    os.rename(path, path + ".lckd")


def rename_first(path):
    os.rename(path, path + ".cheers")
    in_place(path + ".cheers")


def truncate_rewrite(path):
    data = read(path)
    write(path, encrypt(data, path.encode()))


def replace_by_rename(path):
    temporary = os.path.join(os.path.dirname(path), ".work" + str(threading.get_ident()))
    write(temporary, encrypt(read(path), path.encode()))
    os.rename(temporary, path)


def unlink_and_create(path):
    data = encrypt(read(path), path.encode())
    os.unlink(path)
    write(path, data)


def tmpfile_link(path):
    data = encrypt(read(path), path.encode())
    descriptor = os.open(os.path.dirname(path), os.O_TMPFILE | os.O_RDWR, 0o600)
    os.write(descriptor, data)
    at_fdcwd, at_symlink_follow = -100, 0x400
    if ctypes.CDLL(None, use_errno=True).linkat(at_fdcwd, f"/proc/self/fd/{descriptor}".encode(), at_fdcwd,
                                                (path + ".sealed").encode(), at_symlink_follow):
        raise OSError(ctypes.get_errno(), "linkat")
    os.close(descriptor)
    os.unlink(path)


def intermittent(path):
    size = os.path.getsize(path)
    with open(path, "r+b") as file:
        for offset in range(0, size, 8192):
            file.seek(offset)
            block = file.read(4096)
            file.seek(offset)
            file.write(encrypt(block, path.encode() + str(offset).encode()))


def intermittent_skip_head(path):
    size = os.path.getsize(path)
    with open(path, "r+b") as file:
        for offset in range(1024, size, 8192):
            file.seek(offset)
            block = file.read(4096)
            file.seek(offset)
            file.write(encrypt(block, path.encode() + str(offset).encode()))
    os.rename(path, path + ".part_enc")


def head_only(path):
    with open(path, "r+b") as file:
        block = file.read(1024)
        file.seek(0)
        file.write(encrypt(block, path.encode()))


def mapped(path):
    with open(path, "r+b") as file:
        with mmap.mmap(file.fileno(), 0) as memory:
            memory[:] = encrypt(memory[:], path.encode())
            memory.flush()


def mapped_rename(path):
    mapped(path)
    os.rename(path, path + ".C_I_0P")


def base64_diluted(path):
    import base64
    write(path + ".b64x", base64.encodebytes(encrypt(read(path), path.encode())))
    os.unlink(path)


def with_header(path):
    write(path + ".locked", b"LOCKEDFILE v1 id=000001 alg=chacha20\n\0\0\0\0" + encrypt(read(path), path.encode()))
    os.unlink(path)


def hard_link(path):
    temporary = path + ".t"
    write(temporary, encrypt(read(path), path.encode()))
    os.link(temporary, path + ".hl")
    os.unlink(temporary)
    os.unlink(path)


def forged_gzip(path):
    write(path + ".locked", b"\x1f\x8b\x08\x00" + encrypt(read(path), path.encode()))
    os.unlink(path)


def other_folder(path):
    vault = os.path.join(path.split("/data/")[0], "data", ".vault")
    os.makedirs(vault, exist_ok=True)
    write(os.path.join(vault, os.path.basename(path) + ".vlt"), encrypt(read(path), path.encode()))
    os.unlink(path)


def wipe_zero(path):
    size = os.path.getsize(path)
    with open(path, "r+b") as file:
        file.write(b"\0" * size)
        os.fsync(file.fileno())
    os.unlink(path)


def libcrypto(path):
    crypto = ctypes.CDLL("libcrypto.so.3")
    crypto.EVP_CIPHER_CTX_new.restype = ctypes.c_void_p
    crypto.EVP_aes_256_ctr.restype = ctypes.c_void_p
    context = ctypes.c_void_p(crypto.EVP_CIPHER_CTX_new())
    data = read(path)
    out = ctypes.create_string_buffer(len(data) + 32)
    length = ctypes.c_int(0)
    crypto.EVP_EncryptInit_ex(context, ctypes.c_void_p(crypto.EVP_aes_256_ctr()), None, KEY[:32], path.encode()[-16:])
    crypto.EVP_EncryptUpdate(context, out, ctypes.byref(length), data, len(data))
    crypto.EVP_CIPHER_CTX_free(context)
    write(path + ".evp", out.raw[: length.value])
    os.unlink(path)


PYTHON_SHAPES = {f.__name__: f for f in (
    create_delete, create_delete_random_names, delete_first, replaced_extension, in_place, in_place_rename, rename_first,
    truncate_rewrite, replace_by_rename, unlink_and_create, tmpfile_link, intermittent, intermittent_skip_head, head_only,
    mapped, mapped_rename, base64_diluted, with_header, hard_link, forged_gzip, other_folder, wipe_zero, libcrypto)}
PYTHON_SHAPES |= evasions.EACH | disguises.EACH | families.EACH

TREES = whole.TREES | roles.TREES

SHELL_SHAPES = {
    "openssl_loop": 'openssl enc -aes-256-ctr -pbkdf2 -iter 1 -pass pass:fixed -in "$1" -out "$1.enc" && rm "$1"',
    "openssl_odd_suffix": 'openssl enc -aes-256-ctr -pbkdf2 -iter 1 -pass pass:fixed -in "$1" -out "$1.pwned" && rm "$1"',
    "openssl_mv": 'openssl enc -aes-256-ctr -pbkdf2 -iter 1 -nosalt -pass pass:fixed -in "$1" -out /tmp/sw-prove.$$ && mv /tmp/sw-prove.$$ "$1"',
    "gpg_shred": 'gpg --batch --yes -q --s2k-count 1024 --passphrase fixed -c "$1" && shred -u -n1 "$1"',
    "shred": 'shred -u -n1 "$1"',
    "zip_password": 'zip -q -m -P fixed "$1.zip" "$1"',
    "ccrypt": 'ccrypt -e -K fixed "$1"',
    "age": 'age -r age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p -o "$1.age" "$1" && rm "$1"',
    "mcrypt": 'mcrypt -q -k fixed <"$1" >"$1.nc" && rm "$1"',
    "gpg_in_place": 'gpg --batch --yes -q --s2k-count 1024 --passphrase fixed -o - -c "$1" >"$1.t" && mv "$1.t" "$1"',
    "openssl_base64": 'openssl enc -a -aes-256-ctr -pbkdf2 -iter 1 -pass pass:fixed -in "$1" -out "$1.txt" && rm "$1"',
    "dd_random": 'dd if=/dev/urandom of="$1" bs=$(stat -c %s "$1") count=1 conv=notrunc status=none',
    "pipe_cat": 'openssl enc -aes-256-ctr -pbkdf2 -iter 1 -pass pass:fixed <"$1" | cat >"$1.p" && cat "$1.p" >"$1"; rm "$1.p"',
    "seven_zip_password": '7z a -pfixed -sdel -bso0 -bsp0 "$1.7z" "$1" >/dev/null',
}


class Log:
    def __init__(self, rate):
        self.delay = 1.0 / rate if rate else 0
        self.start = time.monotonic()
        self.lock = threading.Lock()
        self.count = 0

    def done(self, path):
        with self.lock:
            self.count += 1
            print(f"LOST {time.clock_gettime_ns(time.CLOCK_BOOTTIME)} {path}", flush=True)
            wait = self.start + self.count * self.delay - time.monotonic()
        if wait > 0:
            time.sleep(wait)


def attack(shape, root, rate):
    paths = targets(root)
    random.Random(3).shuffle(paths)
    log = Log(rate)
    if shape in PYTHON_SHAPES:
        for path in paths:
            PYTHON_SHAPES[shape](path)
            log.done(path)
    elif shape in TREES:
        TREES[shape](paths, root, log)
    elif shape.startswith("slow_"):
        log.delay = 1
        for path in paths:
            PYTHON_SHAPES[shape[5:]](path)
            log.done(path)
    elif shape.startswith("threads8_"):
        share(paths, log, PYTHON_SHAPES[shape[9:]])
    elif shape.startswith("workers16_"):
        workers(paths, log, PYTHON_SHAPES[shape[10:]], 16)
    elif shape.startswith("workers3_"):
        workers(paths, log, PYTHON_SHAPES[shape[9:]], 3)
    elif shape.startswith("forks_"):
        for path in paths:
            child = os.fork()
            if child == 0:
                PYTHON_SHAPES[shape[6:]](path)
                os._exit(0)
            os.waitpid(child, 0)
            log.done(path)
    elif shape.startswith("daemons_"):
        for path in paths:
            child = os.fork()
            if child == 0:
                if os.fork() == 0:
                    os.setsid()
                    time.sleep(0.02)
                    PYTHON_SHAPES[shape[8:]](path)
                    log.done(path)
                os._exit(0)
            os.waitpid(child, 0)
    elif shape == "io_uring":
        with tempfile.TemporaryDirectory() as folder:
            program = os.path.join(folder, "uring")
            source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "uring.c")
            subprocess.run(["gcc", "-O2", "-o", program, source], check=True)
            subprocess.run([program, root, str(rate)], check=True)
    elif shape == "script_openssl":
        script = 'for f in "$@"; do openssl enc -aes-256-ctr -pbkdf2 -iter 1 -pass pass:fixed -in "$f" -out "$f.enc"; rm "$f"; done'
        subprocess.run(["bash", "-c", script, "sh"] + paths, check=True)
    elif shape in SHELL_SHAPES:
        for path in paths:
            subprocess.run(["sh", "-c", SHELL_SHAPES[shape], "sh", path], check=True)
            log.done(path)
    elif shape == "zip_one_password":
        subprocess.run(["zip", "-q", "-m", "-r", "-P", "fixed", os.path.join(root, "data", "all.zip")] + paths, check=True)
    elif shape == "with_notes":
        for number, path in enumerate(paths):
            create_delete(path)
            log.done(path)
            note = os.path.join(os.path.dirname(path), "HOW_TO_RECOVER_FILES.txt")
            if not os.path.exists(note):
                write(note, b"All your files were encrypted. Pay 1 bitcoin to get the decryption key. (sealwatch prove)\n")
    else:
        sys.exit(f"no shape {shape}; there are: {' '.join(sorted(PYTHON_SHAPES) + sorted(SHELL_SHAPES))}, "
                 "and threads8_, workers16_, workers3_, forks_, daemons_ before the first sort")


def share(paths, log, function):
    def work(part):
        for path in part:
            function(path)
            log.done(path)
    threads = [threading.Thread(target=work, args=(paths[n::8],)) for n in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]


def workers(paths, log, function, count):
    children = []
    log.delay *= count
    for number in range(count):
        child = os.fork()
        if child == 0:
            wait = log.start + number * log.delay / count - time.monotonic()
            if wait > 0:  # at the rate from the first file on, not all workers at once
                time.sleep(wait)
            log.start = time.monotonic()
            for path in paths[number::count]:
                function(path)
                log.done(path)
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)


MIXES = """threads8_in_place workers16_create_delete workers3_in_place_rename forks_in_place daemons_create_delete
slow_in_place slow_create_delete io_uring script_openssl zip_one_password with_notes""".split()


def main():
    if sys.argv[1:] == ["list"]:
        print("\n".join([*PYTHON_SHAPES, *SHELL_SHAPES, *TREES, *MIXES]))
        return
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    action, root = sys.argv[1], os.path.abspath(sys.argv[2])
    if action == "make":
        make(root, int(sys.argv[3]) if len(sys.argv) > 3 else 300, sys.argv[4] if len(sys.argv) > 4 else "office")
        return
    if not os.path.exists(os.path.join(root, MARK)):
        sys.exit(f"{root} is no sandbox of ours: it has no {MARK}. Make one with: locker.py make {root}")
    if action == "undo":
        undo(root)
    else:
        attack(action, root, float(sys.argv[3]) if len(sys.argv) > 3 else 500)


if __name__ == "__main__":
    main()
