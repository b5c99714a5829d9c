package io.lotty.kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a {@link FreshDatabase} and a {@link FreshRedis}, as parameters of its constructor, its tests or
 * their set-up. A constructor's and a test's are that test's own; those of {@code @BeforeAll} are the class's. They are
 * closed after their test or class.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(StoresExtension.class)
public @interface WithStores {}
