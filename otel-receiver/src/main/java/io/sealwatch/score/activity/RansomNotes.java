// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.activity;

import java.util.Locale;
import java.util.regex.Pattern;

/** Small texts that one activity leaves in folders. */
public final class RansomNotes {
    private static final int MOST_FOLDERS = 32;
    private static final int TEXTS = 4;
    private static final Pattern NAME = Pattern.compile(
            "read[-_. ]?me|readme|recover|restor|decrypt|how[-_. ]?to|unlock|ransom|locked|your[-_. ]?files|instruction|payment"
                    + "|warning|attention|!!!|help[-_. ]?(me|you|file|decrypt|restore)|encrypted|all[-_. ]?files|what[-_. ]?happened"
                    + "|news[-_. ]?for|get[-_. ]?back|save[-_. ]?(me|your|file)");
    private static final Pattern WORDS = Pattern.compile(
            "bitcoin|\\bbtc\\b|monero|\\.onion|tor browser|decrypt|ransom|your files|encrypted|wallet|private key|stolen"
                    + "|\\bpay\\b|payment|restore|recover");

    private static final long[] NO_TEXTS = {};
    private static final DistinctSet[] NO_FOLDERS = {};

    // made with the first note: most processes leave none
    private long[] texts = NO_TEXTS;
    private DistinctSet[] folders = NO_FOLDERS;
    private int size;
    private int demands;
    private int mostFolders;

    /** Whether a file is named like a note. */
    public static boolean isNamedLikeNote(String fileName) {
        return NAME.matcher(fileName.toLowerCase(Locale.ROOT)).find();
    }

    /** How many different words of a demand for ransom the text has. */
    public static int wordsOfDemand(String text) {
        return (int) WORDS.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(match -> match.group())
                .distinct()
                .count();
    }

    /**
     * A text was left under a name like a note's.
     *
     * @param text hash of it
     * @param folder hash of its directory
     * @param demand it reads like a demand
     */
    public void add(long text, long folder, boolean demand) {
        demands += demand ? 1 : 0;
        if (size == 0) {
            texts = new long[TEXTS];
            folders = new DistinctSet[TEXTS];
        }
        int at = 0;
        while (at < size && texts[at] != text) {
            at++;
        }
        if (at == TEXTS) {
            return;
        }
        if (at == size) {
            texts[at] = text;
            folders[at] = new DistinctSet(MOST_FOLDERS);
            size++;
        }
        folders[at].add(folder);
        mostFolders = Math.max(mostFolders, folders[at].size());
    }

    /** Texts that read like a demand. */
    public int demands() {
        return demands;
    }

    /** Folders that got the same text. */
    public int mostFolders() {
        return mostFolders;
    }
}
