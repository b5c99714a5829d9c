@NullMarked
package io.lotty;

import org.jspecify.annotations.NullMarked;
