package io.lotty.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;

/**
 * Password hashing: argon2id with 19 MiB, 2 passes, 1 lane, the OWASP Password Storage Cheat Sheet's first choice.
 * The text form carries its parameters, so they can be raised later without touching old hashes.
 */
public final class Passwords {
    public static final int MIN_LENGTH = 10;
    public static final int MAX_LENGTH = 256;
    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);
    private static final String NOBODY = hash("the password of nobody");

    private Passwords() {}

    /** Refuses what is too short to be a secret or too long to be a password. */
    public static String checked(String password) {
        if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("must have " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
        }
        return password;
    }

    public static String hash(String password) {
        return Password.hash(password).addRandomSalt(16).with(ARGON2ID).getResult();
    }

    public static boolean matches(String password, String hash) {
        return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    }

    /** Costs what a comparison costs, so that an unknown user cannot be told from a wrong password by the clock. */
    public static void pretend(String password) {
        matches(password, NOBODY);
    }
}
