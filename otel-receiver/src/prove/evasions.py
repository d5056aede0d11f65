# SPDX-License-Identifier: Apache-2.0
"""Shapes that write by a way which is not write(2), or in an order that detectors do not expect.

Each takes the path of one file and leaves it unreadable; none touches anything else.
"""
import ctypes
import mmap
import os
import struct

from cipher import encrypt, read

AT_FDCWD = -100
PUNCH_HOLE, COLLAPSE_RANGE, ZERO_RANGE = 0x02 | 0x01, 0x08, 0x10
NR_IO_SETUP, NR_IO_SUBMIT, NR_IO_GETEVENTS, NR_NAME_TO_HANDLE_AT, NR_OPEN_BY_HANDLE_AT = 206, 209, 208, 303, 304
PAGE = 4096
libc = ctypes.CDLL(None, use_errno=True)


def checked(result, what):
    if result < 0:
        raise OSError(ctypes.get_errno(), what)
    return result


def memory_file(data):
    descriptor = os.memfd_create("work")
    os.write(descriptor, data)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def sendfile_over(path):
    data = encrypt(read(path), path.encode())
    source, target = memory_file(data), os.open(path, os.O_WRONLY)
    done = 0
    while done < len(data):
        done += os.sendfile(target, source, done, len(data) - done)
    os.close(source)
    os.close(target)


def copy_range_over(path):
    data = encrypt(read(path), path.encode())
    temporary = path + ".w"
    with open(temporary, "wb") as out:
        out.write(data)
    source, target = os.open(temporary, os.O_RDONLY), os.open(path, os.O_WRONLY)
    done = 0
    while done < len(data):
        done += os.copy_file_range(source, target, len(data) - done)
    os.close(source)
    os.close(target)
    os.unlink(temporary)


def splice_over(path):
    """The ciphertext goes through a pipe, which no hook looks into."""
    data = encrypt(read(path), path.encode())
    out, into = os.pipe()
    target = os.open(path, os.O_WRONLY)
    for at in range(0, len(data), 1 << 15):
        part = data[at:at + (1 << 15)]
        os.write(into, part)
        left = len(part)
        while left:
            left -= os.splice(out, target, left)
    for descriptor in (out, into, target):
        os.close(descriptor)


def splice_rename(path):
    splice_over(path)
    os.rename(path, path + ".spl")


_aio = ctypes.c_ulong(0)


def aio_over(path):
    data = encrypt(read(path), path.encode())
    buffer = ctypes.create_string_buffer(data, len(data))
    if not _aio.value:
        checked(libc.syscall(NR_IO_SETUP, 8, ctypes.byref(_aio)), "io_setup")
    target = os.open(path, os.O_WRONLY)
    request = ctypes.create_string_buffer(struct.pack("<QIiHhIQQqQII", 0, 0, 0, 1, 0, target, ctypes.addressof(buffer),
                                                      len(data), 0, 0, 0, 0))
    pointers = (ctypes.c_void_p * 1)(ctypes.addressof(request))
    checked(libc.syscall(NR_IO_SUBMIT, _aio, 1, pointers), "io_submit")
    events = ctypes.create_string_buffer(64)
    checked(libc.syscall(NR_IO_GETEVENTS, _aio, 1, 1, events, None), "io_getevents")
    os.close(target)


def direct_over(path):
    data = encrypt(read(path), path.encode())
    whole = len(data) // PAGE * PAGE
    with mmap.mmap(-1, max(PAGE, whole)) as aligned:
        aligned[:whole] = data[:whole]
        if whole:
            target = os.open(path, os.O_WRONLY | os.O_DIRECT)
            os.write(target, memoryview(aligned)[:whole])
            os.close(target)
    with open(path, "r+b") as rest:
        rest.seek(whole)
        rest.write(data[whole:])


def pwritev2_over(path):
    data = encrypt(read(path), path.encode())
    target = os.open(path, os.O_WRONLY)
    half = len(data) // 2
    os.pwritev(target, [data[:half], data[half:]], 0, os.RWF_DSYNC if hasattr(os, "RWF_DSYNC") else 0)
    os.close(target)


def handle_over(path):
    """No path at all: the file is opened by its handle."""
    handle = ctypes.create_string_buffer(struct.pack("<Ii", 128, 0) + bytes(128))
    mount = ctypes.c_int(0)
    checked(libc.syscall(NR_NAME_TO_HANDLE_AT, AT_FDCWD, path.encode(), handle, ctypes.byref(mount), 0), "handle")
    root = os.open(os.path.dirname(path), os.O_RDONLY)
    data = encrypt(read(path), path.encode())
    target = checked(libc.syscall(NR_OPEN_BY_HANDLE_AT, root, handle, os.O_WRONLY), "open_by_handle_at")
    os.write(target, data)
    os.close(target)
    os.close(root)


def fallocate(path, mode, offset, length):
    target = os.open(path, os.O_RDWR)
    result = libc.fallocate(target, mode, ctypes.c_long(offset), ctypes.c_long(length))
    os.close(target)
    return result


def punch_original(path):
    """A copy is written, and the original stays as a hole."""
    with open(path + ".hole", "wb") as out:
        out.write(encrypt(read(path), path.encode()))
    checked(fallocate(path, PUNCH_HOLE, 0, os.path.getsize(path)), "punch")


def zero_range(path):
    """A destroyer: nothing is written at all."""
    if fallocate(path, ZERO_RANGE, 0, os.path.getsize(path)) < 0:
        checked(fallocate(path, PUNCH_HOLE, 0, os.path.getsize(path)), "punch")
    os.unlink(path)


def append_then_cut(path):
    """Ciphertext is put behind the file, then the plain part is cut off or punched out."""
    data = read(path)
    plain = (len(data) + PAGE - 1) // PAGE * PAGE
    with open(path, "ab") as out:
        out.write(bytes(plain - len(data)) + encrypt(data, path.encode()))
    if fallocate(path, COLLAPSE_RANGE, 0, plain) < 0:
        checked(fallocate(path, PUNCH_HOLE, 0, plain), "punch")


def mapped_read(path):
    """The original is read through memory, so nobody sees what it was."""
    with open(path, "rb") as source, mmap.mmap(source.fileno(), 0, prot=mmap.PROT_READ) as memory:
        data = encrypt(memory[:], path.encode())
    temporary = path + ".n"
    with open(temporary, "wb") as out:
        out.write(data)
    os.rename(temporary, path)


def mapped_at_exit(path):
    """A child changes the file through memory and ends with the mapping in place."""
    child = os.fork()
    if child == 0:
        file = os.open(path, os.O_RDWR)
        memory = mmap.mmap(file, 0)
        memory[:] = encrypt(memory[:], path.encode())
        os._exit(0)
    os.waitpid(child, 0)


def small_writes(path, size=100):
    data = encrypt(read(path), path.encode())
    with open(path, "r+b", buffering=0) as out:
        for at in range(0, len(data), size):
            out.write(data[at:at + size])


def block_writes(path):
    """One cipher block at a time: each write is too small to judge."""
    small_writes(path, 16)


def one_percent(path):
    """Sixty-four bytes of every six thousand."""
    size = os.path.getsize(path)
    with open(path, "r+b", buffering=0) as file:
        for offset in range(0, size, 6000):
            file.seek(offset)
            part = file.read(64)
            file.seek(offset)
            file.write(encrypt(part, path.encode() + str(offset).encode()))


def one_percent_rename(path):
    one_percent(path)
    os.rename(path, path + ".1pc")


def backwards(path):
    """From the end to the start."""
    data = encrypt(read(path), path.encode())
    with open(path, "r+b", buffering=0) as out:
        for at in range((len(data) - 1) // 2048 * 2048, -1, -2048):
            out.seek(at)
            out.write(data[at:at + 2048])


def through_shm(path):
    """Encrypted in memory's file system, then moved back over the original."""
    import shutil
    temporary = f"/dev/shm/sealwatch-prove-{os.getpid()}"
    with open(temporary, "wb") as out:
        out.write(encrypt(read(path), path.encode()))
    shutil.move(temporary, path)


def swap_names(path):
    """RENAME_EXCHANGE of original and ciphertext, then the ciphertext's old name is deleted."""
    temporary = path + ".x"
    with open(temporary, "wb") as out:
        out.write(encrypt(read(path), path.encode()))
    checked(libc.renameat2(AT_FDCWD, temporary.encode(), AT_FDCWD, path.encode(), 2), "renameat2")
    os.unlink(temporary)


def renamed_twice(path):
    """The original gets a name of nothing, and only then is overwritten and deleted beside a copy."""
    folder = os.path.dirname(path)
    blind = os.path.join(folder, f"{abs(hash(path)) & 0xffffffff:08x}")
    os.rename(path, blind)
    with open(os.path.join(folder, f"{abs(hash(path + 'x')) & 0xffffffff:08x}"), "wb") as out:
        out.write(encrypt(read(blind), path.encode()))
    os.unlink(blind)


EACH = {shape.__name__: shape for shape in (
    sendfile_over, copy_range_over, splice_over, splice_rename, aio_over, direct_over, pwritev2_over, handle_over,
    punch_original, zero_range, append_then_cut, mapped_read, mapped_at_exit, small_writes, block_writes, one_percent,
    one_percent_rename, backwards, through_shm, swap_names, renamed_twice)}
