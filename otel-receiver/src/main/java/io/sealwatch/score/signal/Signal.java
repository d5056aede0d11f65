// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.signal;

import io.sealwatch.score.activity.Ledger;

/** One sort of evidence, as points out of a hundred. Stateless. */
public interface Signal {
    Family family();

    /** MITRE ATT&amp;CK id. */
    String technique();

    /** 0 when the ledger has none of it; bounded, so that no single signal decides. */
    double points(Ledger ledger);

    /** A short phrase for people; asked for only when there are points. */
    String reason(Ledger ledger);
}
