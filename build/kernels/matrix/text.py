# SPDX-License-Identifier: Apache-2.0
"""Tables, for the terminal and for the docs; the check results in the form that build/test-summary counts."""
from xml.sax.saxutils import quoteattr


def plain(head, rows):
    widths = [max(len(r[i]) for r in [head] + rows) for i in range(len(head))]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(r, widths)).rstrip() for r in [head] + rows)


def markdown(head, rows):
    line = lambda cells: "| " + " | ".join(cells) + " |"
    return "\n".join([line(head), line(["---"] * len(head))] + [line(r) for r in rows])


def junit(checks):
    out = ['<testsuite name="kernels" tests="%d" failures="%d" errors="0" skipped="%d">' % (
        len(checks), sum(1 for c in checks if c.problem), sum(1 for c in checks if c.skipped and not c.problem))]
    for c in checks:
        out.append("  <testcase name=%s classname=%s>" % (
            quoteattr(c.name), quoteattr("kernels.%s.%s" % (c.machine, c.step))))
        if c.problem:
            out.append("    <failure message=%s/>" % quoteattr(c.problem))
        elif c.skipped:
            out.append("    <skipped message=%s/>" % quoteattr(c.skipped))
        out.append("  </testcase>")
    return "\n".join(out + ["</testsuite>", ""])
