// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.catalogue;

/** Who named a field. */
public enum Origin {
    /** OpenTelemetry semantic conventions, or the OTLP data model itself. */
    OTEL,
    /** Elastic Common Schema: OpenTelemetry has no name for it and Elastic Security needs it. */
    ECS,
    /** Ours: {@code ransomware.*}. */
    OWN
}
