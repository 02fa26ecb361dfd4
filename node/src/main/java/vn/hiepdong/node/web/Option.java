package vn.hiepdong.node.web;

/// One choice in a form: what is sent, and what stands there.
public record Option(String value, String text) {}
