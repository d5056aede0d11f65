// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel;

import io.sealwatch.contract.Attribute;
import io.sealwatch.otel.export.ExportAccounts;
import java.util.Map;

/** The accounts of a signal by attribute name. */
record AccountNames(
        String produced, String recovered, String delivered, String spooled, String queued, String dropped) {
    static final AccountNames LOGS = new AccountNames(
            Attribute.EXPORT_LOGS_PRODUCED,
            Attribute.EXPORT_LOGS_RECOVERED,
            Attribute.EXPORT_LOGS_DELIVERED,
            Attribute.EXPORT_LOGS_SPOOLED,
            Attribute.EXPORT_LOGS_QUEUED,
            Attribute.EXPORT_LOGS_DROPPED);
    static final AccountNames SPANS = new AccountNames(
            Attribute.EXPORT_SPANS_PRODUCED,
            Attribute.EXPORT_SPANS_RECOVERED,
            Attribute.EXPORT_SPANS_DELIVERED,
            Attribute.EXPORT_SPANS_SPOOLED,
            Attribute.EXPORT_SPANS_QUEUED,
            Attribute.EXPORT_SPANS_DROPPED);

    void put(ExportAccounts accounts, Map<String, Long> out) {
        out.put(produced, accounts.produced());
        out.put(recovered, accounts.recovered());
        out.put(delivered, accounts.delivered());
        out.put(spooled, accounts.spooled());
        out.put(queued, accounts.queued());
        out.put(dropped, accounts.totalDropped());
    }
}
