// What happens when a file is no scenario at all: one clear message with its place, and never a crash.
#include "scenarios/document.h"

#include "tests/scenarios/helpers.h"

using namespace pasar;

TEST_CASE("a scenario file that is missing, a folder or unreadable is named in the message") {
    const TemporaryFolder folder;
    CHECK(contains(message_for_file(folder / "none.json"), "none.json: found no such file; allowed: a JSON file"));
    CHECK(contains(message_for_file(folder.path()), "found a folder; allowed: a JSON file"));
    CHECK(contains(message_for_file(folder / std::string(5000, 'x')), "found no such file"));
}

TEST_CASE("an empty file is called empty") {
    CHECK(message_for("") == "my.json: found an empty file; allowed: a JSON object");
    CHECK(contains(message_for(" \n\t\n"), "found an empty file"));
    const TemporaryFolder folder;
    CHECK(contains(message_for_file(folder.write("empty.json", "")), "empty.json: found an empty file"));
}

TEST_CASE("a JSON value that is no object is no scenario") {
    for (const char* text : {"[]", "3", "\"scenario\"", "null", "true"}) {
        CHECK(contains(message_for(text), "allowed: a JSON object"));
    }
}

TEST_CASE("broken JSON is reported with line, column and what may have been meant") {
    CHECK(contains(message_for("{\n  \"days\": 3,\n}"), "my.json:3:1: found no valid JSON"));
    CHECK(contains(message_for("{\n  \"days\": 3,\n}"), "no comma before a closing bracket"));
    CHECK(contains(message_for("{\"days\": NaN}"), "my.json:1:10"));
    CHECK(contains(message_for("{\"days\": NaN}"), "JSON has no NaN or Infinity"));
    CHECK(contains(message_for("{\"days\": -Infinity}"), "no valid JSON"));
    CHECK(contains(message_for("{\"days\": 3 // three\n}"), "JSON has no comments"));
    CHECK(contains(message_for("{'days': 3}"), "JSON wants \" instead of '"));
    CHECK(contains(message_for("{\"days\": 3"), "the file ends too early"));
    CHECK(contains(message_for("{\"name\": \"never clo"), "the file ends too early"));
    CHECK(contains(message_for("{} {}"), "no valid JSON"));
}

TEST_CASE("what was forgotten in JSON is named, with the place where it should stand") {
    const auto says = [](const std::string& text, const std::string& part) {
        const std::string message = message_for(text);
        INFO(message);
        CHECK(contains(message, part));
        CHECK(message.find("allowed: JSON") == std::string::npos);
    };
    // A comma: behind the value, not before the next name.
    says("{\n  \"days\": 5\n  \"seed\": 7\n}",
         "my.json:2:12: found no valid JSON: a comma is missing at the end of this line, before \"seed\" in line 3");
    says("{\"market\": {\"buyers\": 5}\n\"seed\": 7}", "my.json:1:25: found no valid JSON: a comma is missing");
    says("{\"days\": 5 \"seed\": 7}", "a comma is missing before \"seed\"");
    says("{\"models\": [{} {}]}", "a comma is missing before {");
    says("{\"a\": 1,, \"b\": 2}", "one comma too many");
    // A quotation mark.
    says("{\n  \"name\": \"Shop,\n  \"days\": 5\n}",
         "my.json:2:11: found no valid JSON: the quotation mark behind Shop, is missing");
    says("{\n  days\": 5\n}", "names stand between quotation marks");
    says("{\"name\": Own store, \"days\": 5}", "texts stand between quotation marks: \"Own store\"");
    says("{\"about\": \"the \"best\" shop\"}", "a quotation mark inside a text is written \\\"");
    // A bracket: told by the indentation where that tells.
    says("{\n  \"market\": {\n    \"buyers\": 5,\n  \"days\": 3\n}\n",
         "the file ends too early: a closing bracket is missing. By its indentation, the { of line 2 should be closed "
         "before line 5");
    says("{\"models\": [{\"name\": \"A\"}\n}", "the [ of line 1 is not closed: ] is missing before this }");
    says("{\n\"days\": 3\n}\n}\n", "my.json:4:1: found no valid JSON: one } too many");
    // A colon or a value.
    says("{\"days\" 5}", "the colon behind \"days\" is missing");
    says("{\"days\" = 5}", "a colon stands between \"days\" and its value, not =");
    says("{\"days\": , \"seed\": 1}", "the value of \"days\" is missing");
    says("{\"days\", \"seed\": 1}", "a colon and a value are missing behind \"days\"");
    // A number as people write it elsewhere.
    says("{\n\"commission\": 0,12\n}",
         "my.json:2:16: found no valid JSON: a comma inside a number: 0,12 is written 0.12");
    says("{\"buyers\": 1,000,000}", "1,000,000 is written 1000000 in JSON");
    says("{\"buyers\": 100 000}", "100 000 is written 100000 in JSON");
    says("{\"commission\": 12%}", "12 % is written 0.12");
    says("{\"commission\": .5}", ".5 is written 0.5 in JSON");
    says("{\"escrow\": True}", "True is written true in JSON");
    says("{\"path\": \"C:\\data\"}", "a backslash in a text is written \\\\");
    // What is right before the slip is not blamed for it.
    says("{\"a\": [1, 2, {\"b\": \"x,y:{\"}],\n\"c\": 1 \"d\": 2}", "a comma is missing before \"d\"");
}

TEST_CASE("a number that overflows is a fault, not infinity") {
    const std::string message = message_for("{\n\"days\": 1e999}");
    CHECK(contains(message, "my.json:2:"));
    CHECK(contains(message, "found a number too large to hold"));
    CHECK(contains(message, "1e999"));
}

TEST_CASE("binary files and invalid UTF-8 are refused with a message that can be printed") {
    std::string noise;
    for (int byte = 0; byte < 256; ++byte) noise += static_cast<char>(byte);
    CHECK(contains(message_for(noise), "no valid JSON"));
    CHECK(contains(message_for("\x7f"
                               "ELF\x02\x01\x01"),
                   "no valid JSON"));
    const std::string message = message_for("{\"name\": \"caf\xe9\"}");
    CHECK(contains(message, "my.json:1:"));
    CHECK(contains(message, "UTF-8"));
    for (const char c : message) CHECK(static_cast<unsigned char>(c) >= 0x20);
}

TEST_CASE("a byte order mark and Windows line ends do no harm") {
    CHECK(faults_in_text("\xEF\xBB\xBF{\r\n\"models\": [{}]\r\n}\r\n").empty());
}

TEST_CASE("a hundred thousand brackets are one fault and no crash") {
    CHECK(contains(message_for(std::string(100'000, '[')), "brackets more than 64 deep"));
    std::string objects;
    for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
    CHECK(contains(message_for(objects), "brackets more than 64 deep"));
}

TEST_CASE("a name that stands twice in an object is a fault on the line of the second") {
    const std::string message = message_for("{\n\"models\": [{}],\n\"days\": 5,\n\"days\": 6\n}");
    CHECK(contains(message, "my.json:4: /days: found \"days\" a second time"));
}

TEST_CASE("duplicate names are found at any depth, next to all other faults") {
    const auto faults = faults_in_text(R"({"models": [{"site": {"servers": 2, "servers": {"a": [1]}, "servers": 3}}],
        "days": -1, "market": {}, "market": {"buyers": 5}})");
    REQUIRE(faults.size() == 4);
    CHECK(faults[0].path == "/models/0/site/servers");
    CHECK(faults[2].path == "/market");
    CHECK(faults[3].path == "/days");
    CHECK(faults[3].line == 2);
}

TEST_CASE("a million models fail fast with one fault") {
    std::string text = "{\"models\": [{}";
    for (int i = 1; i < 1'000'000; ++i) text += ",{}";
    CHECK(contains(message_for(text + "]}"), "my.json:1: /models: found more than 10000 entries"));
}

TEST_CASE("a thousand models are one fault that says how many there may be") {
    std::string text = "{\"models\": [{\"nam\": 1}";
    for (int i = 1; i < 1000; ++i) text += ",{\"nam\": 1}";
    CHECK(contains(message_for(text + "]}"), "/models: found a list of 1000; allowed: a list of 1 to 64 entries"));
}

TEST_CASE("a file of more values than any scenario has is refused") {
    std::string text = "{\"models\": [";
    for (int i = 0; i < 100; ++i) {
        text += i == 0 ? "[0" : ",[0";
        for (int j = 1; j < 9'000; ++j) text += ",0";
        text += "]";
    }
    CHECK(contains(message_for(text + "]}"), "found more than 200000 values"));
}

TEST_CASE("a file too large to be a scenario is refused before it is parsed") {
    const TemporaryFolder folder;
    const auto path = folder.write("large.json", "{");
    std::filesystem::resize_file(path, kMostBytes + 1);
    CHECK(contains(message_for_file(path), "found a file of more than 64 MiB"));
}

TEST_CASE("every value knows the line on which it stands") {
    Faults faults;
    const Document document = parse_document(
        "{\n"
        "  \"a\": 1,\n"
        "  \"b\":\n"
        "     2\n"
        "  , \"c\": [\n"
        "    true,\n"
        "    {\"d~/\": \"x\\ny\"}\n"
        "  ]\n"
        "}\n",
        "file", faults);
    CHECK(faults.empty());
    const auto line = [&](const char* pointer) { return document.origins.of(pointer).line; };
    CHECK(line("") == 1);
    CHECK(line("/a") == 2);
    CHECK(line("/b") == 4);
    CHECK(line("/c") == 5);
    CHECK(line("/c/0") == 6);
    CHECK(line("/c/1") == 7);
    CHECK(line("/c/1/d~0~1") == 7);
    CHECK(document.origins.around("/c/1/none/below").line == 7);
}

TEST_CASE("what is shown of a text is short, whole characters, and without control characters") {
    CHECK(shown("Toko \"A\"\n\x1b[31m") == "Toko \\\"A\\\"\\n\\u001b[31m");
    CHECK(shown("\xff") == "\xEF\xBF\xBD");
    const std::string smileys = [] {
        std::string text;
        for (int i = 0; i < 100; ++i) text += "😀";
        return text;
    }();
    CHECK(shown(smileys, 10) == "😀😀…");
    CHECK(shown(std::string(10'000, 'x')).size() < 100);
}
