package vn.hiepdong.node.web;

/// A filter that is on: its words, and the parameter of the address that holds it.
public record Chip(String text, String parameter) {}
