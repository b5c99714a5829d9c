package io.lotty.access;

class UsersInMemoryTest extends UsersContract {
    private final Users users = new UsersInMemory();

    @Override
    protected Users users() {
        return users;
    }
}
