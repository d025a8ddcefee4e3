#include "reports/page/html.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

using namespace pasar;

TEST_CASE("a text in HTML cannot begin a tag, end an attribute or hide a character") {
    CHECK(html_text("<script>alert(\"1\" & '2')</script>") ==
          "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;");
    CHECK(html_text("toko 🛒 市場") == "toko 🛒 市場");
    CHECK(html_text("a\nb") == "a\\nb");
    CHECK(html_text("\xE2\x80\xAE") == "\\u{202E}");
    CHECK(html_text("\xFF") == "�");
}

TEST_CASE("JSON in a script element holds no end tag, and reads back as it was") {
    const nlohmann::ordered_json json{{"</script><!--", "& \xE2\x80\xA8\xE2\x80\xA9 \" \\ 🛒"}, {"number", 1.5}};
    const std::string text = json_for_script(json);
    CHECK(text.find_first_of("<>&") == std::string::npos);
    CHECK(text.find("\xE2\x80\xA8") == std::string::npos);
    CHECK(text.find("\xE2\x80\xA9") == std::string::npos);
    CHECK(nlohmann::ordered_json::parse(text) == json);
}

TEST_CASE("a table has a caption, column and row headings, and escapes every cell") {
    HtmlTable table("A & B", {{"name", false}, {"<n>"}});
    table.row({"<b>", "1"});
    const std::string html = table.html();
    CHECK(html.find("<caption>A &amp; B</caption>") != std::string::npos);
    CHECK(html.find("<th scope=\"col\" class=\"n\">&lt;n&gt;</th>") != std::string::npos);
    CHECK(html.find("<th scope=\"row\">&lt;b&gt;</th><td class=\"n\">1</td>") != std::string::npos);
    CHECK(table.rows() == 1);
    CHECK_THROWS_AS(table.row({"too few"}), std::logic_error);
}
