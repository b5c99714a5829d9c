/** Tests. */
@NullMarked
package io.lotty.report.pg;

import org.jspecify.annotations.NullMarked;
