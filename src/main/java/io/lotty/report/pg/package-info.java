/**
 * The facts of reports, out of the events in Postgres.
 */
@NullMarked
package io.lotty.report.pg;

import org.jspecify.annotations.NullMarked;
