/**
 * The settings of a process: read once from the environment, all mistakes told in one message.
 */
@NullMarked
package io.lotty.app.setting;

import org.jspecify.annotations.NullMarked;
