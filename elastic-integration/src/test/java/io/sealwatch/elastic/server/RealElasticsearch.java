// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the real server: {@code @ExtendWith(RealElasticsearch.class)} and a parameter of type {@link TestCluster}. It is
 * started once for the whole suite. Where it cannot be had, such as without a Maven repository, the tests are skipped and
 * the report says why.
 */
public final class RealElasticsearch implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(RealElasticsearch.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        Shared shared = shared(context);
        Assumptions.assumeTrue(shared.failure.isEmpty(), "NOT RUN against a real Elasticsearch: " + shared.failure);
    }

    private static Shared shared(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return new TestCluster(URI.create("http://127.0.0.1:" + shared(context).port()));
    }

    /** Either a server or the reason why there is none. */
    private record Shared(Optional<ServerProcess> server, String failure) implements AutoCloseable {

        static Shared start() {
            try {
                return new Shared(
                        Optional.of(ServerProcess.start(ServerRelease.V8, Path.of("target", "elasticsearch"))), "");
            } catch (IOException e) {
                return new Shared(Optional.empty(), String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Shared(Optional.empty(), "interrupted");
            }
        }

        int port() {
            return server.orElseThrow().port();
        }

        @Override
        public void close() throws IOException {
            if (server.isPresent()) {
                server.get().close();
            }
        }
    }
}
