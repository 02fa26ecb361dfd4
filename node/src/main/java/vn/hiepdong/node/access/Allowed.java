package vn.hiepdong.node.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Who may call a handler; what stands on the method counts before what stands on the class.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Allowed {

    /// One of these roles is needed; none named means the roles that work with content.
    Role[] value() default {};

    /// A token needs one of these; none named means that no token will do.
    Scope[] scope() default {};

    /// Whether everybody who is signed in may, whatever the roles. Content is never among what such a handler shows.
    boolean anyRole() default false;
}
