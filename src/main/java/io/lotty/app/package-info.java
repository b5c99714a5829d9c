/**
 * The process: settings, wiring and the verticles. May use every other package; nothing may use it.
 */
@NullMarked
package io.lotty.app;

import org.jspecify.annotations.NullMarked;
