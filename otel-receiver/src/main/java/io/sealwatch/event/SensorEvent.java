// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

/** What the sensor says about itself, or concludes. */
public sealed interface SensorEvent extends Event permits EventsLost, SensorStatus, Detection, ResponseTaken {}
