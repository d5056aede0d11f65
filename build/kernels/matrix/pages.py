# SPDX-License-Identifier: Apache-2.0
"""docs/kernels.md and docs/coverage.md."""
from . import containers, cost, lockers, operations, refusal, text

GENERATED = "<!-- Written by build/kernels/report (./sealwatch test --kernels --write-docs); edit the text there. -->\n"


SECTIONS = [
    (lockers, """## Lockers that no system call shows

Made ready before the sensor came: rings and mappings are older than it. `n of 80 lost`: done with when the detection was
made, at twenty files a second. The editors do the same work in the same way and must stay quiet.
"""),
    (refusal, """## Refusal at the hook

A shell and its children change files before, under and after a verdict (`respond.refuse`); no signal is sent.
"""),
    (containers, """## Containers

A program in a container (cgroup, mount and process namespaces, overlay root; no runtime) changes files of the image and its
own. What came of each, once: the container's id, the path as the container sees it, the inode of the host. The image's
libcrypto is nowhere else in the machine; it is found through the process's root.
"""),
    (cost, """## Cost

Both strategies side by side in one machine whose clock counts instructions (`-icount`): medians of three rounds, each the
median of 500 times, on ext4 on a memory disk. Instructions are not time, but what else the host does cannot disturb them; for
time see [performance.md](performance.md). `./sealwatch bench --only strategies` measures it. Each round is counted, too: what
was done was seen, and nothing was lost.
"""),
]


def starts(machines):
    """What each strategy attached on each kernel."""
    for m in machines:
        for step in m.steps_named("operations"):
            if m.one("refused", step):
                continue
            started, accounts = m.one("started", step), m.one("accounts", step)
            if started:
                yield [m.name, m.release, step.split(":")[1], str(started["attached"]), started["serves"],
                       str(accounts["lost"]) if accounts else "?"]
        if m.all("refused") and not m.all("started"):
            yield [m.name, m.release, "refused", "-", "-", "-"]


def kernels_page(machines):
    out = [GENERATED, "# Kernels\n",
           "What was found when the sensor was run on Debian's kernels in virtual machines. `./sealwatch check` says what"
           " your kernel offers.\n",
           text.markdown(["kernel", "release", "strategy", "hooks attached", "families", "lost"], list(starts(machines))), ""]
    for m in machines:
        for r in m.all("refused"):
            out.append("Kernel %s is refused with one message:\n\n> %s\n" % (m.name, r["message"]))
    for kind, head in SECTIONS:
        names, rows = kind.table(machines)
        if rows:
            out += [head, text.markdown(names, rows), ""]
    out.append("## Hooks that a kernel refused\n")
    out += ["- %s, %s: %s: %s" % (m.name, d["step"], d.get("hook", d.get("family")), d["message"])
            for m in machines for d in m.all("program-refused") + m.all("given-up")
            if d["step"].startswith("operations")] or ["None.\n"]
    out.append("""
## Strategies

`probes.strategy` chooses; `auto` is the default.

| value | meaning |
| --- | --- |
| `lsm` | programs at the kernel's own functions (fentry, fexit): every way into the kernel passes them, names come from kernel objects, every event has device and inode. Refuses to start where a family cannot be served. |
| `tracepoint` | system call tracepoints: they load on every kernel from 6.1 on, and see what system calls show. |
| `auto` | for each family of operations (open, write, names, truncate, mmap) `lsm` where it loads, otherwise `tracepoint`. |

A family is served by exactly one strategy, so nothing is reported twice. `sealwatch check` prints which, and
`sensor.status` carries it as `ransomware.sensor.strategy`. A kernel in lockdown or without `CONFIG_FUNCTION_TRACER` refuses
programs at its functions; the sensor then says so and uses tracepoints.

What moved between kernel versions is described in one file, `bpf/include/drift.h`.

On arm64 the same object source is loaded and does every operation but the 32-bit calls, which were not tried there; crypto
probes, containers, lockers and the cost were not measured on arm64. Kernels with pages larger than 4 KiB were not tried.

## Run it

    ./sealwatch test --kernels                                   # 6.1, 6.12, 6.18, newest, 5.10
    ./sealwatch test --kernels --kernels 6.1,6.12 --short        # as CI does
    ./sealwatch test --kernels --kernels 6.12 --steps cost       # one step of one kernel
    ./sealwatch test --kernels --kernels 6.12-arm64              # wants qemu-system-arm and a cross compiler

It needs Debian packages only (`qemu-system-x86 busybox-static cpio`). The kernels come from the machine's own configured
mirror, through an apt state of their own, and are kept in `~/.cache/sealwatch/kernels`.
""")
    return "\n".join(out)


def coverage_page(machines):
    head, rows = operations.table(machines)
    return "\n".join([GENERATED, "# Coverage\n",
        "Each operation was done once, on a file of its own, by one process. `yes`: reported exactly once, with the right"
        " process and the right path; `-`: not seen; `x2`: reported twice; `n/a`: this kernel has no such operation."
        " `6.12-arm64` is Debian's arm64 kernel on an emulated Cortex-A72.\n",
        text.markdown(head, rows), """
## Gaps

On the tracepoint strategy, what has `-` above, and:

- Requests to io_uring are reported when they are submitted, as done; one that fails later is not known to have failed.
- A store to a mapping is seen when the mapping is synced or removed, and of the newest mapping also when its process makes
  another or ends; not before, and not at all where the mapping is older than the sensor.
- Names are read from the process's memory after the call: a process that changes them meanwhile is believed. Renames, deletes,
  links and truncates by name come without inode and device.

On the lsm strategy:

- An open, rename or delete of a name that does not exist, or that is refused before the security hook, is not reported;
  tracepoints report it with its error.
- A write is reported when the kernel has verified it, before the data moves: its length is what was asked for, and a
  write that fails later (disk full, bad address) is reported as done. Renames, deletes, links, truncates and mappings are
  reported with their result.
- A store to a shared mapping is reported when it makes a clean page dirty, with the page's offset; the page's content follows
  when the thread goes on to another file. Further stores to the dirty page are not seen by anyone.
- A program inside a kernel function can be preempted; the kernel then leaves it out for others on the same CPU. It counts
  that, and the sensor reports it as loss (`probe_missed`): at most as many events.

On both:

- The content of a write is sampled from the memory that is written: system calls, io_uring, aio (the first 8 requests of a call
  on lsm, 64 on tracepoint), and what the same process has put into the pipe that splice empties. Of sendfile and
  copy_file_range the source is reported as read.
- libcrypto is looked for when the sensor starts, in the host's folders and through the roots of running processes. One that
  a later container brings along gets no probe until the sensor is started again.
- Kernel threads are not observed: an NFS or SMB server in the kernel writes for clients unseen.
- Raw block devices: writes to them are not file events.
"""])


