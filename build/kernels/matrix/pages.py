# SPDX-License-Identifier: Apache-2.0
"""docs/kernels.md and docs/coverage.md."""
from . import operations, text

GENERATED = "<!-- Written by build/kernels/report (./sealwatch test --kernels --write-docs); edit the text there. -->\n"


def starts(machines):
    """What each strategy attached on each kernel."""
    for m in machines:
        for step in m.steps_named("operations"):
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

## Run it

    ./sealwatch test --kernels                        # 6.1, 6.12, newest, 5.10
    ./sealwatch test --kernels --kernels 6.1,6.12     # two, as CI does

It needs Debian packages only (`qemu-system-x86 busybox-static cpio`). The kernels come from the machine's own configured
mirror, through an apt state of their own, and are kept in `~/.cache/sealwatch/kernels`.
""")
    return "\n".join(out)


def coverage_page(machines):
    head, rows = operations.table(machines)
    return "\n".join([GENERATED, "# Coverage\n",
        "Each operation was done once, on a file of its own, by one process. `yes`: reported exactly once, with the right"
        " process and the right path; `-`: not seen; `x2`: reported twice; `n/a`: this kernel has no such operation.\n",
        text.markdown(head, rows), """
## Gaps

On the tracepoint strategy, what has `-` above. On the lsm strategy:

- An open, rename or delete of a name that does not exist, or that is refused before the security hook, is not reported;
  tracepoints report it with its error.
- A write is reported when the kernel has verified it, before the data moves: its length is what was asked for, and a
  write that fails later (disk full, bad address) is reported as done. Renames, deletes, links, truncates, mappings and
  fallocate are reported with their result.
- The content of a write is sampled for system calls and io_uring; not for aio, splice, sendfile and copy_file_range.
- A store to a shared mapping is reported when it makes a clean page dirty, with the page's offset and no content. Further
  stores to the dirty page are not seen by anyone.
- Kernel threads are not observed: an NFS or SMB server in the kernel writes for clients unseen.
- Raw block devices: writes to them are not file events.
"""])


