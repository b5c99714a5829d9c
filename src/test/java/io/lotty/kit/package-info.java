/**
 * What the tests share: stores to run against, and the tests of the project itself (its packages, format, tidiness, and
 * the requirements that tests prove). Holds no domain code.
 */
@NullMarked
package io.lotty.kit;

import org.jspecify.annotations.NullMarked;
