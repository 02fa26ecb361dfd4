package vn.hiepdong.node.space;

import java.util.List;
import java.util.Map;

/// What is usual from a day on: what the form of a regulation starts from, and what holds where a regulation says
/// nothing (domain.md §5.2). Rows of `space_usual`.
///
/// @param acknowledgeWithin minutes, for each urgency
/// @param verifyWithin minutes, for each urgency
/// @param answerWithin minutes, for each urgency
/// @param signWithin minutes until a party has signed or declined what was put to it
public record Usual(
        Map<Urgency, Integer> acknowledgeWithin,
        Map<Urgency, Integer> verifyWithin,
        Map<Urgency, Integer> answerWithin,
        int signWithin,
        Map<Urgency, List<Rung>> escalation,
        Quiet quiet) {}
