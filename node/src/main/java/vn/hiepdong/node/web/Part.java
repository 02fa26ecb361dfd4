package vn.hiepdong.node.web;

/// A piece of a page that script puts into one that is open; never looked at by itself.
///
/// @param template its path below the base package; it takes `frame` and `model`
public record Part(String template, Object model) implements Answer {}
