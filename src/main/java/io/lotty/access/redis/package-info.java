/** The key ring as it travels to the edges: hashes only, never a secret. */
@NullMarked
package io.lotty.access.redis;

import org.jspecify.annotations.NullMarked;
