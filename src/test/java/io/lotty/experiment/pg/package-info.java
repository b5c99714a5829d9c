/** Tests of experiments, against a real Postgres. */
@NullMarked
package io.lotty.experiment.pg;

import org.jspecify.annotations.NullMarked;
