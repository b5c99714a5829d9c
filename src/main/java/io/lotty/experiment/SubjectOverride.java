package io.lotty.experiment;

import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;

/** A subject that is forced into a variant, for trying it out; it is left out of analysis. */
public record SubjectOverride(SubjectId subject, VariantName variant) {}
