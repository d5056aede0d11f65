// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import io.sealwatch.pipeline.ProcessSource;
import io.sealwatch.process.ProcessSnapshot;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the host's answers of the time. A question that was asked then while the same record was handled gets the same
 * answer; one that was not (because the settings differ) gets the last answer about that pid.
 */
final class RecordedProcessSource implements ProcessSource {
    private final RecordingReader reader;
    private final Map<Integer, Deque<Optional<ProcessSnapshot>>> questions = new HashMap<>();
    private final Map<Integer, Optional<ProcessSnapshot>> lastAnswers = new HashMap<>();
    private final List<ProcessSnapshot> list = new ArrayList<>();
    private List<ProcessSnapshot> lastList = List.of();

    RecordedProcessSource(RecordingReader reader) {
        this.reader = reader;
    }

    @Override
    public List<ProcessSnapshot> all() {
        readAhead();
        return lastList;
    }

    @Override
    public Optional<ProcessSnapshot> find(int pid) {
        readAhead();
        Deque<Optional<ProcessSnapshot>> answers = questions.get(pid);
        if (answers != null && !answers.isEmpty()) {
            return answers.remove();
        }
        return lastAnswers.getOrDefault(pid, Optional.empty());
    }

    /** The next record begins: answers that nobody asked for now are those of the past. */
    void forgetQuestions() {
        questions.clear();
    }

    /** Takes a frame of answers; what makes no sense is the recording's damage. */
    void take(int type, ByteBuffer frame) {
        try {
            switch (type) {
                case Frames.PROCESS -> list.add(Snapshots.readProcess(frame));
                case Frames.PROCESS_LIST_END -> {
                    lastList = List.copyOf(list);
                    list.clear();
                    lastList.forEach(process -> lastAnswers.put(process.key().pid(), Optional.of(process)));
                }
                default -> {
                    int pid = frame.getInt();
                    Optional<ProcessSnapshot> answer =
                            frame.hasRemaining() ? Optional.of(Snapshots.readProcess(frame)) : Optional.empty();
                    questions
                            .computeIfAbsent(pid, unasked -> new ArrayDeque<>())
                            .add(answer);
                    lastAnswers.put(pid, answer);
                }
            }
        } catch (RuntimeException senseless) {
            reader.damaged("a process that makes no sense");
        }
    }

    /** Everything that the host was asked while the current record was handled lies before the next record. */
    private void readAhead() {
        int type = reader.nextType();
        while (type == Frames.PROCESS || type == Frames.PROCESS_LIST_END || type == Frames.PROCESS_ANSWER) {
            take(type, reader.takeAside());
            type = reader.nextType();
        }
    }
}
