#pragma once

#include <string_view>

// The pages that web/ is bundled into, embedded in the program. What to put in them: web/page.schema.md.

namespace rekensom::web {

/// The report with its placeholders. Built without REKENSOM_WEB: a page without charts that says so.
[[nodiscard]] std::string_view report_template();

/// The live page with its placeholders; empty if built without REKENSOM_WEB.
[[nodiscard]] std::string_view live_template();

}  // namespace rekensom::web
