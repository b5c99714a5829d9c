package io.lotty.access;

import io.lotty.id.ApproverGroupId;
import io.lotty.id.UserId;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import java.util.Optional;

/** The approver groups, at most one for each experimenter. A change of one counts from the next review on. */
public interface ApproverGroups {
    /** Refuses a second group for the same experimenter. */
    void add(ApproverGroup group, Stamp stamp);

    Optional<ApproverGroup> find(ApproverGroupId id);

    /** Oldest first. */
    Page<ApproverGroup> list(Optional<UserId> experimenter, PageRequest request);

    /** Saves a change of the revision that was read; refuses when somebody else was faster. */
    ApproverGroup save(ApproverGroup group, Stamp stamp);

    /** Removes the revision that was read; refuses when somebody else was faster. */
    void remove(ApproverGroup group, Stamp stamp);
}
