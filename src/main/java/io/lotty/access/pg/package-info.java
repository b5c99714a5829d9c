/**
 * Users, refresh tokens and API keys in Postgres.
 */
@NullMarked
package io.lotty.access.pg;

import org.jspecify.annotations.NullMarked;
