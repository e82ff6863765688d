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
import org.jspecify.annotations.Nullable;

/** What a record says about the mapping it is written as; the JSON Schema is to be made from the same. */
record RecordShape(Constructor<?> constructor, List<Component> components) {
    /** Finding out costs a tenth of reading a definition. */
    private static final ClassValue<RecordShape> KNOWN = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return new RecordShape(
                        constructor,
                        Arrays.stream(components).map(Component::new).toList());
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(type.getName() + " is no record", e);
            }
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
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException("the constructor of " + constructor.getName() + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the record " + constructor.getName() + " cannot be made", e);
        }
    }

    /** One component. Thread safe. */
    static final class Component {
        private final RecordComponent component;
        private final String key;
        /** Reading it costs as much as reading a small document. */
        private volatile @Nullable Object fallback;

        Component(RecordComponent component) {
            Spelled spelled = component.getAnnotation(Spelled.class);
            this.component = component;
            this.key = spelled == null ? component.getName() : spelled.value();
        }

        String key() {
            return key;
        }

        /** The value where a document has none; empty if it must have one, or if the component is optional. */
        Optional<Object> fallback() {
            Object known = fallback;
            if (known == null) {
                known = find(Default.class)
                        .map(it -> Binder.fallback(this, it.value()))
                        .orElse(null);
                fallback = known;
            }
            return Optional.ofNullable(known);
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
