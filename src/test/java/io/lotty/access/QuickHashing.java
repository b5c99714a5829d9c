package io.lotty.access;

/** No secret is safe with it; for tests of what is done with the answer. */
final class QuickHashing implements Hashing {
    @Override
    public String hash(String password) {
        return "hash of " + password;
    }

    @Override
    public boolean matches(String password, String hash) {
        return hash.equals(hash(password));
    }

    @Override
    public void pretend(String password) {
        // costs nothing, as matching does
    }
}
