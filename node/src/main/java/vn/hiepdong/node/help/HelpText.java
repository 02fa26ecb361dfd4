package vn.hiepdong.node.help;

import gg.jte.Content;

/// A page of help in one language.
///
/// @param lead its first paragraph, as plain text
/// @param body what follows the title, as HTML that [HelpWriter] made
public record HelpText(String title, String lead, Content body) {}
