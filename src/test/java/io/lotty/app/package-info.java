/** The whole process: its settings, its life, and what it answers over HTTP. */
@NullMarked
package io.lotty.app;

import org.jspecify.annotations.NullMarked;
