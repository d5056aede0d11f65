// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.exception;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One exception as it was written. What is given must all apply.
 *
 * @param executable absolute path of a program
 * @param sha256 that the program's file must have, hexadecimal in small letters
 * @param unit of systemd, a system one, such as {@code restic.service}
 * @param cgroup path of a cgroup; those below it belong to it
 * @param reason for people
 * @param expires when it ends; never when empty
 */
public record ExceptionRule(
        Optional<String> executable,
        Optional<String> sha256,
        Optional<String> unit,
        Optional<String> cgroup,
        String reason,
        Optional<Instant> expires) {
    public boolean isExpiredAt(Instant time) {
        return expires.map(end -> !time.isBefore(end)).orElse(false);
    }

    /** Who it is for, in words. */
    public String subject() {
        List<String> parts = new ArrayList<>();
        executable.ifPresent(parts::add);
        unit.ifPresent(name -> parts.add("unit " + name));
        cgroup.ifPresent(path -> parts.add("cgroup " + path));
        return String.join(" in ", parts);
    }
}
