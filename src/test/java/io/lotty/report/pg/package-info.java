/** The SQL of reports, against numbers counted by hand and against a second count in memory. */
@NullMarked
package io.lotty.report.pg;

import org.jspecify.annotations.NullMarked;
