package io.lotty.decision;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The copy of all assignments, read page by page in the order of subjects. */
public interface AssignmentPages {
    /**
     * Hands the next rows to the work. Until the work is over nobody is erased: what it is given may be written down
     * elsewhere.
     *
     * @param after the last row of the page before; empty for the first page
     * @param most rows
     */
    <T> T next(Optional<Assignment> after, int most, Function<List<Assignment>, T> work);
}
