# SPDX-License-Identifier: Apache-2.0
"""Shapes that treat a tree as a whole: archives, containers, other languages, other programs' names.

Each takes the paths, the sandbox and the log of finished files.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

from cipher import encrypt, read, write

HERE = os.path.dirname(os.path.abspath(__file__))
OPENSSL = "openssl enc -aes-256-ctr -pbkdf2 -iter 1 -pass pass:fixed"


def shell(script, root, *arguments):
    subprocess.run(["bash", "-c", script, "sh", *arguments], cwd=root, check=True)


def tar_openssl_rm(paths, root, log):
    shell(f"tar c data | {OPENSSL} >all.bin && rm -rf data", root)


def tar_gpg_rm(paths, root, log):
    shell("tar cz data | gpg --batch -q --passphrase fixed -c -o all.gpg && find data -type f -delete", root)


def tar_named_rm(paths, root, log):
    """Unpacked archive first, then encrypted, then both deleted."""
    shell(f"tar cf all.tar data && {OPENSSL} -in all.tar -out all.tar.enc && rm -rf all.tar data", root)


def fifo(paths, root, log):
    shell(f"mkfifo pipe && for f in \"$@\"; do {OPENSSL} <pipe >\"$f.fif\" & cat \"$f\" >pipe; wait; rm \"$f\"; done; rm pipe",
          root, *paths)


def container_one(paths, root, log):
    """All ciphertext goes to one file."""
    with open(os.path.join(root, "data", "container"), "ab", buffering=0) as out:
        for path in paths:
            out.write(encrypt(read(path), path.encode()))
            os.unlink(path)
            log.done(path)


def copies_then_deletes(paths, root, log):
    """First every copy, then every deletion, by another process."""
    for path in paths:
        write(path + ".cpy", encrypt(read(path), path.encode()))
    child = os.fork()
    if child == 0:
        for path in paths:
            os.unlink(path)
            log.done(path)
        os._exit(0)
    os.waitpid(child, 0)


def renames_pause_encrypts(paths, root, log):
    for path in paths:
        os.rename(path, path + ".zzz")
    time.sleep(5)
    for path in paths:
        with open(path + ".zzz", "r+b") as file:
            data = file.read()
            file.seek(0)
            file.write(encrypt(data, path.encode()))
        log.done(path)


def amid_noise(paths, root, log):
    """A busy program that writes readable files, and one in five of what it touches is lost."""
    for number, path in enumerate(paths):
        for extra in range(4):
            write(os.path.join(root, f"out{number}_{extra}.txt"), b"a line of a report that anyone can read\n" * 40)
        data = encrypt(read(path), path.encode())
        write(path, data)
        log.done(path)


def under_make(paths, root, log):
    """Steps of a build, four at a time, each with a compiler run before."""
    with open(os.path.join(root, "Makefile"), "w") as out:
        names = [f"t{number}" for number in range(len(paths))]
        out.write("all: " + " ".join(names) + "\n")
        for name, path in zip(names, paths):
            out.write(f"{name}:\n\t@{OPENSSL} -in '{path}' -out '{path}.mk' && rm '{path}'\n")
    subprocess.run(["make", "-s", "-j4", "-C", root], check=True)


def daemons_openssl(paths, root, log):
    """Each file by a shell that belongs to nobody."""
    for path in paths:
        subprocess.run(["setsid", "-f", "sh", "-c", f"{OPENSSL} -in '{path}' -out '{path}.dmn' && rm '{path}'"], check=True)
        time.sleep(0.02)
    time.sleep(1)


def compiled(folder, name):
    program = os.path.join(folder, name)
    subprocess.run(["gcc", "-O2", "-o", program, os.path.join(HERE, "locker.c")], check=True)
    return program


def by_c(paths, root, log, name="locker"):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([compiled(folder, name), root, str(log.delay)] + paths, check=True)


def named_restic(paths, root, log):
    by_c(paths, root, log, "restic")


def from_memory(paths, root, log):
    """The program has no file."""
    with tempfile.TemporaryDirectory() as folder:
        image = read(compiled(folder, "locker"))
    descriptor = os.memfd_create("kworker")
    os.write(descriptor, image)
    subprocess.run([f"/proc/self/fd/{descriptor}", root, str(log.delay)] + paths, pass_fds=[descriptor], check=True)


def by_perl(paths, root, log):
    program = r"""
        use Time::HiRes qw(sleep clock_gettime); srand 7; my $delay = shift;
        for my $p (@ARGV) { open my $i, '<:raw', $p or die; local $/; my $d = <$i>; close $i;
            my $k = join '', map { chr int rand 256 } 1 .. length $d;
            open my $o, '>:raw', "$p.perl"; print $o ($d ^ $k); close $o; unlink $p;
            printf "LOST %d %s\n", clock_gettime(7) * 1e9, $p; sleep $delay }"""
    subprocess.run(["perl", "-e", program, str(log.delay)] + paths, check=True)


def by_node(paths, root, log):
    program = """
        const fs = require('fs'), crypto = require('crypto'), key = Buffer.alloc(32, 7);
        const [delay, ...paths] = process.argv.slice(1);
        const wait = new Int32Array(new SharedArrayBuffer(4));
        for (const p of paths) {
            const c = crypto.createCipheriv('aes-256-ctr', key, Buffer.alloc(16, p.length));
            fs.writeFileSync(p, Buffer.concat([c.update(fs.readFileSync(p)), c.final()]));
            fs.renameSync(p, p + '.node');
            Atomics.wait(wait, 0, 0, delay * 1000);
        }"""
    subprocess.run(["node", "-e", program, str(log.delay)] + paths, check=True)


def by_java(paths, root, log):
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "Locker.java")
        shutil.copy(os.path.join(HERE, "Locker.java"), source)
        subprocess.run(["java", source, str(log.delay)] + paths, check=True)


TREES = {shape.__name__: shape for shape in (
    tar_openssl_rm, tar_gpg_rm, tar_named_rm, fifo, container_one, copies_then_deletes, renames_pause_encrypts, amid_noise,
    under_make, daemons_openssl, by_c, named_restic, from_memory, by_perl, by_node, by_java)}
