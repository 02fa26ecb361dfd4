package vn.hiepdong.node.map;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.web.BodyAllowance;

/// A map pack is larger than anything else that is sent here. It is written to disk as it comes, and only an
/// administrator gets as far as that.
@Component
final class PackBodies implements BodyAllowance {
    @Override
    public long limit(HttpServletRequest request) {
        return request.getRequestURI().equals(PackApi.PATH) ? PackFiles.LARGEST_TILES : 0;
    }
}
