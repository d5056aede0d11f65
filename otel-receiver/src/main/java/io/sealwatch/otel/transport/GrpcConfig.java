// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.sealwatch.otel.settings.EndpointSettings;
import io.sealwatch.otel.settings.Signal;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** An endpoint as the SDK's sender wants it. It never retries: that is the exporter's job, which counts. */
final class GrpcConfig implements GrpcSenderConfig {
    private final Signal signal;
    private final EndpointSettings endpoint;
    private final @Nullable Tls tls;
    private final Map<String, List<String>> headers;

    GrpcConfig(Signal signal, EndpointSettings endpoint) {
        this.signal = signal;
        this.endpoint = endpoint;
        this.tls = endpoint.isTls() ? Tls.of(endpoint) : null;
        this.headers = endpoint.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    }

    @Override
    public URI getEndpoint() {
        return endpoint.endpoint();
    }

    @Override
    public String getFullMethodName() {
        return signal.grpcMethod().substring(1);
    }

    @Override
    public @Nullable Compressor getCompressor() {
        return endpoint.gzip() ? new Gzip() : null;
    }

    @Override
    public Duration getTimeout() {
        return endpoint.timeout();
    }

    @Override
    public Duration getConnectTimeout() {
        return endpoint.timeout();
    }

    @Override
    public Supplier<Map<String, List<String>>> getHeadersSupplier() {
        return () -> headers;
    }

    @Override
    public @Nullable RetryPolicy getRetryPolicy() {
        return null;
    }

    @Override
    public @Nullable SSLContext getSslContext() {
        return tls == null ? null : tls.context();
    }

    @Override
    public @Nullable X509TrustManager getTrustManager() {
        return tls == null ? null : tls.trust();
    }

    @Override
    public @Nullable ExecutorService getExecutorService() {
        return null;
    }

    @Override
    public long getMaxResponseBodySize() {
        return BoundedBody.LIMIT;
    }

    private static final class Gzip implements Compressor {
        @Override
        public String getEncoding() {
            return "gzip";
        }

        @Override
        public OutputStream compress(OutputStream stream) throws IOException {
            return new GZIPOutputStream(stream);
        }
    }
}
