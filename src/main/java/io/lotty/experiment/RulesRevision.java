package io.lotty.experiment;

/** The version of everything that says whose word counts: approver groups, and who is active in which role. */
public record RulesRevision(long value) {}
