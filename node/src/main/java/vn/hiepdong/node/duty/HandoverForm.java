package vn.hiepdong.node.duty;

import java.util.List;

/// How a handover is divided.
public enum HandoverForm {
    /// Information, intent, method, administration, risk assessment, communications, humanitarian issues (JESIP).
    IIMARCH("INFORMATION", "INTENT", "METHOD", "ADMINISTRATION", "RISK", "COMMUNICATIONS", "HUMANITARIAN"),
    /// Situation, background, assessment, recommendation.
    SBAR("SITUATION", "BACKGROUND", "ASSESSMENT", "RECOMMENDATION");

    private final List<String> headings;

    HandoverForm(String... headings) {
        this.headings = List.of(headings);
    }

    public List<String> headings() {
        return headings;
    }

    /// Where it stands how the lines are.
    String ofTheLines() {
        return this == IIMARCH ? "COMMUNICATIONS" : "BACKGROUND";
    }
}
