// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.otel.settings.QueueSettings;
import io.sealwatch.otel.spool.Batch;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** The queue is filled and closed beforehand: what {@code run} does is then done on the test's thread. */
class BatcherTest {
    private static final int CANNOT_BE_ENCODED = 13;
    private static final int PROCESSES = 7;

    private final ArrayBlockingQueue<Long> queue = new ArrayBlockingQueue<>(10_000);
    private final List<Batch> batches = new ArrayList<>();
    private final List<Integer> failed = new ArrayList<>();

    /** An item is its number; eight bytes of the request. */
    private static final class Numbers implements Encoder<Long> {
        @Override
        public OpenRequest<Long> open() {
            return new OpenRequest<>() {
                private final List<Long> items = new ArrayList<>();

                @Override
                public void add(Long item) {
                    if (item == CANNOT_BE_ENCODED) {
                        throw new IllegalStateException("13");
                    }
                    items.add(item);
                }

                @Override
                public void removeLast() {
                    items.remove(items.size() - 1);
                }

                @Override
                public int bytes() {
                    return Long.BYTES * items.size();
                }

                @Override
                public byte[] take() {
                    ByteBuffer all = ByteBuffer.allocate(bytes());
                    items.forEach(all::putLong);
                    items.clear();
                    return all.array();
                }
            };
        }

        @Override
        public long number(Long item) {
            return item;
        }

        @Override
        public int bucket(Long item) {
            return item % 5 == 0 ? UNORDERED : (int) (item % PROCESSES);
        }
    }

    private void run(int mostRecords, int mostBytes, IntPredicate waits) {
        Batcher<Long> batcher = new Batcher<>(
                queue,
                new QueueSettings(10_000, mostRecords, mostBytes, Duration.ofMillis(10)),
                new Numbers(),
                waits,
                batches::add,
                (items, cause) -> failed.add(items));
        batcher.close();
        batcher.run();
    }

    private void fill(int items) {
        for (long number = 1; number <= items; number++) {
            queue.add(number);
        }
    }

    private static List<Long> numbers(Batch batch) {
        List<Long> all = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(batch.request());
        while (bytes.hasRemaining()) {
            all.add(bytes.getLong());
        }
        return all;
    }

    @Test
    void noBatchHasMoreRecordsOrBytesThanAllowed() {
        fill(1000);
        run(100, 80 * Long.BYTES, bucket -> false);
        assertThat(batches).hasSize(13).allSatisfy(batch -> {
            assertThat(batch.records()).isLessThanOrEqualTo(80);
            assertThat(numbers(batch)).hasSize(batch.records());
        });
        batches.clear();
        fill(1000);
        run(50, 80 * Long.BYTES, bucket -> false);
        assertThat(batches).hasSize(20);
    }

    @Test
    void anItemThatIsTooLargeForAnyBatchLeavesAlone() {
        fill(12);
        run(100, 1, bucket -> false);
        assertThat(batches)
                .hasSize(12)
                .allSatisfy(batch -> assertThat(batch.records()).isEqualTo(1));
    }

    @Test
    void anItemThatCannotBeEncodedTakesNoOtherWithIt() {
        fill(100);
        run(1000, 1 << 20, bucket -> false);
        assertThat(failed).containsExactly(1);
        assertThat(batches).singleElement().satisfies(batch -> {
            assertThat(numbers(batch)).hasSize(99).doesNotContain((long) CANNOT_BE_ENCODED);
            assertThat(batch.settlesBelow()).isEqualTo(101);
        });
    }

    /** Whatever the spool answers from one item to the next, its processes stay in order and no number settles early. */
    @Test
    void processesStayInOrderAndNothingSettlesBeforeItLeft() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            batches.clear();
            fill(1000);
            run(1 + random.nextInt(120), 8 << random.nextInt(10), bucket -> random.nextInt(4) == 0);
            Map<Long, Long> last = new HashMap<>();
            Set<Long> left = new HashSet<>();
            for (Batch batch : batches) {
                for (long number : numbers(batch)) {
                    left.add(number);
                    if (number % 5 != 0) {
                        assertThat(last.getOrDefault(number % PROCESSES, 0L)).isLessThan(number);
                        last.put(number % PROCESSES, number);
                        assertThat(batch.processes().contains((int) (number % PROCESSES)))
                                .isTrue();
                    }
                }
                for (long settled = 1; settled < batch.settlesBelow(); settled++) {
                    assertThat(settled == CANNOT_BE_ENCODED || left.contains(settled))
                            .isTrue();
                }
            }
            assertThat(left).hasSize(999);
            assertThat(batches.get(batches.size() - 1).settlesBelow()).isEqualTo(1001);
        }
    }
}
