package vn.hiepdong.node.information;

/// How widely an item may be handled. There is no secret value: state secrets are not carried (domain.md §2.5,
/// G21).
public enum Handling {
    CONG_KHAI,
    NOI_BO,
    HAN_CHE
}
