package io.lotty.app.setting;

import ch.qos.logback.core.PropertyDefinerBase;
import java.util.Locale;
import java.util.Map;

/**
 * A setting for {@code logback.xml}, read as {@link Settings} reads it: an empty variable is an unset one. A wrong value
 * is the default, so that the sentence which refuses it can be read.
 */
public final class LogSetting extends PropertyDefinerBase {
    private final Map<String, String> environment;
    private String name = Setting.LOTTY_LOG_LEVEL.name();

    public LogSetting() {
        this(System.getenv());
    }

    LogSetting(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Which one; called by logback. */
    public void setName(String name) {
        this.name = name;
    }

    @Override
    public String getPropertyValue() {
        var reader = new SettingsReader(environment);
        return switch (Setting.valueOf(name)) {
            case LOTTY_LOG_FORMAT -> reader.logFormat().name().toLowerCase(Locale.ROOT);
            case LOTTY_LOG_LEVEL -> reader.logLevel();
            case Setting other -> throw new IllegalArgumentException(other + " is not about the log");
        };
    }
}
