package io.lotty.access;

/**
 * The slow work on passwords. It costs tens of milliseconds of a core each time, so where people wait beside it, it is
 * done aside; see {@link Passwords} for what is done.
 */
public interface Hashing {
    String hash(String password);

    boolean matches(String password, String hash);

    /** Costs what a comparison costs, so that an unknown user cannot be told from a wrong password by the clock. */
    void pretend(String password);

    /** On the caller's own thread. */
    Hashing HERE = new Hashing() {
        @Override
        public String hash(String password) {
            return Passwords.hash(password);
        }

        @Override
        public boolean matches(String password, String hash) {
            return Passwords.matches(password, hash);
        }

        @Override
        public void pretend(String password) {
            Passwords.pretend(password);
        }
    };
}
