/**
 * The facts of reports, out of what Postgres keeps of events. Threading: virtual threads.
 */
@NullMarked
package io.lotty.report.pg;

import org.jspecify.annotations.NullMarked;
