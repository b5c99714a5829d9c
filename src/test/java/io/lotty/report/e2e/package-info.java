/**
 * Reports from end to end: a shop of which everything is known, and what a report about it must say, computed from the raw list
 * by code that shares nothing with the product.
 */
@NullMarked
package io.lotty.report.e2e;

import org.jspecify.annotations.NullMarked;
