/** Tests of the embedded stores, among them with a second, killed process. */
@NullMarked
package io.lotty.app.embedded;

import org.jspecify.annotations.NullMarked;
