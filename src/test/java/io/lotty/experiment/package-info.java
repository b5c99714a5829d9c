/** Tests of experiments. */
@NullMarked
package io.lotty.experiment;

import org.jspecify.annotations.NullMarked;
