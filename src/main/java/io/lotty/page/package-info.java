/**
 * Pages of a list: keyset paging, the cursor is the last item's key and opaque to callers.
 */
@NullMarked
package io.lotty.page;

import org.jspecify.annotations.NullMarked;
