// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import io.sealwatch.event.FileTransferred;
import io.sealwatch.event.Sample;
import io.sealwatch.score.activity.RansomNotes;
import io.sealwatch.score.content.ContentJudge.Judgement;
import io.sealwatch.score.content.Kind;
import io.sealwatch.score.file.FileState;
import io.sealwatch.score.file.Names;

/** Looks at small new texts. */
final class NoteWatch {
    private static final int LARGEST = 32 * 1024;
    private static final int WORDS_OF_DEMAND = 2;

    private final Charges charges;

    NoteWatch(Charges charges) {
        this.charges = charges;
    }

    void written(FileState file, FileTransferred write, Judgement judgement, Scene scene) {
        if (judgement.kind() != Kind.STRUCTURED || write.offset() != 0 || write.length() > LARGEST) {
            return;
        }
        String path = file.path();
        int name = Names.nameAt(path);
        if (!RansomNotes.isNamedLikeNote(path.substring(name))) {
            return;
        }
        String text = text(write.sample());
        if (text.isEmpty()) {
            return;
        }
        boolean demand = RansomNotes.wordsOfDemand(text) >= WORDS_OF_DEMAND;
        charges.own(scene.activity()).notes().add(Names.hash(text), Names.hash(path, 0, Math.max(0, name)), demand);
        if (demand) {
            charges.judge(scene.activity(), scene.header());
        }
    }

    /** The sampled head as text, empty when it is none. */
    private static String text(Sample sample) {
        StringBuilder text = new StringBuilder(sample.headLength());
        for (int i = 0; i < sample.headLength(); i++) {
            int value = sample.at(i);
            if (value == 0) {
                return "";
            }
            text.append((char) value);
        }
        return text.toString();
    }
}
