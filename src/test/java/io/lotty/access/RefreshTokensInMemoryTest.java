package io.lotty.access;

class RefreshTokensInMemoryTest extends RefreshTokensContract {
    private final Users users = new UsersInMemory();
    private final RefreshTokens tokens = new RefreshTokensInMemory(users);

    @Override
    protected Users users() {
        return users;
    }

    @Override
    protected RefreshTokens tokens() {
        return tokens;
    }
}
