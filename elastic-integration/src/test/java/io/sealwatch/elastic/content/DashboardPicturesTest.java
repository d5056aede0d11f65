// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.elastic.asset.Installed;
import io.sealwatch.elastic.content.PanelRun.View;
import io.sealwatch.elastic.server.RealElasticsearch;
import io.sealwatch.elastic.server.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each panel is run on recorded data in a real Elasticsearch, and the dashboards are drawn from what came back.
 * {@code -Ddashboard.pictures=write} writes the pictures of the documentation anew.
 */
@ExtendWith(RealElasticsearch.class)
class DashboardPicturesTest {

    private static final Path PICTURES = Path.of("..", "docs", "img");
    /** The recordings were made outside of containers. */
    private static final Set<String> NOTHING_RECORDED = Set.of("Containers");

    @BeforeAll
    static void load(TestCluster cluster) {
        cluster.clean();
        Installed.on(cluster);
        FleetHour.recorded().into(cluster);
    }

    static Stream<Panel> lens() {
        return Panel.lens();
    }

    static Stream<String> dashboards() {
        return Sources.dashboards().keySet().stream();
    }

    private static PanelRun run(TestCluster cluster, String dashboard) {
        return new PanelRun(cluster, view(dashboard));
    }

    /** What a reader has clicked on the way there. */
    private static View view(String dashboard) {
        String attacked = "host.name : " + FleetHour.ATTACKED;
        return switch (dashboard) {
            case "sealwatch-host" -> new View(FleetHour.START, FleetHour.END, "2m", attacked);
            case "sealwatch-investigation" ->
                new View(FleetHour.ATTACK, FleetHour.ATTACK.plusSeconds(5), "200ms", attacked);
            default -> new View(FleetHour.START, FleetHour.END, "2m", "");
        };
    }

    @ParameterizedTest
    @MethodSource("lens")
    void everyPanelShowsSomething(Panel panel, TestCluster cluster) {
        PanelTable table = run(cluster, panel.dashboard()).table(panel);

        assertThat(table.showsSomething())
                .as("%s shows %s", panel, table)
                .isEqualTo(!NOTHING_RECORDED.contains(panel.title()));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void thePictureInTheDocumentationIsOfTheDashboardAsItIs(String name, TestCluster cluster) throws IOException {
        String filter = view(name).filter();
        String picture = DashboardPicture.of(
                Objects.requireNonNull(Sources.dashboards().get(name)),
                "Data: recordings of the real sensor, on four hosts of an hour."
                        + (filter.isEmpty() ? "" : " Filter: " + filter),
                panel -> run(cluster, panel.dashboard()).table(panel));
        Path file = PICTURES.resolve(name + ".svg");
        if ("write".equals(System.getProperty("dashboard.pictures"))) {
            Files.writeString(file, picture);
        }

        assertThat(Files.readString(file))
                .as("made by -Ddashboard.pictures=write")
                .isEqualTo(picture);
    }
}
