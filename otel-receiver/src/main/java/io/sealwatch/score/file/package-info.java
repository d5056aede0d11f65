// SPDX-License-Identifier: Apache-2.0
/** What is remembered of files: by inode and by name, bounded. */
@NullMarked
package io.sealwatch.score.file;

import org.jspecify.annotations.NullMarked;
