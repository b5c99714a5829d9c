package io.lotty.targeting;

import io.lotty.targeting.AttributeValue.Scalar;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The list of IN and NOT IN: not empty, of one type, in the order written; a look-up costs the same at any length. */
public final class Choices {
    private final List<Scalar> literals;
    private final Set<Scalar> members;

    public Choices(List<Scalar> literals) {
        this.literals = List.copyOf(literals);
        this.members = new HashSet<>(literals);
        if (literals.isEmpty()) {
            throw new IllegalArgumentException("a list is not empty");
        }
        if (!literals.stream().allMatch(this::areOneTypeWith)) {
            throw new IllegalArgumentException("a list is of one type");
        }
    }

    public List<Scalar> literals() {
        return literals;
    }

    boolean areOneTypeWith(Scalar value) {
        return Typed.isOneTypeWith(literals.getFirst(), value);
    }

    boolean contain(Scalar value) {
        return members.contains(value);
    }

    boolean containAnyOf(List<Scalar> values) {
        for (int i = 0; i < values.size(); i++) {
            if (members.contains(values.get(i))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Choices choices && literals.equals(choices.literals);
    }

    @Override
    public int hashCode() {
        return literals.hashCode();
    }

    @Override
    public String toString() {
        return literals.toString();
    }
}
