package io.lotty.platform.http;

import io.lotty.refusal.Refusal;

/** Is told when an operation refuses its caller (403), before he is. Must not throw: he is refused in any case. */
@FunctionalInterface
public interface WhenDenied {
    void denied(Call call, String operationId, Refusal.Forbidden refusal);
}
