package io.lotty.platform.pg;

/** As whom the application works in the database, once it is connected. */
public enum DatabaseRole {
    /** As {@value #APPLICATION_NAME}, which owns nothing; the login, which may own everything, is only how it gets in. */
    APPLICATION,
    /** As the login itself. */
    LOGIN;

    static final String APPLICATION_NAME = "lotty_application";
}
