package vn.hiepdong.node.information;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;
import vn.hiepdong.node.web.FormInput;

/// The address of a list: everything that says what is in it, in one order, so that two addresses of one list are
/// equal. Where one is in the list is not part of it.
record ListAddress(Map<String, String> values) {
    static final int LONGEST = 1000;

    private static final List<String> PARAMETERS = List.of(
            "realm",
            "words",
            "urgency",
            "state",
            "topic",
            "origin",
            "reliability",
            "credibility",
            "from",
            "to",
            "area",
            "place",
            "files",
            "owed",
            "sort",
            "size",
            "view");

    static ListAddress of(FormInput input) {
        var values = new LinkedHashMap<String, String>();
        values.put("realm", "REAL");
        for (String each : PARAMETERS) {
            String value = input.raw(each).strip();
            if (!value.isEmpty() && !(each.equals("sort") && value.equals(Sort.NEWEST.name()))) {
                values.put(each, value);
            }
        }
        // The name of an area that is not there says nothing.
        if (!values.containsKey("area")) {
            values.remove("place");
        }
        return new ListAddress(values);
    }

    /// Reads what [#query] made. What is no parameter of a list is left out.
    static ListAddress parse(String query) {
        var values = new LinkedHashMap<String, String>();
        UriComponentsBuilder.fromUriString("/?" + query)
                .build()
                .getQueryParams()
                .toSingleValueMap()
                .forEach((key, value) -> {
                    if (value != null) {
                        values.put(key, java.net.URLDecoder.decode(value, java.nio.charset.StandardCharsets.UTF_8));
                    }
                });
        return of(FormInput.starting(values));
    }

    /// What was typed, to be read as a filter again.
    FormInput input() {
        return FormInput.starting(values);
    }

    /// The query of the address; never empty, so that nobody is sent to the filter they start with.
    String query() {
        var query = new StringBuilder();
        values.forEach((key, value) -> query.append(query.isEmpty() ? "" : "&")
                .append(key)
                .append('=')
                .append(java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8)));
        return query.toString();
    }

    /// The same with one parameter set, or without it when the value is empty.
    ListAddress with(String parameter, String value) {
        var changed = new LinkedHashMap<>(values);
        changed.remove(parameter);
        if (!value.isEmpty()) {
            changed.put(parameter, value);
        }
        return of(FormInput.starting(changed));
    }

    String path(String below) {
        return "/information" + below + "?" + query();
    }
}
