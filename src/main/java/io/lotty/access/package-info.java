/**
 * Who may do what: users and roles, log-in and tokens, API keys, and the one table of permissions.
 *
 * <p>Invariant: no secret leaves this package in clear; passwords are kept as argon2id hashes, API keys and refresh tokens
 * as SHA-256 of a secret that is random enough not to need more. Threading: immutable values; services run on virtual
 * threads, {@link io.lotty.access.KeyRing} on any.
 */
@NullMarked
package io.lotty.access;

import org.jspecify.annotations.NullMarked;
