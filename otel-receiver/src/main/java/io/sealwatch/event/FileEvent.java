// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/** Something done to a file by a process. */
public sealed interface FileEvent extends Event
        permits FileOpened,
                OpensCounted,
                FileTransferred,
                FileTruncated,
                FileRenamed,
                FileDeleted,
                FileLinked,
                FileMapped {
    /** The file it was done to; for a rename or link the new name. Empty when there is none to name. */
    FilePath path();

    FileIdentity file();

    Origin origin();
}
