package vn.hiepdong.node.web;

/// A party of a record with its two lamps, for `web.party`.
public record PartyChip(String code, String name, Lamp held, Lamp acknowledged) {}
