/** Tests. */
@NullMarked
package io.lotty.report.http;

import org.jspecify.annotations.NullMarked;
