package io.lotty.audit;

/** The denials in the audit log. */
public interface Denials {
    void add(Denial denial);
}
