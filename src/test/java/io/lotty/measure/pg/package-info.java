/** How a report is put together from given facts, and the experiment that all tests of reports are about. */
@NullMarked
package io.lotty.measure.pg;

import org.jspecify.annotations.NullMarked;
