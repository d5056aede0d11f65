// SPDX-License-Identifier: Apache-2.0
/** What runs in the virtual machines of {@code build/kernels}: named steps that print what they found. */
@NullMarked
package io.sealwatch.guest;

import org.jspecify.annotations.NullMarked;
