// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

/** A part of the page. */
@FunctionalInterface
interface Section {
    void write(ReportModel model, Html html);
}
