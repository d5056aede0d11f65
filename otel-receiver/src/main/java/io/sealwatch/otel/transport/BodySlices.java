// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** A body that is sent where it lies: the client's own publisher of an array copies it in 16 KiB pieces first. */
final class BodySlices implements Flow.Publisher<ByteBuffer> {
    private static final int SLICE = 64 << 10;

    private final byte[] body;

    private BodySlices(byte[] body) {
        this.body = body;
    }

    /** @param body not changed until it was sent */
    static BodyPublisher of(byte[] body) {
        return body.length == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(new BodySlices(body), body.length);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Sending(subscriber));
    }

    private final class Sending implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final AtomicLong wanted = new AtomicLong();
        private int at;
        private volatile boolean over;

        Sending(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        /** Whoever asks first sends for all that ask meanwhile, from inside {@code onNext}, too. */
        @Override
        public void request(long slices) {
            if (slices <= 0) {
                over = true;
                subscriber.onError(new IllegalArgumentException(slices + " slices were asked for"));
                return;
            }
            if (wanted.getAndAdd(slices) > 0) {
                return;
            }
            do {
                sendOne();
            } while (wanted.decrementAndGet() > 0);
        }

        private void sendOne() {
            if (over) {
                return;
            }
            int length = Math.min(SLICE, body.length - at);
            ByteBuffer slice = ByteBuffer.wrap(body, at, length).asReadOnlyBuffer();
            at += length;
            boolean last = at == body.length;
            over = last;
            subscriber.onNext(slice);
            if (last) {
                subscriber.onComplete();
            }
        }

        @Override
        public void cancel() {
            over = true;
        }
    }
}
