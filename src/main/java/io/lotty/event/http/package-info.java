/**
 * Events and their catalogue over HTTP. The intake runs on the edge's event loops and never waits; the catalogue's routes on virtual
 * threads.
 */
@NullMarked
package io.lotty.event.http;

import org.jspecify.annotations.NullMarked;
