package vn.hiepdong.node.guardrails;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.hiepdong.node.NodeApplication;
import vn.hiepdong.node.ledger.Entry;

/// Every class of the node, as compiled, whatever feature it belongs to.
final class NodeClasses {
    private static final String BASE = "vn.hiepdong.";

    private NodeClasses() {}

    static List<Class<?>> all() {
        Path root = root();
        try (var files = Files.walk(root)) {
            return files.map(root::relativize)
                    .map(Path::toString)
                    .filter(name -> name.startsWith("vn/hiepdong/") && name.endsWith(".class"))
                    .filter(name -> !name.endsWith("-info.class"))
                    .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
                    .<Class<?>>map(NodeClasses::load)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        try {
            return Path.of(NodeApplication.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, NodeClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What can be written into a log, with every record in it.
    static Set<Class<?>> entries() {
        return withWhatTheyHold(all().stream()
                .filter(each -> each.isRecord() && Entry.class.isAssignableFrom(each))
                .toList());
    }

    /// What the JSON API takes and gives, with every record in it.
    static Set<Class<?>> apiBodies() {
        var bodies = new LinkedHashSet<Class<?>>();
        for (Method operation : operations()) {
            Arrays.stream(operation.getParameters())
                    .filter(each -> each.isAnnotationPresent(RequestBody.class))
                    .forEach(each -> ours(each.getParameterizedType(), bodies));
            if (isApi(operation)) {
                ours(operation.getGenericReturnType(), bodies);
            }
        }
        return withWhatTheyHold(bodies);
    }

    private static boolean isApi(Method operation) {
        return AnnotatedElementUtils.hasAnnotation(operation.getDeclaringClass(), RestController.class);
    }

    /// Every method that answers a request.
    static List<Method> operations() {
        return all().stream()
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                .filter(NodeClasses::isMapped)
                .toList();
    }

    private static boolean isMapped(AnnotatedElement element) {
        return AnnotatedElementUtils.hasAnnotation(element, RequestMapping.class);
    }

    static Set<Class<?>> withWhatTheyHold(Collection<Class<?>> start) {
        var seen = new LinkedHashSet<Class<?>>();
        var open = new ArrayDeque<>(start);
        while (!open.isEmpty()) {
            Class<?> next = open.poll();
            if (!seen.add(next)) {
                continue;
            }
            if (next.isSealed()) {
                open.addAll(List.of(next.getPermittedSubclasses()));
            }
            if (next.isRecord()) {
                for (RecordComponent component : next.getRecordComponents()) {
                    ours(component.getGenericType(), open);
                }
            }
        }
        return seen;
    }

    private static void ours(Type type, Collection<Class<?>> found) {
        switch (type) {
            case ParameterizedType parameterized -> {
                ours(parameterized.getRawType(), found);
                for (Type argument : parameterized.getActualTypeArguments()) {
                    ours(argument, found);
                }
            }
            case Class<?> plain when plain.isArray() -> ours(plain.getComponentType(), found);
            case Class<?> plain when plain.getName().startsWith(BASE) -> found.add(plain);
            default -> {
                // A type of the JDK or of a library: what it is called says nothing about persons.
            }
        }
    }
}
