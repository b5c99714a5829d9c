package io.lotty.access;

class ApiKeysInMemoryTest extends ApiKeysContract {
    private final ApiKeysInMemory keys = new ApiKeysInMemory();

    @Override
    protected ApiKeys keys() {
        return keys;
    }

    @Override
    protected KeyRing ring() {
        return keys.ring();
    }
}
