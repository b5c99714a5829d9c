/** Reports as their readers get them. */
@NullMarked
package io.lotty.report.http;

import org.jspecify.annotations.NullMarked;
