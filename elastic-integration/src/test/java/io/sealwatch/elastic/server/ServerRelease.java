// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.server;

import java.nio.file.Path;
import java.util.List;

/**
 * A release of Elasticsearch that can be put together from artifacts.
 *
 * @param modules plugins, in the order in which they extend each other
 * @param launcher folder of its launcher's source below {@code src/test/server}
 * @param shim whether our stand-ins for unpublished modules fit it
 * @param java home of the JDK that it needs
 */
record ServerRelease(String version, List<String> modules, String launcher, boolean shim, Path java) {

    static final String SERVER = "elasticsearch";

    /** What the tests are about. */
    static final ServerRelease V8 = new ServerRelease(
            "8.19.21",
            List.of(
                    "transport-netty4",
                    "x-pack-core",
                    "x-pack-mapper-version",
                    "x-pack-kql",
                    "x-pack-esql-core",
                    "x-pack-esql"),
            "launcher",
            true,
            Path.of(System.getProperty("java.home")));

    /** Without ES|QL, which is not published for it, and without the shim, which speaks the interfaces of 8.19. */
    static ServerRelease v9(Path java) {
        return new ServerRelease(
                "9.5.3",
                List.of("transport-netty4", "x-pack-core", "x-pack-mapper-version", "x-pack-kql"),
                "launcher9",
                false,
                java);
    }
}
