// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.plan;

/** One thing that the installer keeps as it should be. */
public interface Target {

    /** What sort of thing, in words. */
    String kind();

    String name();

    /** Looks; changes nothing. */
    Finding inspect();

    /** Makes it as it should be. */
    void apply();

    /**
     * Takes it away if it is ours.
     *
     * @return whether there was something of ours
     */
    boolean remove();
}
