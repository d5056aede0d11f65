// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import io.sealwatch.event.Header;
import io.sealwatch.process.ProcessSnapshot;
import io.sealwatch.score.activity.Activity;

/**
 * Who did it and when.
 *
 * @param header of the event
 * @param activity the process as an actor
 * @param process what is known of it
 */
record Scene(Header header, Activity activity, ProcessSnapshot process) {}
