package dev.atoll.document;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a record says about the mapping it is written as; the JSON Schema is to be made from the same. */
record RecordShape(Class<?> type, List<Component> components) {
    /** Finding out costs a tenth of reading a definition. */
    private static final ClassValue<RecordShape> KNOWN = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(
                    type,
                    Arrays.stream(type.getRecordComponents()).map(Component::of).toList());
        }
    };

    static RecordShape of(Class<?> type) {
        return KNOWN.get(type);
    }

    /** What an {@code Optional} holds; any other type itself. */
    static Type content(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() == Optional.class
                ? generic.getActualTypeArguments()[0]
                : type;
    }

    Optional<Component> component(String key) {
        return components.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    List<String> keys() {
        return components.stream().map(Component::key).toList();
    }

    /**
     * Calls the canonical constructor.
     *
     * @throws IllegalArgumentException if the record refuses the values
     */
    Object make(List<Object> values) {
        try {
            Class<?>[] types = components.stream()
                    .map(component -> component.component.getType())
                    .toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException("the constructor of " + type.getName() + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the record " + type.getName() + " cannot be made", e);
        }
    }

    /** One component. */
    record Component(RecordComponent component, String key) {
        static Component of(RecordComponent component) {
            Spelled spelled = component.getAnnotation(Spelled.class);
            return new Component(component, spelled == null ? component.getName() : spelled.value());
        }

        Type valueType() {
            return component.getGenericType();
        }

        <A extends Annotation> Optional<A> find(Class<A> annotation) {
            return Optional.ofNullable(component.getAnnotation(annotation));
        }

        boolean isOptional() {
            return valueType() instanceof ParameterizedType generic && generic.getRawType() == Optional.class;
        }

        Object get(Object owner) {
            try {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                return accessor.invoke(owner);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + component, e);
            }
        }
    }
}
