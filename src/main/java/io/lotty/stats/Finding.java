package io.lotty.stats;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What statistics make of the data: a result, or the reason why there is none. */
public sealed interface Finding<T> {

    record Found<T>(T result) implements Finding<T> {}

    /**
     * The data do not carry a result. It is no result of "nothing found": whoever shows it shows the reason.
     *
     * @param why a sentence for people, without a full stop
     */
    record TooLittle<T>(String why) implements Finding<T> {}

    static <T> Finding<T> found(T value) {
        return new Found<>(value);
    }

    static <T> Finding<T> tooLittle(String why) {
        return new TooLittle<>(why);
    }

    /** Both, or the first reason why not. */
    static <A, B, R> Finding<R> both(Finding<A> first, Finding<B> second, BiFunction<A, B, Finding<R>> step) {
        return first.then(a -> second.then(b -> step.apply(a, b)));
    }

    /** The next step, if there is something to take it on. */
    default <R> Finding<R> then(Function<? super T, Finding<R>> step) {
        return switch (this) {
            case Found<T>(var result) -> step.apply(result);
            case TooLittle<T>(var why) -> new TooLittle<>(why);
        };
    }

    default <R> Finding<R> map(Function<? super T, ? extends R> step) {
        return then(result -> new Found<>(step.apply(result)));
    }

    default Optional<T> value() {
        return switch (this) {
            case Found<T>(var result) -> Optional.of(result);
            case TooLittle<T> _ -> Optional.empty();
        };
    }
}
