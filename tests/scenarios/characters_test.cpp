// Characters that must not be shown as they are.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "scenarios/faults.h"
#include "words/characters.h"

using namespace pasar;

TEST_CASE("control, direction and unseen characters are told from those that are writing") {
    for (const std::uint32_t code : {0x00U, 0x07U, 0x1BU, 0x7FU, 0x80U, 0x9BU, 0xADU, 0x200BU, 0x200EU, 0x2028U,
                                     0x202EU, 0x2066U, 0x2069U, 0x3164U, 0xFEFFU, 0xE0041U}) {
        CHECK_MESSAGE(is_unprintable(code, 'a'), code);
    }
    for (const std::uint32_t code : {0x20U, 0x41U, 0xA0U, 0xE9U, 0x0301U, 0x0627U, 0x5546U, 0x1F6D2U, 0xFE0FU}) {
        CHECK_MESSAGE(!is_unprintable(code, 'a'), code);
    }
    // Joiners shape Persian words and families of emoji; after a Latin letter they only hide.
    CHECK(is_unprintable(0x200D, 'a'));
    CHECK(is_unprintable(0x200C, 0));
    CHECK_FALSE(is_unprintable(0x200C, 0x0645));
    CHECK_FALSE(is_unprintable(0x200D, 0x1F468));
}

TEST_CASE("JSON with escapes means the same") {
    const nlohmann::json names{{"name", "a\u202Eb\u009Bc\u200B\u2067 \U000E0041 商店 \x01"}};
    const std::string text = with_json_escapes(names.dump());
    CHECK(nlohmann::json::parse(text) == names);
    CHECK(text.find("\\u202e") != std::string::npos);
    CHECK(text.find("\\udb40\\udc41") != std::string::npos);
    CHECK(text.find("商店") != std::string::npos);
    CHECK(text.find("\u202E") == std::string::npos);
}

TEST_CASE("messages quote names with such characters as escapes that can be pasted back") {
    CHECK(in_quotes("a\u009Bb") == "\"a\\u009bb\"");
    CHECK(in_quotes("a\u202Eb\x1b") == "\"a\\u202eb\\u001b\"");
}
