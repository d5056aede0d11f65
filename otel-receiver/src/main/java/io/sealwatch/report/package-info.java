// SPDX-License-Identifier: Apache-2.0
/** One HTML page that answers an analyst's questions without Kibana: what happened, who did it, what was lost, how sure. */
@NullMarked
package io.sealwatch.report;

import org.jspecify.annotations.NullMarked;
