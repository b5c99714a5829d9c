package io.lotty.platform.http;

/** What one route does: who, what, do, answer. May wait; throws a {@link io.lotty.refusal.Refusal} to say no. */
@FunctionalInterface
public interface Operation {
    Answer answer(Call call);
}
