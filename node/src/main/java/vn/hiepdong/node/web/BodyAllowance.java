package vn.hiepdong.node.web;

import jakarta.servlet.http.HttpServletRequest;

/// Lets a feature take bodies that are larger than what is usual, at an address where it does not hold them in
/// memory.
public interface BodyAllowance {

    /// @return bytes, or 0 when the usual limit is right
    long limit(HttpServletRequest request);
}
