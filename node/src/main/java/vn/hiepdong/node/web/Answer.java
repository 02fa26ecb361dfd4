package vn.hiepdong.node.web;

/// What a handler of pages returns: a [Page] to show, a [Part] of one, or a [Redirect] to follow.
public sealed interface Answer permits Page, Part, Redirect {}
