// SPDX-License-Identifier: Apache-2.0
/** What is put into a cluster: read from resources, completed from the field catalogue, stamped with version and hash. */
@NullMarked
package io.sealwatch.elastic.asset;

import org.jspecify.annotations.NullMarked;
