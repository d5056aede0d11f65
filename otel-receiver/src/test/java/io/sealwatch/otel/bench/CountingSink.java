// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.bench;

import com.google.protobuf.CodedInputStream;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * A receiver in a process of its own that counts: {@code CountingSink [PORT [plain]]} prints its URL and takes OTLP/HTTP
 * until it is ended; {@code GET /counts} tells what it has. With {@code plain} bodies are thrown away unread.
 */
public final class CountingSink {
    private static final int RESOURCE_LOGS = 1 << 3 | 2;
    private static final int SCOPE_LOGS = 2 << 3 | 2;
    private static final int LOG_RECORD = 2 << 3 | 2;
    private static final int ATTRIBUTE = 6 << 3 | 2;
    private static final int VALUE = 2 << 3 | 2;
    private static final int INTEGER = 3 << 3;

    private final BitSet seen = new BitSet();
    private final Map<Long, Long> lastOfProcess = new HashMap<>();
    private long records;
    private long doubles;
    private long outOfOrder;

    private CountingSink() {}

    /** The sink. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
        boolean plain = arguments.length > 1;
        CountingSink sink = new CountingSink();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!plain && exchange.getRequestURI().getPath().equals("/v1/logs")) {
                sink.take(body);
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/counts", sink::tell);
        server.start();
        System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
        Thread.currentThread().join();
    }

    private synchronized void tell(HttpExchange exchange) throws IOException {
        byte[] text = String.format(
                        Locale.ROOT,
                        "{\"records\": %d, \"distinct\": %d, \"highest\": %d, \"doubles\": %d, \"out_of_order\": %d}",
                        records,
                        seen.cardinality(),
                        seen.length() - 1,
                        doubles,
                        outOfOrder)
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private synchronized void take(byte[] body) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(body);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == RESOURCE_LOGS) {
                int end = in.pushLimit(in.readRawVarint32());
                scopes(in);
                in.popLimit(end);
            } else {
                in.skipField(tag);
            }
        }
    }

    private void scopes(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == SCOPE_LOGS) {
                int end = in.pushLimit(in.readRawVarint32());
                for (int inner = in.readTag(); inner != 0; inner = in.readTag()) {
                    if (inner == LOG_RECORD) {
                        int recordEnd = in.pushLimit(in.readRawVarint32());
                        record(in);
                        in.popLimit(recordEnd);
                    } else {
                        in.skipField(inner);
                    }
                }
                in.popLimit(end);
            } else {
                in.skipField(tag);
            }
        }
    }

    private void record(CodedInputStream in) throws IOException {
        long sequence = 0;
        long process = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == ATTRIBUTE && (sequence == 0 || process == 0)) {
                int end = in.pushLimit(in.readRawVarint32());
                in.readTag();
                String key = in.readString();
                if (key.equals("ransomware.sequence")) {
                    sequence = number(in);
                } else if (key.equals("process.pid")) {
                    process = number(in);
                } else {
                    in.skipRawBytes(in.getBytesUntilLimit());
                }
                in.popLimit(end);
            } else {
                in.skipField(tag);
            }
        }
        count(sequence, process);
    }

    private static long number(CodedInputStream in) throws IOException {
        int tag = in.readTag();
        if (tag != VALUE) {
            throw new IOException("a key without a value");
        }
        int end = in.pushLimit(in.readRawVarint32());
        if (in.readTag() != INTEGER) {
            throw new IOException("not a number");
        }
        long number = in.readInt64();
        in.popLimit(end);
        return number;
    }

    private void count(long sequence, long process) {
        records++;
        if (seen.get((int) sequence)) {
            doubles++;
            return;
        }
        seen.set((int) sequence);
        if (process > 0) {
            Long before = lastOfProcess.put(process, sequence);
            outOfOrder += before != null && before > sequence ? 1 : 0;
        }
    }
}
