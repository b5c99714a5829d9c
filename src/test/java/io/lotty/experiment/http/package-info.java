/** Tests of experiments, as callers write and read them. */
@NullMarked
package io.lotty.experiment.http;

import org.jspecify.annotations.NullMarked;
