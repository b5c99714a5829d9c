/** Tests. */
@NullMarked
package io.lotty.report;

import org.jspecify.annotations.NullMarked;
