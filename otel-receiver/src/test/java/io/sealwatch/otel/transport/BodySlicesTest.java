// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BodySlicesTest {
    /** Asks for more each time it is given something, from inside the call. */
    private static class Reader implements Flow.Subscriber<ByteBuffer> {
        final ByteArrayOutputStream read = new ByteArrayOutputStream();
        final int ask;
        Flow.@Nullable Subscription subscription;

        @Nullable
        Throwable failure;

        int completions;

        Reader(int ask) {
            this.ask = ask;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(ByteBuffer slice) {
            assertThat(completions).isZero();
            byte[] bytes = new byte[slice.remaining()];
            slice.get(bytes);
            read.writeBytes(bytes);
            Objects.requireNonNull(subscription).request(ask);
        }

        @Override
        public void onError(Throwable cause) {
            failure = cause;
        }

        @Override
        public void onComplete() {
            completions++;
        }

        void request(long slices) {
            Objects.requireNonNull(subscription).request(slices);
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void everyByteComesOnceWhateverIsAskedFor() {
        for (int length : new int[] {1, 65_535, 65_536, 65_537, 1_000_000}) {
            for (int ask : new int[] {1, 3, 1000}) {
                byte[] body = bytes(length);
                BodyPublisher publisher = BodySlices.of(body);
                assertThat(publisher.contentLength()).isEqualTo(length);
                // the client subscribes again when it has to send the request again
                for (int time = 0; time < 2; time++) {
                    Reader reader = new Reader(ask);
                    publisher.subscribe(reader);
                    reader.request(1);
                    reader.request(5);
                    assertThat(reader.read.toByteArray()).isEqualTo(body);
                    assertThat(reader.completions).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void nothingComesAfterACancellationOrAWrongRequest() {
        Reader cancelled = new Reader(1);
        BodySlices.of(bytes(200_000)).subscribe(cancelled);
        Objects.requireNonNull(cancelled.subscription).cancel();
        cancelled.request(1);
        assertThat(cancelled.read.size()).isZero();

        Reader wrong = new Reader(1);
        BodySlices.of(bytes(200_000)).subscribe(wrong);
        wrong.request(0);
        wrong.request(1);
        assertThat(wrong.failure).isInstanceOf(IllegalArgumentException.class);
        assertThat(wrong.read.size()).isZero();
        assertThat(wrong.completions).isZero();
    }

    @Test
    void anEmptyBodyIsNone() {
        assertThat(BodySlices.of(new byte[0]).contentLength()).isZero();
    }
}
