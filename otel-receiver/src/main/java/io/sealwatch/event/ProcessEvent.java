// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/** The life of a process. */
public sealed interface ProcessEvent extends Event permits ProcessForked, ProcessExecuted, ProcessExited {}
