package vn.hiepdong.node.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The languages the node speaks; Vietnamese comes first.
public enum Language {
    VI,
    EN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Locale locale() {
        return this == VI ? Locale.of("vi", "VN") : Locale.UK;
    }

    public static Optional<Language> of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(language -> language.code().equals(code))
                .findFirst();
    }

    /// A program says in `Accept-Language` what the person behind it reads.
    public static Language of(HttpServletRequest request) {
        var header = request.getHeader("Accept-Language");
        if (header == null) return VI;
        return of(request.getLocale().getLanguage()).orElse(VI);
    }
}
