// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guest;

import java.io.IOException;

/** One thing that is tried in a virtual machine. What it finds it prints as facts; it judges nothing. */
interface GuestStep {
    void run(Guest guest) throws IOException, InterruptedException;
}
