/**
 * Meters and their names.
 */
@NullMarked
package io.lotty.platform.telemetry;

import org.jspecify.annotations.NullMarked;
