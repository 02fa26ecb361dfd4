package vn.hiepdong.node.space;

/// How fast something must be handled. Document urgency of Decree 30/2020 (khẩn, thượng khẩn, hỏa tốc) and
/// routine.
public enum Urgency {
    ROUTINE,
    PRIORITY,
    IMMEDIATE,
    FLASH
}
