package io.lotty.demo;

/** What a person logs in with. The password never shows when printed. */
record Login(String email, String password) {
    @Override
    public String toString() {
        return email;
    }
}
