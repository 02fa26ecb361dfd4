package vn.hiepdong.node.web;

/// What a handler of pages returns: a [Page] to show or a [Redirect] to follow.
public sealed interface Answer permits Page, Redirect {}
