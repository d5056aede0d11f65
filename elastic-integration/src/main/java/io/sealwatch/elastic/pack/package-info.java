// SPDX-License-Identifier: Apache-2.0
/** The same content as an Elastic package, for those who install through Kibana's Integrations page. */
@NullMarked
package io.sealwatch.elastic.pack;

import org.jspecify.annotations.NullMarked;
