// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import io.sealwatch.event.ProcessExecuted;
import io.sealwatch.score.activity.Activity;
import io.sealwatch.score.content.Claim;
import io.sealwatch.score.file.Names;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Looks at command lines: for backups and snapshots that are destroyed, and for archivers that are asked for a password. What
 * a program calls itself does not matter, only what it is asked to do; a command alone is never an alarm.
 */
final class CommandWatch {
    private static final int LONGEST = 2000;
    private static final Pattern DESTROYS_BACKUPS = Pattern.compile("\\b(?:lvremove|vgremove)\\b"
            + "|\\bbtrfs\\b.*\\bsubvol\\w*\\b.*\\bdel"
            + "|\\bz(?:fs|pool)\\b.*\\bdestroy\\b"
            + "|\\bsnapper\\b.*\\b(?:delete|rm|remove)\\b"
            + "|\\btimeshift\\b.*--delete"
            + "|\\brestic\\b.*\\b(?:forget|prune)\\b"
            + "|\\bborg\\b.*\\b(?:delete|prune)\\b"
            + "|\\bvirsh\\b.*\\bsnapshot-delete\\b"
            + "|\\bvim-cmd\\b.*\\bsnapshot\\.removeall\\b"
            + "|\\b(?:rm|shred|find)\\b.*(?:/backups?\\b|\\.snapshots?\\b|\\.bak\\b)"
            + "|\\b(?:systemctl|service)\\b.*\\b(?:stop|disable)\\b.*(?:backup|veeam|bacula|bareos|snap)"
            + "|\\bvssadmin\\b.*\\bdelete\\b|\\bwbadmin\\b.*\\bdelete\\b");
    private static final Pattern PASSWORD = Pattern.compile("^(?:-p.+|-hp.*|-mhe.*|-P.*|--password.*|--encrypt.*|-e)$");

    private final Charges charges;

    CommandWatch(Charges charges) {
        this.charges = charges;
    }

    void executed(ProcessExecuted exec, Scene scene) {
        Activity activity = scene.activity();
        activity.ownProgram = true;
        List<String> arguments = exec.arguments();
        activity.asksForPassword = false;
        activity.namesArchive = false;
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            activity.asksForPassword |=
                    argument.startsWith("-") && PASSWORD.matcher(argument).matches();
            activity.namesArchive |= Claim.of(Names.extension(argument)) == Claim.ARCHIVE;
        }
        if (arguments.size() > 1) {
            String line = String.join(" ", arguments);
            String head = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
            if (DESTROYS_BACKUPS.matcher(head).find()) {
                charges.tamper(activity, shortened(head), scene.header());
            }
        }
    }

    private static String shortened(String line) {
        return line.length() > 80 ? line.substring(0, 77) + "..." : line;
    }
}
