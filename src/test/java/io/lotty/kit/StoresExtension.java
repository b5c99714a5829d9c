package io.lotty.kit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands out one database and one Redis per scope: the test, or the class in its set-up; JUnit closes them with it. */
final class StoresExtension implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(StoresExtension.class);

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext scope) {
        var type = parameter.getParameter().getType();
        return type == FreshDatabase.class || type == FreshRedis.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext scope) {
        var type = parameter.getParameter().getType();
        return scope.getStore(NAMESPACE).computeIfAbsent(type, StoresExtension::make);
    }

    private static Object make(Class<?> type) {
        try {
            return type == FreshDatabase.class ? Stores.database() : Stores.redis();
        } catch (Exception e) {
            throw new ParameterResolutionException("no " + type.getSimpleName(), e);
        }
    }
}
