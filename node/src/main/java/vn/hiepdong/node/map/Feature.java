package vn.hiepdong.node.map;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One thing out of a file. Of its properties only these are taken; whatever else a file says about it, above all
/// about people, is not kept.
///
/// @param type what it is, in the file's words, such as "Phường"; may be empty
/// @param province the code of the province it lies in; may be empty
record Feature(
        Shape shape,
        String title,
        String titleEn,
        String code,
        String type,
        String province,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo) {}
