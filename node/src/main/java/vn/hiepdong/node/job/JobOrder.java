package vn.hiepdong.node.job;

import vn.hiepdong.node.web.Language;

/// What somebody wants done.
///
/// @param work the name of a [JobWork]
/// @param subject what it is about, in the officer's own language
/// @param query what the audit is to say about the result when it is fetched
/// @param input what the work needs to know; its own affair
/// @param file the name of the result
public record JobOrder(
        String work, String subject, String query, String input, Language language, String file, String contentType) {}
